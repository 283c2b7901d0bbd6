import Foundation
import Testing

@testable import OMSSandbox

@Suite("What is made up")
struct FixtureTests {
    /// All packages of the usual sandbox.
    private func packages(_ count: Int = 200) -> [FixturePackage] {
        let maker = PackageMaker(
            seed: 7, count: count, now: Instant(microseconds: 1_778_587_200_000_000),
            locations: Array(FixtureLocation.all.prefix(4)), catalogue: Catalogue(seed: 7))
        return (1...Int64(count)).map { maker.package($0) }
    }

    @Test("packages can be due around now, and are otherwise the same")
    func dueAroundNow() {
        let now = Instant(microseconds: 1_778_587_200_000_000)
        func made(_ isDueAroundNow: Bool) -> [PackageRow] {
            let maker = PackageMaker(
                seed: 7, count: 200, now: now, locations: Array(FixtureLocation.all.prefix(4)),
                catalogue: Catalogue(seed: 7), isDueAroundNow: isDueAroundNow)
            return (1...200).map { maker.package($0).package }
        }
        let (moved, usual) = (made(true), made(false))
        #expect(zip(moved, usual).allSatisfy { $0.state == $1.state && $0.created == $1.created })
        let toPack = moved.filter { $0.state == .waiting || $0.state == .preparing }.map(\.due)
        #expect((1..<toPack.count / 8).contains(toPack.count { $0 < now }), "a few are late")
        #expect(toPack.count { $0 > now && $0 < now.adding(seconds: 12 * 3600) } > toPack.count / 4)
        #expect(toPack.allSatisfy { $0 < now.adding(seconds: 30 * 3600) && $0 > now.adding(seconds: -3 * 3600) })
    }

    @Test(
        "check digits are those of real goods",
        arguments: ["8690504045106", "4006381333931", "0012345678905", "9780201379624"])
    func checkDigits(_ code: String) {
        #expect(EAN13.completing(String(code.dropLast())) == code)
    }

    @Test("each barcode is an EAN-13 of its own, and some goods have none")
    func barcodes() {
        let products = Catalogue(seed: 7).products
        let barcodes = products.compactMap(\.barcode)
        #expect(barcodes.count < products.count)
        #expect(Set(barcodes).count == barcodes.count)
        #expect(Set(products.map(\.sku)).count == products.count)
        #expect(barcodes.allSatisfy { EAN13.completing(String($0.dropLast())) == $0 })
    }

    @Test("two hundred packages show every state, place and oddity that a station has to survive")
    func variety() {
        let made = packages()
        let rows = made.map(\.package)
        #expect(State.ofPackages.allSatisfy { state in rows.contains { $0.state == state } })
        #expect(rows.count { $0.location == 8 } > 100)
        #expect(Set(rows.map(\.location)).count == 4)
        #expect(rows.count { $0.state == .waiting || $0.state == .preparing } > 100)
        #expect(rows.contains { $0.isClickAndCollect } && rows.contains { $0.rangeLower != nil })
        #expect(rows.contains { $0.notes?.contains("\u{1B}[31m") == true })
        #expect(rows.contains { $0.giftNote?.contains("İrem") == true })
        #expect(rows.contains { FixtureCustomer.elsewhere.map(\.first).contains($0.firstName) })
        #expect(Set(rows.map(\.orderNumber)).count < rows.count, "some orders are split")
        #expect(made.contains { $0.units.count >= 24 })
        #expect(made.contains { $0.units.contains { $0.selectedBarcode != nil } })
        #expect(made.contains { Set($0.units.map(\.product)).count < $0.units.count })
        #expect(made.filter { $0.package.state == .outOfStock }.allSatisfy { $0.units.contains(where: \.isMissing) })
    }

    @Test("numbers and order numbers are as the OMS writes them")
    func numbers() {
        let package = packages()[72].package
        #expect(package.number == "000000073")
        #expect(package.orderNumber == "100129073")
    }

    @Test(
        "a package's past begins with its creation, ends in its state, and lies in the past", arguments: [1, 200, 3000])
    func past(_ count: Int) {
        let now = Instant(microseconds: 1_778_587_200_000_000)
        for made in packages(count) {
            let dates = made.past.map(\.date)
            #expect(made.past.first?.source == nil)
            #expect(made.past.last?.target == made.package.state)
            #expect(dates == dates.sorted() && Set(dates).count == dates.count)
            #expect(dates.allSatisfy { $0 < now })
            #expect(made.package.modified == dates.last)
        }
    }
}
