import OMS
import Testing

@Suite("What a state means")
struct StateUnderstandingTests {
    @Test(
        "a state is known by its Turkish name, however its letters are written",
        arguments: [
            ("Bekliyor", PackageState.Kind.waiting), ("Beklemede", .waiting),
            ("Uzak İşlem Bekleniyor", .waitingRemoteAction), ("Transfer Bekleniyor", .waitingForTransfer),
            ("Hazırlanıyor", .preparing), ("HAZIRLANIYOR", .preparing), ("Paketlemeye Hazır", .readyForPackaging),
            ("Paketlendi", .packed), ("Kargo Etiketi Bekleniyor", .waitingCargoLabel), ("Kargolandı", .shipped),
            ("Kargoya Verildi", .shipped), ("KARGOYA VERİLDİ", .shipped), ("Teslim Edildi", .delivered),
            ("Teslim Edilemedi", .deliveryFailed), ("Stokta Yok", .outOfStock),
            ("Yeniden Planlanmalı", .needsRescheduling), ("Bloke", .blocked), ("Engellendi", .blocked),
            ("İptal Bekliyor", .cancellationWaiting), ("İptal Edildi", .cancelled), ("İPTAL EDİLDİ", .cancelled),
            ("iptal edildi", .cancelled), ("I\u{307}ptal Edildi", .cancelled), ("IPTAL EDILDI", .cancelled),
            ("İade İçin Paketlendi", .packedForRefund), ("CANCELLED", .cancelled), ("out_of_stock", .outOfStock),
        ])
    func names(name: String, kind: PackageState.Kind) {
        #expect(PackageState(name: name, enumValue: "1313").kind == kind)
    }

    @Test(
        "a translation tells what a state means, in whatever shape it comes",
        arguments: [
            #""translations": {"en": "Delivered", "tr": "Ulaştı"}"#,
            #""translations": {"en": {"name": "Delivered"}}"#, #""translations": {"name": {"en": "Delivered"}}"#,
            #""translations": [{"language": "en", "name": "Delivered"}]"#, #""translations": [{"en": "Delivered"}]"#,
            #""translations": {"name": [{"language": {"code": "en"}, "value": "DELIVERED"}]}"#,
            #""translations": "{\"en\": \"Delivered\"}""#, #""translation": "Delivered""#, #""name_en": "Delivered""#,
        ])
    func translations(member: String) throws {
        let state = try read(#"{"id": 9, "name": "Ulaştı", "enum_value": "877", \#(member)}"#)
        #expect(state.name == "Ulaştı", "what people see stays")
        #expect(state.kind == .delivered)
        #expect(StateTable(["delivered": .blocked]).kind(of: state) == .blocked, "what is configured wins")
    }

    @Test("a name that is given by language is read, and its value wins over it")
    func nameByLanguage() throws {
        let state = try read(#"{"id": 9, "name": {"tr": "Teslim", "en": "Shipped"}, "enum_value": "877"}"#)
        #expect(state.name == "Teslim")
        #expect(state.kind == .shipped)
        #expect(try read(#"{"name": "Teslim Edildi", "enum_value": "500"}"#).kind == .packed)
        #expect(try read(#"{"enum_value": "877", "translations": {"en": "Shipped"}}"#).name == "Shipped")
    }

    @Test(
        "a state that says nothing is not taken for one that it resembles",
        arguments: ["Özel Durum", "", "…", "Teslim", "Not Delivered", "Подготовка", "Kargoda"])
    func resembling(name: String) {
        #expect(PackageState(name: name, enumValue: "877").kind == .other)
        #expect(StateTable(["!": .shipped]).kind(of: PackageState(name: name)) == .other)
    }

    @Test(
        "a state that its name does not tell is understood by the commands that it offers",
        arguments: [
            (#"{"id": 1, "name": "Paketlemeyi Tamamla"}"#, PackageState.Kind.readyForPackaging),
            (#"{"id": 1, "slug": "PREPARE"}"#, .waiting), (#"{"id": 1, "name": "Blokeyi Kaldır"}"#, .blocked),
            (#"{"id": 1, "slug": "ship-package"}"#, .packed),
            (#"{"id": 1, "name": "X", "target_state": {"name": "Teslim Edildi"}}"#, .shipped),
            (#"{"id": 1, "name": "Paketi İptal Et"}"#, .other),
        ])
    func byCommands(command: String, kind: PackageState.Kind) throws {
        let package = try #require(
            Package(raw: #"{"id": 1, "state": {"name": "Özel", "enum_value": "7"}, "commands": [\#(command)]}"#))
        #expect(CommandTable().kind(of: package) == kind)
        #expect(CommandTable().kind(of: PackageSummary(package)) == kind)
        let table = CommandTable(states: StateTable(["ÖZEL": .cancelled]))
        #expect(table.kind(of: package) == .cancelled, "what is configured wins")
    }

    @Test(
        "a command that takes something back, or can be given again, does not hide how far a package has come",
        arguments: [
            (
                #"{"id": 1, "name": "Kargoya Ver"}, {"id": 2, "name": "Paketlemeyi Geri Al", "target_state": "Preparing"}"#,
                PackageState.Kind.packed
            ),
            (#"{"id": 2, "name": "Prepare"}, {"id": 1, "name": "Ship the package"}"#, .packed),
            (#"{"id": 2, "name": "Pack"}, {"id": 1, "name": "Teslim Et", "target_state": "Delivered"}"#, .shipped),
            (#"{"id": 1, "slug": "deliver"}, {"id": 2, "slug": "ship"}"#, .packed),
            (#"{"id": 1, "name": "Blokeyi Kaldır"}, {"id": 2, "name": "Pack"}"#, .blocked),
            (#"{"id": 1, "slug": "undo_packing", "target_state": "Preparing"}"#, .other),
            (#"{"id": 1, "name": "Cancel packing", "target_state": "Preparing"}"#, .other),
            (#"{"id": 1, "name": "Hazırlamayı İptal Et", "target_state": "Waiting"}"#, .other),
            (#"{"id": 1, "name": "Rafa Koy", "target_state": "Preparing"}"#, .waiting),
        ])
    func takenBack(commands: String, kind: PackageState.Kind) throws {
        let package = try #require(
            Package(raw: #"{"id": 1, "state": {"name": "Özel", "enum_value": "7"}, "commands": [\#(commands)]}"#))
        #expect(CommandTable().kind(of: package) == kind, "\(commands)")
        #expect(CommandTable().kind(of: PackageSummary(package)) == kind, "\(commands)")
    }

    @Test("the configuration says what a command is whose name says that it is none of the known ones")
    func markedAll() throws {
        let package = try #require(
            Package(raw: #"{"id": 1, "commands": [{"id": 7, "name": "Geri Al", "target_state": "Preparing"}]}"#))
        let table = CommandTable([.prepare: CommandIdentifiers(names: ["Geri Al"])])
        #expect(table.kind(of: package.commands[0]) == .prepare)
        #expect(CommandTable().kind(of: package.commands[0]) == nil)
    }

    @Test(
        "a parameter that takes items of the package is known by its name and its type",
        arguments: [
            (#"{"name": "items"}"#, true), (#"{"name": "item_ids"}"#, true), (#"{"name": "package_item_ids"}"#, true),
            (#"{"name": "packageItemIds"}"#, true), (#"{"name": "missing_item"}"#, true),
            (#"{"name": "missing_item", "type": "integer[]"}"#, true), (#"{"name": "ürünler", "type": ""}"#, true),
            (#"{"name": "item_ids", "type": "List[int]"}"#, true), (#"{"name": "items", "type": "object"}"#, true),
            (#"{"name": "items", "choices": [[1, "Coat"], [2, "Sock"]]}"#, true),
            (#"{"name": "items", "type": "choice", "choices": ["a"]}"#, false),
            (#"{"name": "item_id", "type": "integer"}"#, false), (#"{"name": "items_count"}"#, false),
            (#"{"name": "item_note"}"#, false), (#"{"name": "item_status"}"#, false),
            (#"{"name": "items_not_found"}"#, true), (#"{"name": "item_reason"}"#, false),
            (#"{"name": "number_of_items"}"#, false), (#"{"name": "boxes", "type": "list"}"#, false),
        ])
    func itemParameters(parameter: String, isItems: Bool) throws {
        let command = #"{"id": 1, "name": "Report", "input_parameters": [\#(parameter)]}"#
        let read = try #require(PackageCommand(JSONDocument(command).root))
        #expect(read.parameters.first?.isItems == isItems, "\(parameter)")
    }

    @Test(
        "a cancelled item is known by its name in any language or by the configuration, and never by a package's number"
    )
    func items() throws {
        let package = try #require(
            Package(
                raw: #"""
                    {"id": 1, "packageitem_set": [
                      {"id": 1, "product_sku": "A", "state": {"name": "İptal Edildi", "enum_value": "1313"}},
                      {"id": 2, "product_sku": "A", "state": {"name": "Düştü", "enum_value": "1314", "translations": {"en": "Cancelled"}}},
                      {"id": 3, "product_sku": "A", "state": {"name": "Cancelled", "enum_value": "500"}},
                      {"id": 4, "product_sku": "A", "state": {"name": "Elendi", "enum_value": "745"}},
                      {"id": 5, "product_sku": "A", "state": {"name": "Bekliyor", "enum_value": "100"}}]}
                    """#))
        #expect(package.neededItems.map(\.id) == [4, 5])
        #expect(package.understood(by: StateTable(["745": .cancelled])).neededItems.map(\.id) == [5])
        #expect(package.understood(by: StateTable(["ELENDİ": .cancelled])).neededItems.map(\.id) == [5])
    }

    private func read(_ text: String) throws -> PackageState {
        try #require(PackageState(JSONDocument(text).root))
    }
}
