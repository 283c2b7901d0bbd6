import Barcode
import OMS
import Testing

@testable import Station

@Suite("The index of the packages, change by change")
struct PackageIndexTests {
    /// Few values of each kind, so that packages share some, lose the last of one, and are called alike.
    private func package(_ id: Int, _ random: inout SeededGenerator) -> PackageSummary {
        let goods = ["8690001157692", "08690001157692", "1006905", "036000291452", "0036000291452", "S-7"]
        return PackageSummary(
            id: id, number: "P\(id)", orderNumber: "O\(Int.random(in: 0..<20, using: &random))",
            trackingNumber: Bool.random(using: &random) ? "7330\(Int.random(in: 0..<30, using: &random))" : nil,
            state: PackageState(name: ["Waiting", "Preparing", "Packed"].randomElement(using: &random) ?? ""),
            customer: ["İrem Işık", "Adana Çelik", "Waiting"].randomElement(using: &random),
            city: ["Adana", "İzmir", nil].randomElement(using: &random) ?? nil,
            due: Timestamp(microseconds: Int64.random(in: 0..<9, using: &random) * 1_000_000),
            itemCodes: goods.shuffled(using: &random).prefix(Int.random(in: 0..<4, using: &random)).map(\.self))
    }

    /// Every state of an index that is changed sixty times, with the packages that must be in it.
    private func everyState(_ check: (PackageIndex, [PackageSummary]) throws -> Void) rethrows {
        var random = SeededGenerator(state: 11)
        var (index, kept) = (PackageIndex(), [Int: PackageSummary]())
        for _ in 0..<60 {
            let removed = (0..<3).map { _ in Int.random(in: 1...50, using: &random) }
            let changed = (0..<6).map { _ in package(Int.random(in: 1...50, using: &random), &random) }
            index.apply(changed, removed: removed)
            for id in removed { kept[id] = nil }
            for package in changed { kept[package.id] = package }
            let packages = kept.values.sorted {
                ($0.due?.microseconds ?? 0, $0.id) < ($1.due?.microseconds ?? 0, $1.id)
            }
            try check(index, packages)
        }
    }

    @Test(
        "a filter finds what a look at every package finds",
        arguments: ["a", "an", "ışık", "733", "0036", "p1", "s-"])
    func filter(term: String) {
        let folded = Folding.fold(term)
        everyState { index, packages in
            let all = index.slots { _ in true }
            let found = index.slots(all, matching: [folded]).compactMap { index[slot: $0]?.id }
            let expected = packages.filter { package in
                let numbers = [package.number, package.orderNumber, package.trackingNumber]
                let names = [package.customer, package.city, package.state.name]
                return ((numbers + names).compactMap(\.self) + package.itemCodes)
                    .contains { TextSearch.holds(Folding.fold($0), folded) }
            }
            #expect(found == expected.map(\.id))
        }
    }

    @Test("a code finds the packages that are called so, and the first that needs the goods, in every form of it")
    func codes() {
        everyState { index, packages in
            for code in ["O7", "P3", "73305"] {
                let expected = packages.filter { [$0.number, $0.orderNumber, $0.trackingNumber].contains(code) }
                let found = index.packages(called: CodeReading(code, CodeReader.Settings()))
                #expect(Set(found) == Set(expected), "\(code)")
            }
            for (code, forms) in [
                ("8690001157692", ["8690001157692", "08690001157692"]),
                ("0036000291452", ["036000291452", "0036000291452"]), ("s-7", ["S-7"]), ("NONE", []),
            ] {
                let expected = packages.filter { !Set($0.itemCodes).isDisjoint(with: forms) }
                let reading = CodeReading(code, CodeReader.Settings())
                #expect(index.isNeeded(reading) == !expected.isEmpty, "\(code)")
                #expect(index.firstPackage(needing: reading) { _ in true } == expected.first, "\(code)")
                let packed = expected.first { $0.state.name == "Packed" }
                #expect(index.firstPackage(needing: reading) { $0.state.name == "Packed" } == packed, "\(code)")
            }
        }
    }

    @Test("the states that packages are in are known, and none that nothing is in any more")
    func states() {
        everyState { index, packages in #expect(Set(index.packageStates) == Set(packages.map(\.state))) }
    }

    @Test(
        "packages and goods are found whatever cannot be seen in their codes, and in either case of letters",
        arguments: [
            ("8690000000012\u{A0}", "8690000000012"), ("\u{FEFF}ürün-1", "ÜRÜN-1"), ("ÜRÜN-1", "u\u{308}ru\u{308}n-1"),
            ("S\u{AD}KU-1 ", "sku-1"), ("I\u{307}\u{200B}-1", "İ-1"),
        ])
    func canonicalForm(stored: String, scanned: String) {
        let package = PackageSummary(
            id: 1, number: "N", orderNumber: stored, trackingNumber: nil, state: PackageState(name: "Waiting"),
            customer: nil, city: nil, due: nil, itemCodes: [stored])
        var index = PackageIndex([package])
        let code = CodeReading(scanned, CodeReader.Settings())
        #expect(index.packages(called: code).map(\.id) == [1])
        #expect(index.isNeeded(code))
        index.apply([], removed: [1])
        #expect(index.packages(called: code).isEmpty)
        #expect(!index.isNeeded(code))
    }
}
