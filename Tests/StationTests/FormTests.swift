import OMS
import Station
import StationTesting
import Testing

@Suite("Commands that ask for values")
struct FormTests {
    /// A packed package that can be shipped plainly, or with facts of the shipment.
    private static let packed = Sample.package(
        id: 64, number: "000000064", order: "100129790", state: "Packed", value: "500", due: "2020-05-12T17:00:00Z",
        customer: ("Ünal", "Işık"), city: "Ankara", items: [("2000001", "Mug", "4006381333931")],
        commands: [
            (31, "ship_package", "Ship the package", "Shipped"),
            (32, "ship_package_advanced", "Ship advanced", "Shipped"), (33, "archive", "Archive", "Archived"),
        ],
        parameters: [
            32: [
                ["name": "insured", "label": "Insured", "type": "boolean"],
                ["name": "cargo_company", "label": "Cargo company", "type": "integer", "required": true],
                ["name": "tracking_number", "label": "Tracking number", "type": "string", "required": true],
                [
                    "name": "box", "label": "Box", "type": "choice",
                    "choices": [["S", "small"], ["L", "large"]], "default": "S",
                ],
            ]
        ])

    private let commands =
        "Commands for 000000064 | [Ship the package → Shipped] | Ship advanced → Shipped … | Archive → Archived | "
        + "Show the invoice | Print the invoice | Save the invoice | Create the invoice | Set the invoice number … | "
        + "Set the remote id … | Set extra information …"
    private let left = "Nothing was done: Ship advanced 000000064"

    /// A bench with the form of the advanced command open.
    private func atForm() -> StationDriver {
        var bench = StationDriver.atWork(on: Self.packed)
        bench.enterQuietly("commands")
        bench.enterQuietly("2")
        return bench
    }

    private func form(_ rows: String) -> String { "Ship advanced 000000064 | \(rows)" }

    @Test("every command is offered, and one that asks for values gets a form with the required ones first")
    func offered() {
        var bench = StationDriver.atWork(on: Self.packed)
        bench.press(
            .commands,
            changes: [
                .asks: commands,
                .says: "? Commands for 000000064",
            ], effects: ["2 word ok"])
        bench.press(
            .down,
            changes: [
                .asks: commands.replacing("[", with: "").replacing("]", with: "").replacing(
                    "Ship advanced → Shipped …", with: "[Ship advanced → Shipped …]")
            ])
        bench.press(
            .enter,
            changes: [
                .asks: form("[Cargo company*=] | Tracking number*= | Insured= | Box=small"),
                .says:
                    "? Ship advanced 000000064: fill it in.",
            ], effects: ["offer filter values", "3 word ok"])
        bench.escape(changes: [.asks: "", .says: "IGNORED \(left)"], effects: ["3 confirmation ignored"])
    }

    @Test("what is typed goes into the row, wrong values are named, and nothing is sent before the question")
    func filledIn() throws {
        var bench = atForm()
        bench.type("7x", changes: [.asks: form("[Cargo company*=7x] | Tracking number*= | Insured= | Box=small")])
        let wrong = "“Cargo company” takes a whole number, and “7x” is something else."
        bench.press(
            .enter, changes: [.asks: form("[Cargo company*=7x] | Tracking number*= | Insured= | Box=small | \(wrong)")])
        bench.press(
            .edit(.backspace), changes: [.asks: form("[Cargo company*=7] | Tracking number*= | Insured= | Box=small")])
        bench.press(.enter, changes: [.asks: form("Cargo company*=7 | [Tracking number*=] | Insured= | Box=small")])
        bench.press(.down, changes: [.asks: form("Cargo company*=7 | Tracking number*= | [Insured=] | Box=small")])
        bench.press(
            .edit(.right), changes: [.asks: form("Cargo company*=7 | Tracking number*= | [Insured=yes] | Box=small")])
        bench.press(.enter, changes: [.asks: form("Cargo company*=7 | Tracking number*= | Insured=yes | [Box=small]")])
        bench.type(" ", changes: [.asks: form("Cargo company*=7 | Tracking number*= | Insured=yes | [Box=large]")])
        let missing = "“Tracking number” is asked for: it cannot be left empty."
        bench.press(
            .enter,
            changes: [
                .asks: form("Cargo company*=7 | [Tracking number*=] | Insured=yes | Box=large | \(missing)"),
                .says: "WRONG \(missing)",
            ], effects: ["2 confirmation wrong"])
        bench.type("AB1", changes: [.asks: form("Cargo company*=7 | [Tracking number*=AB1] | Insured=yes | Box=large")])
        bench.press(
            .down, changes: [.asks: form("Cargo company*=7 | Tracking number*=AB1 | [Insured=yes] | Box=large")])
        bench.press(
            .down, changes: [.asks: form("Cargo company*=7 | Tracking number*=AB1 | Insured=yes | [Box=large]")])
        let asked =
            "Ship advanced: 000000064? | Cargo company: 7 | Tracking number: AB1 | Insured: yes | Box: large | "
        bench.press(
            .enter,
            changes: [
                .asks: asked + "[No, go back] | Yes, ship",
                .says: "? Ship advanced: 000000064?",
            ], effects: ["3 command ok"])
        bench.scan(
            "000000064",
            changes: [.asks: "", .list: ">000000073 Preparing, 000000071 Waiting, 000000064 Packed"],
            effects: [
                "run Ship advanced on 64 for 4 {\"box\":\"L\",\"cargo_company\":7,\"insured\":true,\"tracking_number\":\"AB1\"}"
            ])
    }

    @Test("a scan fills the row it is for; packages, commands and what fits no choice are refused")
    func scanned() {
        var bench = atForm()
        bench.scan(
            "XXBOXXX",
            changes: [.says: "WRONG XXBOXXX is a command: leave “Ship advanced 000000064” with Esc first."],
            effects: ["2 unknown wrong"])
        bench.enter(
            "12",
            changes: [
                .asks: form("Cargo company*=12 | [Tracking number*=] | Insured= | Box=small")
            ])
        bench.scan(
            "000000071",
            changes: [
                .says: "WRONG 000000071 is package 000000071: leave “Ship advanced 000000064” with Esc first."
            ], effects: ["3 unknown wrong"])
        bench.scan(
            "7330123456789",
            changes: [
                .asks: form("Cargo company*=12 | Tracking number*=7330123456789 | [Insured=] | Box=small"),
                .says: "OK Tracking number: 7330123456789 · next: Insured",
            ], effects: ["4 confirmation ok"])
        bench.scan(
            "4006381333931", changes: [.says: "WRONG 4006381333931 is none of the values of “Insured”."],
            effects: ["5 unknown wrong"])
        bench.scan("XXUNDOXX", changes: [.asks: "", .says: "IGNORED \(left)"], effects: ["6 confirmation ignored"])
    }

    @Test("Esc on the question goes back to the form with everything in it")
    func back() {
        var bench = atForm()
        for line in ["12", "AB1", "-", "L"] { bench.enterQuietly(line) }
        #expect(bench.station.dialog?.text.map(\.shown) == ["Cargo company: 12", "Tracking number: AB1", "Box: large"])
        let rows = form("Cargo company*=12 | Tracking number*=AB1 | Insured= | [Box=large]")
        bench.escape(
            changes: [.asks: rows, .says: "IGNORED Nothing was done: Ship advanced: 000000064?"],
            effects: ["0 confirmation ignored"])
    }

    @Test("Enter on a page before a form leads back to the form, and opens no package behind it")
    func behindHelp() {
        var bench = atForm()
        bench.quietly(.keys([.command(.help)]))
        bench.press(.enter, changes: [.page: "work"])
        #expect(bench.station.form?.title == "Ship advanced 000000064")
    }

    @Test("a form sends nothing when another package has come to the bench meanwhile")
    func otherPackage() {
        var bench = StationDriver.atWork(on: Self.packed)
        bench.enterQuietly("000000071")
        bench.quietly(.keys([.command(.commands)]))
        bench.quietly(.keys([.command(.down)]))
        bench.wait(milliseconds: 1_000)
        bench.quietly(.keys([.enter]))
        #expect(bench.station.form?.title == "Ship advanced 000000064")
        bench.quietly(.opened(OpenedPackage(package: Sample.mug, logs: nil)))
        for line in ["12", "AB1", "-", "L"] { bench.enterQuietly(line) }
        #expect(bench.station.form == nil)
        #expect(bench.station.dialog == nil)
        #expect(
            bench.station.result?.text
                == "Ship advanced 000000064: the package is no longer open, nothing was done.")
    }

    @Test("a command from the list of one package is not run on another that has come meanwhile")
    func otherPackageBehindList() {
        var bench = StationDriver.atWork(on: Self.packed)
        bench.enterQuietly("000000071")
        bench.quietly(.keys([.command(.commands)]))
        bench.quietly(.opened(OpenedPackage(package: Sample.mug, logs: nil)))
        bench.enterQuietly("1")
        #expect(bench.station.dialog == nil)
        #expect(bench.station.result?.text == "000000064 is no longer open: nothing was done.")
    }

    @Test("a command without values is asked about before it is sent, also one that has no name of ours")
    func plain() {
        var bench = StationDriver.atWork(on: Self.packed)
        bench.enterQuietly("commands")
        bench.enterQuietly("3")
        #expect(bench.station.dialog?.choices.map(\.shown) == ["No, go back", "Yes, Archive"])
        bench.enter(
            "yes", changes: [.asks: "", .list: ">000000073 Preparing, 000000071 Waiting, 000000064 Packed"],
            effects: ["run Archive on 64 for 2 {}"])
    }

    @Test("where packing asks for values, F3 brings the form")
    func packing() {
        let package = Sample.package(
            id: 71, number: "000000071", order: "100129836", state: "Waiting", value: "100",
            due: "2020-05-12T16:30:00Z", customer: ("Bar", "lorem"), city: "İzmir",
            items: [("2000001", "Mug", "4006381333931")],
            commands: [(21, "complete_packaging", "Complete packaging", "Packed")],
            parameters: [21: ["desi": ["type": "decimal", "required": true]]])
        var bench = StationDriver.atWork(on: package)
        bench.enterQuietly("4006381333931")
        bench.enterQuietly("pack")
        #expect(bench.station.form?.title == "Complete packaging 000000071")
        bench.enterQuietly("2.5")
        #expect(bench.station.dialog?.text.map(\.shown) == ["desi: 2.5"])
        bench.enter("yes", changes: [.asks: ""], effects: ["run Complete packaging on 71 for 2 {\"desi\":\"2.5\"}"])
    }

    @Test("what an installation lists no commands for is offered as it is configured")
    func configured() {
        let package = Sample.package(
            id: 71, number: "000000071", order: "100129836", state: "Waiting", value: "100",
            due: "2020-05-12T16:30:00Z", customer: ("Bar", "lorem"), city: "İzmir",
            items: [("2000001", "Mug", "4006381333931")], commands: [])
        var settings = StationSettings(station: "bench 3", location: "369")
        settings.commands.marks = [
            .pack: CommandIdentifiers(transitions: [12]), .ship: CommandIdentifiers(transitions: [15]),
        ]
        var bench = StationDriver.atWork(on: package, settings)
        bench.enterQuietly("commands")
        #expect(bench.station.dialog?.choices.prefix(2) == ["pack", "ship"])
        bench.enterQuietly("2")
        bench.enter("yes", changes: [.asks: ""], effects: ["run ship on 71 for 2 {}"])
    }
}
