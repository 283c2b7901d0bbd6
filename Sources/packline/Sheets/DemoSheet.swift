import Barcode
import BarcodeSheet
import Language
import OMS
import OMSSandbox

/// What is printed to practise with the demo: some of its packages, their goods, and the commands.
struct DemoSheet {
    /// The practice packages.
    let packages: [SandboxPackage]
    /// The practice OMS's reasons for denying.
    let reasons: [DenialReason]

    /// How many packages are printed, and how many units each of them has at most.
    private static let mostPackages = 4, mostUnits = 4
    /// The states in which a package can be packed.
    private static let toPack = ["Waiting", "Preparing"]

    /// The packages and goods of a demo, then the codes of every bench.
    func sheet(in words: SheetWords) throws -> Sheet {
        let bench = try Sheet.bench(reasons: reasons, in: words)
        let (packages, goods) = (try packageCodes(words), try goodsCodes(words))
        return Sheet(
            title: words.text(Phrase("program.demo-sheet.title")),
            sections: [
                Sheet.Section(title: words.text(Phrase("program.demo-sheet.packages")), codes: packages),
                Sheet.Section(title: words.text(Phrase("program.demo-sheet.goods")), codes: goods),
            ] + bench.sections)
    }

    /// Packages that can be packed whole with what is printed.
    private var chosen: [SandboxPackage] {
        Array(
            packages.filter { package in
                Self.toPack.contains(package.state) && package.items.count <= Self.mostUnits
                    && package.items.allSatisfy { $0.code != nil }
            }
            .sorted { $0.id < $1.id }.prefix(Self.mostPackages))
    }

    private func packageCodes(_ words: SheetWords) throws -> [Sheet.Code] {
        try chosen.map { package in
            let units = words.text(Phrase("program.demo-sheet.units", ["count": package.items.count]))
            return try Sheet.Code(
                title: package.number, purpose: units, letters: package.number, barcode: Code128(package.number))
        }
    }

    /// Each code that the packages need, with how many of it each needs, and one that none of them needs.
    private func goodsCodes(_ words: SheetWords) throws -> [Sheet.Code] {
        let needed = chosen.flatMap { package in package.items.map { (package.number, $0) } }
        let codes = needed.compactMap(\.1.code).uniqued()
        var result = try codes.map { code in
            let packages = needed.filter { $0.1.code == code }.map(\.0)
            let counts = packages.uniqued().map { number in
                Phrase(
                    "program.demo-sheet.needed",
                    ["number": number, "count": packages.count { $0 == number }])
            }
            return try Self.code(
                code, needed.first { $0.1.code == code }?.1.name, words.text(.list(counts, .comma)))
        }
        let others = packages.flatMap(\.items).filter { $0.code.map { !codes.contains($0) } ?? false }
        if let other = others.first, let code = other.code {
            result.append(try Self.code(code, other.name, words.text(Phrase("program.demo-sheet.not-needed"))))
        }
        return result
    }

    private static func code(_ code: String, _ name: String?, _ purpose: String) throws -> Sheet.Code {
        try Sheet.Code(title: name ?? code, purpose: purpose, letters: code, barcode: Code128(code))
    }
}

extension DemoSheet {
    /// The sheet for the packages that `packline demo` has without any option.
    static func usual() async throws -> DemoSheet {
        let practice: Sandbox
        do {
            practice = try await Sandbox.start(SandboxOptions.usual)
        } catch {
            throw Failure(error)
        }
        do {
            let packages = try await practice.packages(at: Demo.location)
            var reasons: [DenialReason] = []
            try await LookUp.run(Settings(options: [.url: practice.baseURL, .token: practice.token])) { lookUp in
                reasons = try await lookUp.denialReasons()
            }
            await practice.stop()
            return DemoSheet(packages: packages, reasons: reasons)
        } catch {
            await practice.stop()
            throw error
        }
    }
}

extension SandboxPackage.Item {
    /// What is printed on it; nil where that cannot be scanned.
    fileprivate var code: String? { selectedBarcode ?? barcode }
}
