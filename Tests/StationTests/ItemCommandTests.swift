import Language
import OMS
import Station
import StationTesting
import Testing

@Suite("Commands that take items of the package")
struct ItemCommandTests {
    /// A coat and two socks, with a report of missing goods as one installation has it, and an unknown command.
    private static func package(
        slug: String = "", name: String = "Ürün Bulunamadı / Hatalı Ürün", more: [JSONValue] = []
    )
        -> Package
    {
        let items: JSONValue = ["name": "package_items", "label": "Ürünler", "type": "list", "default": [7300]]
        return Sample.package(
            id: 73, number: "000000073", order: "100129841", state: "Preparing", value: "200",
            due: "2020-05-12T16:00:00Z", customer: ("İrem", "Yılmaz"), city: "Adana",
            items: [
                ("1006905", "Wool coat", nil), ("1157696", "Running sock", "8690001157692"),
                ("1157696", "Running sock", "8690001157692"),
            ],
            commands: [
                (23, slug, name, "Stokta Yok"), (24, "SPLIT", "Split the package", "Bölündü"),
            ],
            parameters: [23: .array([items] + more), 24: .array([items])])
    }

    @Test(
        "the report of missing goods is known by its slug and its Turkish name, and F7 sends what is not checked",
        arguments: [
            ("DETECTED_OUT_OF_STOCK_ITEM", "X"), ("", "Ürün Bulunamadı / Hatalı Ürün"), ("", "ÜRÜN BULUNAMADI"),
            ("product-not-found", "X"), ("", "Hatalı ürün"),
        ])
    func reported(slug: String, name: String) throws {
        var bench = StationDriver.atWork(on: Self.package(slug: slug, name: name))
        bench.enterQuietly("8690001157692")
        bench.press(
            .notFound,
            changes: [
                .asks:
                    "Report as not found? | 1 × 1006905 Wool coat | 1 × 1157696 Running sock | [No, go back] | Yes, report as not found",
                .says: "? Report as not found?",
            ], effects: ["2 command ok"])
        bench.enter("yes", changes: [.asks: ""], effects: ["run \(name) on 73 for 3 {\"package_items\":[7300,7302]}"])
        let intent = try #require(bench.effects.compactMap(\.intent).first)
        #expect(intent.contents?.lines.map(\.checked) == [0, 1], "what is not reported counts as checked")
        #expect(intent.contents?.uncheckedItems(in: Self.package()) == [7300, 7302])
    }

    @Test("from the list of all commands it asks for the same")
    func fromList() {
        var bench = StationDriver.atWork(on: Self.package())
        bench.enterQuietly("8690001157692")
        bench.enterQuietly("commands")
        bench.enterQuietly("1")
        #expect(bench.station.dialog?.text.map(\.shown) == ["1 × 1006905 Wool coat", "1 × 1157696 Running sock"])
    }

    @Test("where it asks for more, the form begins with the items that are not checked, and cannot be sent without any")
    func form() throws {
        let note: JSONValue = ["name": "note", "label": "Note", "type": "string", "required": true]
        var bench = StationDriver.atWork(on: Self.package(more: [note]))
        bench.enterQuietly("8690001157692")
        bench.quietly(.keys([.command(.notFound)]))
        let missing = "not checked: 1 × 1006905 Wool coat, 1 × 1157696 Running sock"
        #expect(bench.station.form?.fields.map { $0.shown?.shown ?? "" } == ["", missing])
        #expect(bench.station.form?.fields.allSatisfy(\.isRequired) == true)
        bench.enterQuietly("torn")
        bench.enterQuietly("-")
        #expect(bench.station.form?.complaint == "“Ürünler” is asked for: it cannot be left empty.")
        bench.enterQuietly("4")
        #expect(bench.station.dialog?.text.map(\.shown) == ["Note: torn", "Ürünler: only 1 × 1006905 Wool coat"])
        bench.enter(
            "yes", changes: [.asks: ""],
            effects: ["run Ürün Bulunamadı / Hatalı Ürün on 73 for 3 {\"note\":\"torn\",\"package_items\":[7300]}"])
        let intent = try #require(bench.effects.compactMap(\.intent).first)
        #expect(intent.contents?.lines.map(\.checked) == [0, 2])
    }

    @Test("a report of missing goods that asks only for other values is sent with the items that are not checked")
    func formWithoutItems() throws {
        let package = Sample.package(
            id: 73, number: "000000073", order: "100129841", state: "Preparing", value: "200",
            due: "2020-05-12T16:00:00Z", customer: ("İrem", "Yılmaz"), city: "Adana",
            items: [("1006905", "Wool coat", nil), ("1157696", "Running sock", "8690001157692")],
            commands: [(23, "", "Product not found", "Out of Stock")],
            parameters: [23: [["name": "note", "label": "Note", "type": "string", "required": true]]])
        var bench = StationDriver.atWork(on: package)
        bench.enterQuietly("8690001157692")
        bench.quietly(.keys([.command(.notFound)]))
        bench.enterQuietly("torn")
        #expect(bench.station.dialog?.text.map(\.shown) == ["Note: torn", "1 × 1006905 Wool coat"])
        bench.enter(
            "yes", changes: [.asks: ""],
            effects: ["run Product not found on 73 for 3 {\"items\":[7300],\"note\":\"torn\"}"])
        let intent = try #require(bench.effects.compactMap(\.intent).first)
        #expect(intent.contents?.lines.map(\.checked) == [0, 1])
    }

    @Test("a report of missing goods is not sent when everything is checked, whatever it asks for")
    func nothingMissing() {
        let package = Sample.package(
            id: 71, number: "000000071", order: "100129836", state: "Waiting", value: "100",
            due: "2020-05-12T16:30:00Z", customer: ("Bar", "lorem"), city: "İzmir",
            items: [("2000001", "Mug", "4006381333931")], commands: [(1, "", "Product not found", "Out of Stock")],
            parameters: [1: [["name": "note", "type": "string", "required": true]]])
        var bench = StationDriver.atWork(on: package)
        bench.enterQuietly("4006381333931")
        bench.quietly(.keys([.command(.notFound)]))
        bench.enterQuietly("torn")
        bench.enterQuietly("yes")
        #expect(bench.effects.allSatisfy { $0.intent == nil })
    }

    @Test("for any other command nothing is preselected, whatever the OMS suggests, and the form says what is meant")
    func otherCommand() {
        var bench = StationDriver.atWork(on: Self.package())
        bench.enterQuietly("8690001157692")
        bench.enterQuietly("commands")
        bench.enterQuietly("2")
        #expect(bench.station.form?.fields.map { $0.shown?.shown ?? "" } == [""])
        #expect(
            bench.station.form?.hint.hasPrefix("The command goes for the items chosen here, and for no others") == true)
        #expect(
            bench.station.form?.fields.first?.choices.map(\.label.shown) == [
                "not checked: 1 × 1006905 Wool coat, 1 × 1157696 Running sock", "all 3", "checked: 1 of 3",
                "only 1 × 1006905 Wool coat", "only 2 × 1157696 Running sock",
            ])
        bench.quietly(.keys([.enter]))
        #expect(bench.station.dialog?.text.map(\.shown) == ["Ürünler: none"])
    }

    @Test("of two reports of missing goods, the one that takes items is meant")
    func reportWithItems() {
        let items: JSONValue = ["name": "items", "type": "list", "required": true]
        let package = Sample.package(
            id: 71, number: "000000071", order: "100129836", state: "Waiting", value: "100",
            due: "2020-05-12T16:30:00Z", customer: ("Bar", "lorem"), city: "İzmir",
            items: [("2000001", "Mug", "4006381333931")],
            commands: [
                (1, "", "Product not found", "Out of Stock"), (2, "", "Product not found (advanced)", "Out of Stock"),
            ], parameters: [2: [items]])
        var bench = StationDriver.atWork(on: package)
        bench.quietly(.keys([.command(.notFound)]))
        bench.enter(
            "yes", changes: [.asks: ""], effects: ["run Product not found (advanced) on 71 for 3 {\"items\":[7100]}"])
    }

    @Test("an item that stands for several units is reported once")
    func quantities() throws {
        let package = try #require(
            Package(
                raw: #"""
                    {"id": 73, "number": "000000073", "state": "Preparing", "commands": [{"id": 5, "name": "Not found"}],
                     "packageitem_set": [
                      {"id": 1, "quantity": 2, "order_item": {"product": {"sku": "A"}}},
                      {"id": 2, "quantity": 2, "order_item": {"product": {"sku": "A"}}}]}
                    """#))
        var bench = StationDriver.atWork(on: package)
        bench.enterQuietly("2*A")
        bench.quietly(.keys([.command(.notFound)]))
        bench.enter("yes", changes: [.asks: ""], effects: ["run Not found on 73 for 3 {\"items\":[2]}"])
    }
}

extension Effect {
    fileprivate var intent: CommandIntent? { if case .run(let intent, _) = self { intent } else { nil } }
}
