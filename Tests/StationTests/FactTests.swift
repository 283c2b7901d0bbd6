import Language
import OMS
import Station
import StationTesting
import Testing

@Suite("Facts and documents of a package")
struct FactTests {
    /// Chooses from the list of everything that can be done with the mug's package.
    private func choosing(_ label: String) throws -> StationDriver {
        var bench = StationDriver.atWork(on: Sample.mug)
        bench.enterQuietly("commands")
        let choices = try #require(bench.station.dialog?.choices)
        bench.enterQuietly(String(try #require(choices.map(\.english).firstIndex(of: label)) + 1))
        return bench
    }

    @Test("an invoice number is filled in, asked about, and said to be set only when the OMS has answered")
    func invoiceNumber() throws {
        var bench = try choosing("Set the invoice number …")
        #expect(bench.station.form?.title == "Set the invoice number · 000000071")
        bench.enterQuietly("PLN2026-7")
        #expect(bench.station.dialog?.text.map(\.shown) == ["Invoice number: PLN2026-7"])
        bench.scan(
            "000000071", changes: [.asks: "", .says: "SENDING 000000071: the invoice number · not done yet"],
            effects: ["change invoiceNumber(\"PLN2026-7\") of 71 for 2"])
        bench.press(
            .quit,
            changes: [
                .says: "WRONG The OMS has not answered yet whether it was set: quit again to leave all the same."
            ],
            effects: ["3 word wrong"])
        bench.send(
            .packageChanged(.invoiceNumber("PLN2026-7"), package: 71, scan: 2, .done(nil)),
            changes: [.says: "DONE 000000071: the invoice number is set"], effects: ["2 word done"])
    }

    @Test("what the OMS refuses, or may have done, must be acknowledged")
    func refused() throws {
        var bench = try choosing("Create the invoice")
        bench.enter(
            "yes", changes: [.asks: "", .says: "SENDING 000000071: the invoice · not done yet"],
            effects: ["change invoice of 71 for 2"])
        bench.send(
            .packageChanged(.invoice, package: 71, scan: 2, .unknown("no answer within 30 s")),
            changes: [
                .says: "REFUSED 000000071: not known whether it was done: no answer within 30 s",
                .alert:
                    "NOT KNOWN | invoice of 000000071 | no answer within 30 s | Look at the package before you do it again: it may have been done.",
            ], effects: ["2 word refused"])
    }

    @Test("extra information has a row for each thing that is noted, and two for one more")
    func extraInformation() throws {
        let raw = Sample.mug.raw.replacing(
            "{\"city\"", with: "{\"extra_information\":{\"desi\":\"4.5\",\"boxes\":[1,2]},\"city\"")
        let package = try #require(Package(raw: raw))
        var bench = StationDriver.atWork(on: package).unstated
        bench.enterQuietly("commands")
        let choices = try #require(bench.station.dialog?.choices)
        bench.enterQuietly(String(try #require(choices.map(\.english).firstIndex(of: "Set extra information …")) + 1))
        #expect(
            bench.station.form?.fields.map { "\($0.label.english)=\($0.shown?.english ?? "")" }
                == ["boxes=[1,2]", "desi=4.5", "One more: its name=", "One more: its value="])
        for line in ["-", "5", "pallet", "P7", "yes"] { bench.enterQuietly(line) }
        #expect(bench.station.result?.text == "000000071: the extra information · not done yet")
    }

    @Test("extra information that nobody changes stays what it is, and a text stays a text")
    func extraInformationKeepsItsKinds() throws {
        let raw = Sample.mug.raw.replacing(
            "{\"city\"",
            with: "{\"extra_information\":{\"a\":4,\"b\":true,\"c\":null,\"d\":\"[1]\",\"e\":7,\"f\":\"x\"},\"city\"")
        var bench = StationDriver.atWork(on: try #require(Package(raw: raw))).unstated
        bench.enterQuietly("commands")
        let choices = try #require(bench.station.dialog?.choices)
        bench.enterQuietly(String(try #require(choices.map(\.english).firstIndex(of: "Set extra information …")) + 1))
        for _ in 1...4 { bench.quietly(.keys([.command(.down)])) }
        for line in ["8", "{1}", "pallet", "P7"] { bench.enterQuietly(line) }
        bench.enter("yes")
        let noted: [String: JSONValue] = [
            "a": 4, "b": true, "c": nil, "d": "[1]", "e": 8, "f": "{1}", "pallet": "P7",
        ]
        #expect(bench.effects.contains(.change(.extraInformation(noted), package: 71, scan: 2)))
    }

    @Test("what the OMS has not answered is not asked for twice")
    func twice() throws {
        var bench = try choosing("Create the invoice")
        bench.enter(
            "yes", changes: [.asks: "", .says: "SENDING 000000071: the invoice · not done yet"],
            effects: ["change invoice of 71 for 2"])
        bench.enterQuietly("commands")
        let choices = try #require(bench.station.dialog?.choices)
        let again = String(try #require(choices.map(\.english).firstIndex(of: "Create the invoice")) + 1)
        bench.enterQuietly(again)
        #expect(bench.station.dialog == nil)
        #expect(
            bench.station.result?.text
                == "000000071: the invoice was sent already, and the OMS has not answered yet: wait.")
        bench.quietly(.packageChanged(.invoice, package: 71, scan: 2, .refused("Not now.")))
        bench = bench.unstated
        bench.escape(changes: [:])
        bench.enterQuietly("commands")
        bench.enterQuietly(again)
        #expect(bench.station.dialog?.title == "Create the invoice of 000000071?")
    }

    @Test("the invoice is shown on a page of its own as soon as the OMS has given it")
    func shown() {
        var bench = StationDriver.atWork(on: Sample.mug)
        bench.enter(
            "invoice",
            changes: [
                .page: "document", .says: "ASKING the OMS for the invoice of 000000071",
                .document: "000000071: asked for",
            ],
            effects: ["show the invoice of 71 for 2"])
        #expect(bench.station.document?.lines == nil)
        bench.send(
            .document(.text(["INVOICE", "", "Mug  1"]), package: 71, scan: 2),
            changes: [.says: "OK The invoice of 000000071", .document: "000000071: INVOICE |  | Mug  1"],
            effects: ["2 word ok"])
        #expect(bench.station.document?.lines == ["INVOICE", "", "Mug  1"])
        bench.escape(changes: [.page: "work"])
    }

    @Test("why an invoice cannot be shown stands on its page, and nothing must be acknowledged")
    func failed() {
        var bench = StationDriver.atWork(on: Sample.mug)
        bench.enterQuietly("invoice")
        bench.send(
            .document(.failed("Not found."), package: 71, scan: 2),
            changes: [.says: "WRONG Invoice of 000000071: Not found.", .document: "000000071: Not found."],
            effects: ["2 word wrong"])
        #expect(bench.station.document?.trouble == "Not found.")
        bench.escape(changes: [.page: "work"])
    }

    @Test("the print code prints the invoice of the open package, and with nothing open the last one again")
    func printed() {
        var bench = StationDriver.atWork()
        bench.scan(
            "XXPRESSXX", changes: [.says: "WRONG No package is open: scan a package first."],
            effects: ["1 command wrong"])
        bench = .atWork(on: Sample.mug)
        bench.scan(
            "XXPRESSXX", changes: [.says: "ASKING the OMS for the invoice of 000000071"],
            effects: ["print the invoice of 71 for 2"])
        bench.send(
            .document(.printed, package: 71, scan: 2),
            changes: [.says: "DONE The invoice of 000000071 was given to the printer."], effects: ["2 word done"])
        bench.enterQuietly("hold")
        bench.scan(
            "XXPRESSXX", changes: [.says: "ASKING the OMS for the invoice of 000000071"],
            effects: ["print the invoice of 71 for 3"])
    }

    @Test("while the printing command is at work nobody waits for the OMS, and what it fails with is acknowledged")
    func notPrinted() {
        var bench = StationDriver.atWork(on: Sample.mug)
        bench.scan(
            "XXPRESSXX", changes: [.says: "ASKING the OMS for the invoice of 000000071"],
            effects: ["print the invoice of 71 for 2"])
        bench.send(
            .document(.printing, package: 71, scan: 2), changes: [.says: "PRINTING the invoice of 000000071"])
        bench.send(
            .document(.notDone(.print, "the printing command ended with status 1: no paper"), package: 71, scan: 2),
            changes: [
                .says:
                    "WRONG The invoice of 000000071 was not printed: the printing command ended with status 1: no paper",
                .alert: "NOT PRINTED | 000000071 | the printing command ended with status 1: no paper | "
                    + "Look at the printer, then print the invoice again.",
            ], effects: ["2 word wrong"])
        bench.escape(changes: [.says: "OK Acknowledged: “NOT PRINTED”.", .alert: ""])
    }

    @Test("a clock that is wrong is one alert, however often that is said")
    func clock() {
        var bench = StationDriver.atWork().unstated
        for seconds in [400, 500, 400] { bench.send(.alarm(.clockWrong(isAhead: true, seconds: seconds))) }
        #expect(bench.station.alerts.count == 1)
    }

    @Test("a file that was set aside and a sound that cannot be played are acknowledged, not only said")
    func alarms() {
        var bench = StationDriver.atWork()
        let rescue = FileRecovery(
            damage: "it is empty", setAside: "x.damaged-1", commands: 2, scans: 3, sessions: 1, isComplete: false)
        let sentence =
            "The station's file could not be used (it is empty) and is set aside as x.damaged-1. "
            + "Saved: 2 commands, 3 scans, 1 check; others may be lost."
        bench.send(
            .alarm(.fileSetAside(rescue)),
            changes: [
                .says: "FILE SET ASIDE \(sentence)",
                .alert: "FILE SET ASIDE | \(sentence) | Look at the packages of this bench that were packed last, "
                    + "and tell who looks after the station.",
            ])
        bench.escape(changes: [.says: "OK Acknowledged: “FILE SET ASIDE”.", .alert: ""])
    }
}
