import OMS

/// What other benches printed of packages that matter here.
struct BenchPrints: Equatable, Sendable {
    private var byPackage: [Int: [BenchPrint]] = [:]
    /// The packages whose prints bear a code, by the form in which codes are compared.
    private var byCode: [String: Set<Int>] = [:]
    /// The packages, those that were heard of last at the end.
    private var order: [Int] = []

    /// Of how many packages it is known; the ones that were not heard of for longest are forgotten first.
    private static let most = 4_000

    /// Takes over all that other benches printed of a package.
    mutating func replace(_ prints: [BenchPrint], of package: Int) {
        let isKnown = byPackage[package] != nil
        set(prints, of: package)
        guard !prints.isEmpty, !isKnown else { return }
        order.append(package)
        if order.count > Self.most {
            for old in order.prefix(Self.most / 4) { set([], of: old) }
            order.removeFirst(Self.most / 4)
        }
    }

    private mutating func set(_ prints: [BenchPrint], of package: Int) {
        for code in (byPackage[package] ?? []).flatMap(\.codes) {
            byCode[code]?.remove(package)
            if byCode[code]?.isEmpty == true { byCode[code] = nil }
        }
        for code in prints.flatMap(\.codes) { byCode[code, default: []].insert(package) }
        byPackage[package] = prints.isEmpty ? nil : prints
    }

    /// The newest label of each box of a package that is not void, in the order of the boxes.
    func labels(of package: Int) -> [BenchPrint] {
        var newest: [Int: BenchPrint] = [:]
        for print in byPackage[package] ?? [] where print.paper == .label && print.stage != .void {
            if let known = newest[print.box], known.at > print.at { continue }
            newest[print.box] = print
        }
        return newest.values.sorted { $0.box < $1.box }
    }

    /// The packages whose prints bear a code.
    func packages(bearing code: CodeReading) -> Set<Int> {
        code.keys.reduce(into: []) { $0.formUnion(byCode[$1] ?? []) }
    }

    /// A label was scanned back here.
    mutating func confirm(_ print: BenchPrint) {
        byPackage[print.package] = byPackage[print.package]?.map { $0 == print ? print.confirmed : $0 }
    }
}

extension BenchPrint {
    /// The codes on it, in the form in which codes are compared.
    fileprivate var codes: [String] { barcodes.map(CodeForm.key) }

    /// Whether a code is one of those on it.
    func bears(_ code: CodeReading) -> Bool { codes.contains { code.keys.contains($0) } }
}
