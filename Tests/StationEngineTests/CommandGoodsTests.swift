import Language
import OMS
import Station
import StationTesting
import Testing

@testable import StationEngine

@Suite("The goods of a command")
struct CommandGoodsTests {
    /// A package with two units of A and one of B, whose items have these ids.
    private func package(_ ids: [Int], state: String = "Waiting", commands: String = "[]") throws -> Package {
        let items = zip(ids, ["A", "A", "B"]).map { #"{"id": \#($0), "product_sku": "\#($1)"}"# }.joined(separator: ",")
        let json = #"{"id": 7, "state": "\#(state)", "packageitem_set": [\#(items)], "commands": \#(commands)}"#
        return try #require(Package(raw: json))
    }

    private func report(_ parameters: JSONValue) -> CommandIntent {
        CommandIntent(package: 7, kind: .notFound, transition: 18, name: "not found", parameters: parameters)
    }

    @Test(
        "items that are reported missing are named as they are called now, in the form in which they were written",
        arguments: [
            (#"{"package_items":[3]}"#, #"{"package_items":[13]}"#),
            (#"{"package_items":["3"]}"#, #"{"package_items":["13"]}"#),
            (#"{"note":"x","package_items":[{"id":3}]}"#, #"{"note":"x","package_items":[{"id":13}]}"#),
            (#"{"missing":[3]}"#, #"{"missing":[13]}"#),
            (#"{"package_items":[3],"reasons":[3]}"#, #"{"package_items":[13],"reasons":[3]}"#),
            (#"{"package_items":[1,2]}"#, #"{"package_items":[11,12]}"#),
            (#"{"package_items":[99]}"#, #"{"package_items":[99]}"#), (#"{"reason":3}"#, #"{"reason":3}"#),
            ("{}", "{}"),
        ])
    func renamed(given: String, sent: String) throws {
        let intent = report(try JSONValue(text: given)).givenFor(try package([1, 2, 3]))
        #expect(intent.renamingItems(by: try package([11, 12, 13])).parameters.text == sent)
    }

    @Test("only a pack and a report of missing goods depend on goods, and what was given with them stays")
    func given() throws {
        let known = try package([1, 2, 3])
        let own = PackContents(lines: [])
        #expect(CommandIntent(package: 7, kind: .pack, name: "pack", contents: own).givenFor(known).contents == own)
        #expect(CommandIntent(package: 7, kind: .pack, name: "pack").givenFor(known).contents?.isForced == true)
        #expect(CommandIntent(package: 7, kind: .pack, name: "pack").givenFor(nil).contents == nil)
        #expect(CommandIntent(package: 7, kind: .ship, name: "ship").givenFor(known).contents == nil)
        let missing = report(["package_items": [2]]).givenFor(known).contents
        #expect(missing?.lines.map(\.checked) == [1, 1])
    }

    @Test(
        "a package that was read again offers the command by the same transition, else by the one of its kind",
        arguments: [
            (#"[{"id": 13, "slug": "complete-packaging"}, {"id": 14, "slug": "pack-2"}]"#, "Waiting", 14),
            (#"[{"id": 13, "slug": "complete-packaging"}]"#, "Preparing", 13),
            (#"[{"id": 19, "slug": "block"}]"#, "Waiting", nil),
            ("[]", "Waiting", 14), ("[]", "Preparing", 21), ("[]", "Shipped", nil), ("[]", "Packed", nil),
        ] as [(String, String, Int?)])
    func offered(commands: String, state: String, transition: Int?) throws {
        let given = CommandIntent(
            package: 7, kind: .pack, transition: 14, name: "pack", source: PackageState(name: "Waiting"))
        let table = CommandTable([.pack: CommandIdentifiers(transitions: [21])])
        let package = try package([1, 2, 3], state: state, commands: commands)
        #expect(given.offered(now: package, table)?.transition == transition)
    }
}
