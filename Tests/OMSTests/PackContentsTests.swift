import OMS
import Testing

@Suite("What a pack was given for")
struct PackContentsTests {
    @Test(
        "goods that the OMS adds are put in, goods that it takes off are taken out, and new item ids are no difference")
    func difference() throws {
        let before = PackContents(
            of: try package([(1, "SOCK", 1), (2, "SOCK", 1), (3, "MUG", 1)]), isForced: false
        ) { $0.product == "SOCK" ? 2 : 1 }
        #expect(before.difference(to: try package([(7, "MUG", 1), (8, "SOCK", 2)])) == nil)
        let after = try package([(1, "SOCK", 1), (9, "COAT", 2)])
        let difference = try #require(before.difference(to: after))
        #expect(difference.putIn.map { "\($0.count) \($0.title)" } == ["2 COAT"])
        #expect(difference.takeOut.map { "\($0.count) \($0.title)" } == ["1 SOCK", "1 MUG"])
    }

    @Test("an item that cannot be read is a difference, and so is another serial number of the same goods")
    func unreadable() throws {
        let before = PackContents(of: try package([(1, "SOCK", 1)]), isForced: true)
        let json = #"{"id": 5, "packageitem_set": [{"id": 1, "product_sku": "SOCK"}, {"product_sku": "MUG"}]}"#
        let partly = try #require(Package(raw: json))
        #expect(before.difference(to: partly)?.unreadable == 1)
        let serial = #"{"id": 5, "packageitem_set": [{"id": 1, "product_sku": "SOCK", "serial_no": "A1"}]}"#
        let marked = try #require(Package(raw: serial))
        let difference = try #require(before.difference(to: marked))
        #expect(difference.putIn.first?.mark == "A1" && difference.unneeded.map(\.mark) == [nil])
    }

    @Test(
        "only what was checked is to be taken out of the parcel; of the rest nothing need be in it",
        arguments: [
            ("3", 0, "1", 0, 2), ("3", 1, "1", 0, 2), ("3", 2, "1", 1, 1), ("3", 3, "1", 2, 0), ("2", 1, "", 1, 1),
            (#"2, "2.5""#, 2, #""2.5""#, 0, 2), (#""2.5""#, 3, "", 3, 0), (#""2.5""#, 0, "", 0, 1),
            (#"2, "2.5""#, 4, "2", 2, 0),
        ])
    func checkedOnly(before: String, checked: Int, after: String, takeOut: Int, unneeded: Int) throws {
        let contents = PackContents(of: try mugs(before), isForced: true) { _ in checked }
        let difference = try #require(contents.difference(to: try mugs(after)))
        #expect(difference.takeOut.map(\.count).reduce(0, +) == takeOut)
        #expect(difference.unneeded.map(\.count).reduce(0, +) == unneeded)
    }

    @Test("of units with a serial number each is checked for itself, those with a chosen barcode for their product")
    func checkedMarks() throws {
        let serials = PackContents(of: try marked(["S1", "S2"]), isForced: true) { $0.serialNumber == "S1" ? 1 : 0 }
        #expect(serials.difference(to: try marked(["S2"]))?.takeOut.map(\.mark) == ["S1"])
        #expect(serials.difference(to: try marked(["S1"]))?.unneeded.map(\.mark) == ["S2"])
        let barcodes = PackContents(of: try marked(["S- 868", "S- 869"]), isForced: true) {
            $0.chosenBarcode == "868" ? 1 : 0
        }
        let difference = try #require(barcodes.difference(to: try marked(["S- 869"])))
        #expect(difference.takeOut == [] && difference.unneeded.map(\.mark) == ["868"])
    }

    @Test(
        "an item that cannot be read is compared by all that is known of it",
        arguments: [
            (#"{"product_sku": "MUG"}"#, #"{"product_sku": "SOCK"}"#, 1, 1),
            (#"{"product_sku": "MUG", "serial_no": "A"}"#, #"{"product_sku": "MUG", "serial_no": "B"}"#, 1, 1),
            (#"{"product_sku": "MUG", "quantity": 1}"#, #"{"product_sku": "MUG", "quantity": 2}"#, 1, 1),
            (#"{"product_sku": "MUG", "note": "a"}"#, #"{"note": "b", "product_sku": "MUG"}"#, 0, 0),
            (#"{"id": 1, "state": {"name": "Waiting"}}"#, #"{"id": 1, "state": {"name": "Packed"}}"#, 0, 0),
            (#"{"id": 1}"#, #"{"id": 2}"#, 1, 1), ("7", #""x""#, 1, 1), ("7, 7", "7", 0, 1), ("7", "7, 7", 1, 0),
            (#"{"product_sku": "MUG"}"#, #"{"product_sku": "MUG", "id": 4}"#, 0, 1),
        ])
    func unreadableItems(before: String, after: String, came: Int, gone: Int) throws {
        let contents = PackContents(of: try package(with: before), isForced: true)
        for contents in [contents, try #require(PackContents(try JSONDocument(contents.json.text).root))] {
            let difference = contents.difference(to: try package(with: after))
            #expect((difference?.unreadable ?? 0) == came && (difference?.unreadableGone ?? 0) == gone)
            #expect(contents.difference(to: try package(with: before)) == nil)
        }
    }

    @Test("what the OMS notes of an item that cannot be read while it packs is no difference behind the pack")
    func unreadableNoted() throws {
        let contents = PackContents(
            of: try package(with: #"{"product_sku": "MUG", "serial_no": null}"#), isForced: true)
        let noted = try package(with: #"{"product_sku": "MUG", "serial_no": "A1", "selected_barcode": "869"}"#)
        #expect(contents.difference(toPacked: noted) == nil && contents.difference(to: noted) != nil)
        #expect(contents.difference(toPacked: try package(with: #"{"product_sku": "CUP"}"#))?.unreadable == 1)
    }

    @Test("of items that cannot be read an older outbox kept only how many there were")
    func unreadableCount() throws {
        let older = try JSONDocument(#"{"lines": [], "unreadable": 1, "forced": true}"#).root
        let contents = try #require(PackContents(older))
        #expect(contents.difference(to: try package(with: #"{"product_sku": "MUG"}"#)) == nil)
        #expect(contents.difference(to: try package(with: "7, 8"))?.unreadable == 1)
    }

    private func package(with items: String) throws -> Package {
        try #require(Package(raw: #"{"id": 5, "packageitem_set": [\#(items)]}"#))
    }

    @Test(
        "a quantity that cannot be read is an item that cannot be read, never something to take out of the parcel",
        arguments: [
            (#"2"#, #"2, "2.5""#, 1, 0, 0), ("2", #""2.5""#, 1, 0, 0), (#""2.5""#, #""7.5""#, 1, 0, 0),
            (#""2.5""#, "2", 0, 2, 0), (#"2, "2.5""#, "2", 0, 0, 1), (#""2.5""#, "", 0, 0, 1),
            ("2", #"5, 0"#, 1, 3, 0), (#""2.5", "x""#, #""x", "2.5", "x""#, 1, 0, 0),
        ])
    func unreadableQuantity(before: String, after: String, unreadable: Int, putIn: Int, takeOut: Int) throws {
        let contents = PackContents(of: try mugs(before), isForced: true)
        for contents in [contents, try #require(PackContents(try JSONDocument(contents.json.text).root))] {
            let difference = try #require(contents.difference(to: try mugs(after)))
            #expect(difference.unreadable == unreadable)
            #expect(difference.putIn.map(\.count).reduce(0, +) == putIn)
            #expect((difference.takeOut + difference.unneeded).map(\.count).reduce(0, +) == takeOut)
            #expect(contents.difference(to: try mugs(before)) == nil)
        }
    }

    /// A package with items of one product in these quantities.
    private func mugs(_ quantities: String) throws -> Package {
        let items = quantities.split(separator: ", ").enumerated()
            .map { #"{"id": \#($0.offset + 1), "product_sku": "MUG", "quantity": \#($0.element)}"# }
        return try #require(Package(raw: #"{"id": 5, "packageitem_set": [\#(items.joined(separator: ","))]}"#))
    }

    @Test(
        "a serial number or a barcode that the OMS notes while it packs is no difference behind the pack, and one before it",
        arguments: [
            (["S-", "S-"], ["S1", "S2"], true), (["S1", "S-"], ["S2", "S1"], true), (["S-"], ["S1 869"], true),
            (["S1", "S- 869"], ["S1 869", "S2 869"], true), (["S-", "S1"], ["S2", "S3"], false),
            (["S-"], ["S1", "S2"], false), (["S- 869"], ["S1 868"], false), (["S1"], ["S-"], false),
        ])
    func noted(before: [String], after: [String], isSame: Bool) throws {
        let contents = PackContents(of: try marked(before), isForced: false)
        let packed = try marked(after)
        #expect((contents.difference(toPacked: packed) == nil) == isSame)
        #expect(contents.difference(to: packed) != nil)
        #expect(contents.difference(toPacked: try marked(before)) == nil)
    }

    /// A package with socks of these serial numbers (`S-` is none) and chosen barcodes.
    private func marked(_ marks: [String]) throws -> Package {
        let items = marks.enumerated().map { index, mark in
            let parts = mark.split(separator: " ")
            let serial = parts[0] == "S-" ? "null" : "\"\(parts[0])\""
            let barcode = parts.count < 2 ? "null" : "\"\(parts[1])\""
            return
                #"{"id": \#(index + 1), "product_sku": "SOCK", "serial_no": \#(serial), "selected_barcode": \#(barcode)}"#
        }
        return try #require(Package(raw: #"{"id": 5, "packageitem_set": [\#(items.joined(separator: ","))]}"#))
    }

    @Test("contents are read back from JSON as they were written, also without quantities that cannot be read")
    func readBack() throws {
        let goods = PackContents.Goods(product: "SOCK", chosenBarcode: "869", serialNumber: "A1")
        let contents = PackContents(
            lines: [.init(goods, title: "SOCK Sock", needed: 2, checked: 1, unreadableQuantities: ["x", "2.5"])],
            unreadableItems: 1, isForced: true)
        #expect(PackContents(try JSONDocument(contents.json.text).root) == contents)
        let older = #"{"lines": [{"product": "A", "title": "A", "needed": 1, "checked": 1}], "unreadable": 0}"#
        let read = try #require(PackContents(try JSONDocument(older).root))
        #expect(read.lines == [.init(.init(product: "A"), title: "A", needed: 1, checked: 1)])
        #expect(PackContents(try JSONDocument("{}").root) == nil)
    }

    @Test("the items that are missing are those of the new reading, as many as are not checked")
    func unchecked() throws {
        let before = try package([(1, "SOCK", 1), (2, "SOCK", 1), (3, "MUG", 1)])
        let contents = PackContents(of: before, isForced: false) { $0.product == "SOCK" ? 1 : 0 }
        #expect(
            contents.uncheckedItems(in: try package([(11, "MUG", 1), (12, "SOCK", 1), (13, "SOCK", 1)])) == [13, 11])
    }

    @Test(
        "whole numbers count in every spelling, and what is no whole number is shown as it was written",
        arguments: [
            ("2", 2), (#""2.000""#, 2), ("2.0", 2), ("2e0", 2), (#""20E-1""#, 2), (#"" 3 ""#, 3), (#""2\t""#, 2),
            ("null", 1),
            ("100000", 100_000),
        ])
    func quantity(text: String, units: Int) throws {
        let item = try #require(try item(quantity: text))
        #expect(item.quantity == units && item.unreadableQuantity == nil, "\(text)")
    }

    @Test(
        "a fraction, nonsense, nothing, a negative number or far too many is no quantity",
        arguments: [
            ("2.5", "2.5"), (#""iki""#, "iki"), ("0", "0"), ("-1", "-1"), ("100001", "100001"), (#""""#, #""""#),
            (#""  ""#, #""  ""#), (#""1 000""#, "1 000"), (#""2 koli""#, "2 koli"), (#""2e 0""#, "2e 0"),
            (#""- 2""#, "- 2"),
            ("true", "true"), ("[2]", "[2]"), (#""1e40""#, "1e40"), (#""0.000""#, "0.000"),
        ])
    func noQuantity(text: String, shown: String) throws {
        let item = try #require(try item(quantity: text))
        #expect(item.quantity == 0 && item.unreadableQuantity == shown, "\(text)")
    }

    @Test(
        "a package of which items are missing or cannot be read says so",
        arguments: [
            (#"[]"#, Package.ContentsFault.noItems), ("null", .noItems), (#"{}"#, .noItems),
            (#"[{"product_sku": "A"}]"#, .unreadable(1)), (#"[{"id": 1, "order_item": null}]"#, .unreadable(1)),
            (#"[{"id": 1, "product_sku": "A"}, 7]"#, .unreadable(1)),
            (#"[{"id": 1, "product_sku": "A", "quantity": 2.5}]"#, .unreadable(1)),
            (#"[{"id": 1, "product_sku": "A", "state": {"name": "Cancelled"}}]"#, .noItems),
        ])
    func faults(items: String, fault: Package.ContentsFault) throws {
        let package = try #require(Package(raw: #"{"id": 5, "packageitem_set": \#(items)}"#))
        #expect(package.contentsFault == fault, "\(items)")
    }

    @Test("a cancelled item is not counted, and its codes find nothing, in the package and in the list")
    func cancelled() throws {
        let package = try #require(
            Package(
                raw: #"""
                    {"id": 5, "packageitem_set": [
                      {"id": 1, "product_sku": "A", "quantity": 2, "state": {"name": "Waiting"}},
                      {"id": 2, "product_sku": "B", "quantity": 3, "state": {"name": "Cancelled"}},
                      {"id": 3, "product_sku": "C", "state": {"name": "Elendi", "enum_value": "745"}}]}
                    """#))
        #expect(package.units == 3 && PackageSummary(package).units == 3)
        #expect(PackageSummary(package).itemCodes == ["A", "C"])
        let understood = package.understood(by: StateTable(["745": .cancelled]))
        #expect(understood.units == 2 && PackageSummary(understood).units == 2)
        #expect(PackageSummary(understood).itemCodes == ["A"])
    }

    @Test("the short of a package says why it cannot be checked", arguments: ["[]", #"[{"id": 1}, 7, 8]"#])
    func shortFault(items: String) throws {
        let package = try #require(Package(raw: #"{"id": 5, "packageitem_set": \#(items)}"#))
        #expect(PackageSummary(package).contentsFault == package.contentsFault)
        #expect(!PackageSummary(package).isCheckable)
    }

    private func package(_ items: [(Int, String, Int)]) throws -> Package {
        let items = items.map { #"{"id": \#($0.0), "product_sku": "\#($0.1)", "quantity": \#($0.2)}"# }
        let json = #"{"id": 5, "packageitem_set": [\#(items.joined(separator: ","))]}"#
        return try #require(Package(raw: json))
    }

    private func item(quantity: String) throws -> PackageItem? {
        PackageItem(try JSONDocument(#"{"id": 1, "product_sku": "A", "quantity": \#(quantity)}"#).root)
    }
}
