import Foundation
import OMS
import Testing

@Suite("Reading a package")
struct PackageReadingTests {
    @Test("the fields that a bench needs are read from a full package")
    func full() throws {
        let package = try #require(Package(raw: Self.full))
        #expect(package.id == 73)
        #expect(package.number == "000000073")
        #expect(package.orderNumber == "100129841")
        #expect(package.state == PackageState(id: 50, name: "Preparing", enumValue: "200"))
        #expect(package.state.kind == .preparing)
        #expect(package.shippingAddress?.fullName == "Bar lorem")
        #expect(package.shippingAddress?.place == "ALADAG, ADANA")
        #expect(package.stockLocation?.erpCode == "369")
        #expect(package.items.map(\.product.sku) == ["1006905", "1157696"])
        #expect(package.items.map(\.product.barcode) == [nil, "8690001157694"])
        #expect(package.commands.map(\.transition) == [12])
        #expect(package.datePlaced?.text == "2020-05-12T14:11:10.580441Z")
        #expect(package.due?.text == "2020-05-17T14:11:10.580441Z")
        #expect(package.raw == Self.full, "the raw JSON is kept byte for byte")
    }

    @Test(
        "any field may be null, missing or of another type, and the package is still there",
        arguments: ["null", "7", "\"text\"", "[]", "{}", "[null, 3, {\"id\": null}]"])
    func mutilated(value: String) throws {
        let fields = try JSONDocument(Self.full).root.members.map(\.name).filter { $0 != "id" }
        for field in fields {
            let package = try #require(
                Package(raw: "{\"id\": 9, \"\(field)\": \(value)}"), "\(field) as \(value) loses the package")
            #expect(package.id == 9)
        }
    }

    @Test(
        "a quantity that no number says is shown as it was written",
        arguments: [#""1e-9223372036854775808""#, "1e-9223372036854775808", "-1", #""1e99""#])
    func quantities(text: String) throws {
        let item = #"{"id": 1, "product_sku": "a", "quantity": \#(text)}"#
        let package = try #require(Package(raw: #"{"id": 9, "packageitem_set": [\#(item)]}"#))
        #expect(package.items.map(\.unreadableQuantity) == [text.replacing("\"", with: "")])
        #expect(package.contentsFault == .unreadable(1))
    }

    @Test("a number of items below zero is none")
    func itemCount() throws {
        #expect(Package(raw: #"{"id": 9, "packageitem_count": -5}"#)?.itemCount == 0)
        #expect(Package(raw: #"{"id": 9, "packageitem_count": 5}"#)?.itemCount == 5)
    }

    @Test("a state may be an object, a bare word or a bare number")
    func states() throws {
        #expect(Package(raw: #"{"id": 1, "state": "Packed"}"#)?.state.kind == .packed)
        #expect(Package(raw: #"{"id": 1, "state": "500"}"#)?.state.kind == .packed)
        #expect(
            Package(raw: #"{"id": 1, "state": {"pk": 3, "name": "Ready for Packaging"}}"#)?.state.kind
                == .readyForPackaging)
        #expect(Package(raw: #"{"id": 1, "state": {"name": "Konsinye", "enum_value": "7777"}}"#)?.state.kind == .other)
        #expect(Package(raw: #"{"id": 1}"#)?.state == .unknown)
    }

    @Test("a broken row costs itself and never the page")
    func brokenRow() throws {
        let page = try Page(
            JSONDocument(#"{"count": 3, "next": null, "results": [{"id": 1}, "what?", {"pk": "3"}]}"#).root,
            row: Package.init)
        #expect(page.rows.map(\.id) == [1, 3])
        #expect(page.unreadable == 1)
        #expect(page.count == 3)
    }

    @Test("an entry of commands is read under every name that it could have")
    func commands() throws {
        let entries = [
            #"{"id": 5, "slug": "ship_package", "name": "Ship", "target_state": {"id": 1, "name": "Shipped"}}"#,
            #"{"pk": "5", "slug": "ship_package", "label": "Ship", "destination_state": "Shipped"}"#,
            #"{"transition": 5, "slug": "ship_package", "title": "Ship", "new_state": "Shipped"}"#,
        ]
        for entry in entries {
            let command = try #require(PackageCommand(JSONDocument(entry).root), "\(entry)")
            #expect(command.transition == 5)
            #expect(command.name == "Ship")
            #expect(command.target?.kind == .shipped)
            #expect(CommandTable().kind(of: command) == .ship)
        }
    }

    @Test(
        "a command is recognised by its slug or name, else by where it leads",
        arguments: [
            ("Prepare", "Preparing", CommandKind.prepare), ("Complete packaging", "Packed", .pack),
            ("Complete packaging with shipment", "Packed", .pack), ("Ship the package", "Shipped", .ship),
            ("Package refuse with denial reason", "Needs Rescheduling", .deny),
            ("Product not found / wrong product", "Out of Stock", .notFound),
            ("Block the package for action", "Blocked", .block),
            ("Unblock the package for action", "Waiting", .unblock),
            ("Packed for refund", "Packed for Refund", .refundPack),
            ("Update shipment status", "Delivered", .deliver),
            ("Update shipment information", "Packed", .shipmentInformation),
            ("Update shipment info", "Shipped", .shipmentInformation),
            ("Update shipment label", "Shipped", .shippingLabel),
            ("Update shipping label", "Packed", .shippingLabel), ("Paketle", "Packed", .pack),
            ("Gönder", "Shipped", .ship),
        ])
    func kinds(name: String, target: String, kind: CommandKind) throws {
        let text = #"{"id": 1, "name": "\#(name)", "target_state": {"name": "\#(target)"}}"#
        let command = try #require(PackageCommand(JSONDocument(text).root))
        #expect(CommandTable().kind(of: command) == kind)
    }

    @Test(
        "a command whose name only sounds like another is not taken for it",
        arguments: [
            ("Ready for packaging", "Ready for Packaging"), ("Attempted delivery", "Attempted Delivery"),
            ("Delivery failed", "Delivery Failed"), ("Plan the package again", "Waiting"),
            ("Update everything", "Packed"), ("Ship back", "Waiting"),
        ])
    func soundsLike(name: String, target: String) throws {
        let text = #"{"id": 1, "name": "\#(name)", "target_state": {"name": "\#(target)"}}"#
        let command = try #require(PackageCommand(JSONDocument(text).root))
        #expect(CommandTable().kind(of: command) == nil)
    }

    @Test("of two commands that pack, the one that asks for least is taken")
    func plainest() throws {
        let text = #"""
            [{"id": 2, "name": "Complete packaging with shipment", "target_state": "Packed",
              "input_parameters": [{"name": "cargo_company", "required": true}]},
             {"id": 1, "name": "Complete packaging", "target_state": "Packed"}]
            """#
        let commands = try JSONDocument(text).root.elements.compactMap(PackageCommand.init)
        #expect(CommandTable().command(.pack, among: commands)?.transition == 1)
    }

    @Test("a configured transition wins over slug and name, and stands in where nothing is listed")
    func configured() throws {
        var table = CommandTable([.ship: CommandIdentifiers(transitions: [5, 6])])
        for id in [5, 6] {
            let text = #"{"id": \#(id), "name": "Complete packaging"}"#
            #expect(table.kind(of: try #require(PackageCommand(JSONDocument(text).root))) == .ship)
        }
        #expect(table.command(.ship, among: []) == nil, "of several nobody knows which leads from where the package is")
        table.marks[.ship]?.transitions = [5]
        #expect(table.command(.ship, among: [])?.transition == 5)
        #expect(table.command(.pack, among: []) == nil)
    }

    @Test(
        "a command can be configured by each thing that an installation gives it, and that wins over what it sounds like",
        arguments: [
            CommandIdentifiers(transitions: [31]), CommandIdentifiers(slugs: ["kargo"]),
            CommandIdentifiers(names: ["YOLA ÇIKAR"]),
            CommandIdentifiers(targets: ["745"]), CommandIdentifiers(targets: ["kargoda"]),
        ])
    func marked(marks: CommandIdentifiers) throws {
        let text = #"""
            [{"id": 31, "slug": "kargo", "name": "Yola çıkar",
              "target_state": {"id": 9, "name": "Kargoda", "enum_value": "745"},
              "parameters": [{"name": "desi", "required": true}]},
             {"id": 5, "slug": "ship_package", "name": "Ship", "target_state": "Shipped"},
             {"id": 1, "name": "Complete packaging", "target_state": "Packed"}]
            """#
        let commands = try JSONDocument(text).root.elements.compactMap(PackageCommand.init)
        #expect(CommandTable().kind(of: commands[0]) == nil, "by itself it says nothing")
        let table = CommandTable([.ship: marks])
        #expect(commands.map(table.kind) == [.ship, .ship, .pack], "the others are what they are called")
        #expect(
            table.command(.ship, among: commands)?.transition == 31, "the marked one is meant, whatever it asks for")
        #expect(CommandTable([.deliver: marks]).kind(of: commands[0]) == .deliver)
    }

    @Test(
        "a parameter is a list of items where its name and its type say so, each in the installation's own words",
        arguments: [
            (#"{"name": "package_items", "type": "list"}"#, true), (#"{"name": "items"}"#, true),
            (#"{"name": "order_item_ids", "type": "ListField"}"#, true), (#""package_items""#, true),
            (#"{"name": "ürünler", "type": "field"}"#, true), (#"{"name": "products", "type": "many"}"#, true),
            (#"{"name": "item_note", "type": "string"}"#, false), (#"{"name": "items", "type": "integer"}"#, false),
            (#"{"name": "item_size", "choices": ["S", "L"]}"#, false), (#"{"name": "reasons", "type": "list"}"#, false),
        ])
    func itemParameters(entry: String, isItems: Bool) throws {
        let text = #"{"id": 1, "name": "X", "input_parameters": [\#(entry)]}"#
        let command = try #require(PackageCommand(JSONDocument(text).root))
        #expect(command.parameters.map(\.isItems) == [isItems])
    }

    @Test(
        "the documented commands are known by their Turkish names and by slugs in capitals",
        arguments: [
            ("Paketlemeyi Tamamla", CommandKind.pack), ("PAKETLE", .pack), ("COMPLETE_PACKAGING", .pack),
            ("Kargola", .ship), ("Kargoya Ver", .ship), ("SHIP_PACKAGE", .ship), ("Paketi Reddet", .deny),
            ("Red Nedeni ile Reddet", .deny), ("PACKAGE_REFUSE_WITH_DENIAL_REASON", .deny), ("Hazırla", .prepare),
            ("Ürün Bulunamadı / Hatalı Ürün", .notFound), ("DETECTED_OUT_OF_STOCK_ITEM", .notFound),
            ("Paketi Bloke Et", .block), ("Blokeyi Kaldır", .unblock), ("Engeli Kaldır", .unblock),
            ("İade İçin Paketle", .refundPack), ("Teslim Et", .deliver), ("Kargo Durumunu Güncelle", .deliver),
            ("Kargo Bilgilerini Güncelle", .shipmentInformation), ("Kargo Etiketini Güncelle", .shippingLabel),
            ("İptal Et", .cancel), ("Paketi İptal Et", .cancel),
        ])
    func turkishCommands(name: String, kind: CommandKind) throws {
        #expect(CommandTable().kind(of: PackageCommand(transition: 1, name: name)) == kind)
        #expect(CommandTable().kind(of: PackageCommand(transition: 1, name: "X", slug: name)) == kind)
        #expect(CommandTable().kind(of: PackageCommand(transition: 1, name: "X", translations: [name])) == kind)
    }

    @Test(
        "a Turkish name that only sounds like a command is not taken for it",
        arguments: ["Paketlemeye Hazır", "Paketlemeyi İptal Et", "Kargolamayı İptal Et", "Paketlemeyi Geri Al"])
    func soundsLikeInTurkish(name: String) {
        #expect(CommandTable().kind(of: PackageCommand(transition: 1, name: name)) == nil)
    }

    @Test("a state means what is given for the installation, by value before name, and else what it means everywhere")
    func meanings() throws {
        let table = StateTable(["745": .shipped, "kargoda": .delivered, "Waiting": .blocked])
        #expect(table.kind(of: PackageState(name: "Kargoda", enumValue: "745")) == .shipped)
        #expect(table.kind(of: PackageState(name: "KARGODA", enumValue: "746")) == .delivered)
        #expect(table.kind(of: PackageState(name: "Waiting", enumValue: "100")) == .blocked)
        #expect(table.kind(of: PackageState(name: "Hazır", enumValue: "500")) == .packed)
        #expect(StateTable().kind(of: PackageState(name: "Kargoda", enumValue: "745")) == .other)
        let text = #"{"id": 31, "name": "Kargoya ver", "target_state": {"name": "Kargoda", "enum_value": "745"}}"#
        let command = try #require(PackageCommand(JSONDocument(text).root))
        #expect(CommandTable(states: table).kind(of: command) == .ship, "a command is known by where it leads")
    }

    @Test("of two marks the surer one decides: the transition, then the slug, the name and the state it leads to")
    func surest() throws {
        let text = #"{"id": 31, "slug": "kargo", "name": "Kargoya ver", "target_state": "Kargoda"}"#
        let command = try #require(PackageCommand(JSONDocument(text).root))
        var table = CommandTable([.pack: CommandIdentifiers(targets: ["Kargoda"])])
        #expect(table.kind(of: command) == .pack)
        table.marks[.deliver] = CommandIdentifiers(names: ["kargoya ver"])
        #expect(table.kind(of: command) == .deliver)
        table.marks[.deny] = CommandIdentifiers(slugs: ["kargo"])
        #expect(table.kind(of: command) == .deny)
        table.marks[.ship] = CommandIdentifiers(transitions: [31])
        #expect(table.kind(of: command) == .ship)
    }

    private static let full = #"""
        {"id": 73, "number": "000000073", "order_number": "100129841", "city": "Adana", "channel_name": "Shop", "state": {"id": 50, "name": "Preparing", "enum_class": "PackageStatus", "enum_value": "200"}, "commands": [{"id": 12, "slug": "complete_packaging", "name": "Complete packaging"}], "shipment": null, "remote_id": null, "tracking_number": null, "invoice_number": null, "payment_type": "credit card", "delivery_type": {"value": "home", "label": "Home"}, "date_placed": "2020-05-12T14:11:10.580441Z", "target_packing_date": "2020-05-17T14:11:10.580441Z", "delivery_range": null, "order_gift_box_note": null, "order_has_gift_box": false, "order_notes": null, "is_click_and_collect": false, "shipment_date": null, "created_date": "2020-05-12T14:11:10.580441Z", "modified_date": null, "stock_location": {"id": 8, "name": "Example shop location", "erp_code": "369"}, "packageitem_set": [{"id": 152, "state": {"id": 60, "name": "Waiting", "enum_value": "100"}, "order_item": {"product": {"id": 48, "sku": "1006905", "name": "Example", "barcode": null}}, "selected_barcode": null}, {"id": 151, "order_item": {"product": {"id": 47, "sku": "1157696", "name": "Example product name", "barcode": "8690001157694"}}}], "shipping_address": {"id": 17, "city": {"pk": 1, "name": "ADANA"}, "township": {"pk": 15, "name": "ALADAG"}, "line": "Teknopark", "customer": {"first_name": "Bar", "last_name": "lorem"}}}
        """#
}
