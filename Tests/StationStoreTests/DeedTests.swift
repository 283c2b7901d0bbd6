import GRDB
import OMS
import Testing

@testable import StationStore

@Suite("Deeds in the journal")
struct DeedTests {
    private func scan(_ number: Int, at seconds: Int, of package: Int? = 73, packer: String? = "Ayşe") -> JournalEntry {
        JournalEntry(
            number: number, raw: [0x41], canonical: "A", meaning: "item", outcome: "ok", package: package,
            packer: packer, at: noon(plus: seconds))
    }

    private func contents(isForced: Bool = false) -> PackContents {
        let goods = ["1006905", "1006906"].map { PackContents.Goods(product: $0) }
        return PackContents(
            lines: [
                .init(goods[0], title: "A", needed: 2, checked: 2), .init(goods[1], title: "B", needed: 3, checked: 1),
            ], isForced: isForced)
    }

    private func deeds(_ store: StationDatabase) async throws -> [JournalEntry] {
        try await store.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM scans WHERE number < 0 ORDER BY number DESC").map(
                JournalEntry.init)
        }
    }

    private func deed(
        _ number: Int, _ meaning: String, _ outcome: String, at seconds: Int, packer: String? = "Ayşe",
        units: Int? = nil, milliseconds: Int? = nil
    ) -> JournalEntry {
        JournalEntry(
            number: number, raw: [], canonical: "", meaning: meaning, outcome: outcome, package: 73, packer: packer,
            at: noon(plus: seconds), units: units, milliseconds: milliseconds)
    }

    @Test("a pack that was applied is a deed once, of who gave it and when, with its units and its time without pauses")
    func packed() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        // Ten seconds; a pause of eleven minutes; twenty seconds; another package between; five seconds.
        try await store.append([
            scan(1, at: 0), scan(2, at: 10), scan(3, at: 670), scan(4, at: 690), scan(5, at: 700, of: 74),
            scan(6, at: 710), scan(7, at: 712, packer: "Ayşe"),
        ])
        let entry = try await store.enqueue(pack(73, for: contents()), scan: 7, at: noon(plus: 715))
        #expect(try await deeds(store).isEmpty)
        // The OMS learns of it much later, when somebody else is at the bench.
        try await store.append(scan(8, at: 9_000, of: 75, packer: "Mehmet"))
        try await store.move(entry.id, to: .sending, at: noon(plus: 9_001))
        try await store.move(entry.id, to: .unknown, at: noon(plus: 9_002))
        try await store.move(entry.id, to: .applied, at: noon(plus: 9_003))
        #expect(
            try await deeds(store) == [deed(-1, "pack", "applied", at: 715, units: 5, milliseconds: 35_000)])
        #expect(try await store.lastScans(1).map(\.number) == [8], "deeds are no scans")
        #expect(try await store.lastScanNumber() == 8)
        try store.close()
    }

    @Test("a scan that is about no package is no time of one, and does no harm")
    func scanOfNothing() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.append([scan(1, at: 0), scan(2, at: 10, of: nil), scan(3, at: 20), scan(4, at: 25)])
        let entry = try await store.enqueue(pack(73, for: contents()), scan: 4, at: noon(plus: 25))
        for stage in [CommandStage.sending, .applied] { try await store.move(entry.id, to: stage, at: noon()) }
        #expect(try await deeds(store).map(\.milliseconds) == [5_000])
        try store.close()
    }

    @Test("a pack by force, a denial and what was refused are told apart; a scan that packs at once has no time")
    func kinds() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.append([scan(1, at: 0)])
        let forced = try await store.enqueue(pack(73, for: contents(isForced: true)), scan: 1, at: noon(plus: 1))
        let denied = try await store.enqueue(
            CommandIntent(package: 73, kind: .deny, name: "deny"), at: noon(plus: 2))
        let refused = try await store.enqueue(pack(73), at: noon(plus: 3))
        let other = try await store.enqueue(CommandIntent(package: 73, kind: nil, name: "x"), at: noon(plus: 4))
        for entry in [forced, denied, refused, other] { try await store.move(entry.id, to: .sending, at: noon()) }
        for entry in [forced, denied, other] { try await store.move(entry.id, to: .applied, at: noon()) }
        try await store.move(refused.id, to: .refused, at: noon())
        #expect(
            try await deeds(store) == [
                deed(-1, "pack", "forced", at: 1, units: 5), deed(-2, "deny", "applied", at: 2),
            ])
        try store.close()
    }

    @Test("a label is printed once, whatever the printer says later, and a copy is printed again; papers are no labels")
    func labels() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let job = try await store.wantNew(label())
        try await store.sendPrint(job.id, odometer: 1, labelCount: 1, at: noon())
        try await store.movePrint(job.id, to: .sent, at: noon(plus: 1))
        try await store.movePrint(job.id, to: .unknown, at: noon(plus: 2))
        try await store.movePrint(job.id, to: .printed, at: noon(plus: 3))
        try await store.movePrint(job.id, to: .confirmed, at: noon(plus: 4))
        let copy = try await store.reprint(of: job.id, reason: "smudged", at: noon(plus: 5))
        try await store.sendPrint(copy.id, odometer: 2, labelCount: 1, at: noon(plus: 5))
        try await store.movePrint(copy.id, to: .printed, at: noon(plus: 6))
        let invoice = try await store.wantNew(label(kind: "invoice"))
        try await store.sendPrint(invoice.id, odometer: nil, labelCount: 1, at: noon(plus: 7))
        try await store.movePrint(invoice.id, to: .printed, at: noon(plus: 8))
        #expect(
            try await deeds(store) == [
                deed(-1, "print", "printed", at: 1, packer: nil), deed(-2, "print", "reprinted", at: 6, packer: nil),
            ])
        try store.close()
    }

    @Test("an outcome that comes later leaves the time and the packer of its scan")
    func outcome() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.append(scan(1, at: 0))
        try await store.append(
            JournalEntry(
                number: 1, raw: [0x41], canonical: "A", meaning: "command", outcome: "done", package: 73,
                message: "packed", packer: "Mehmet", at: noon(plus: 9_000)))
        let line = try #require(try await store.lastScans(1).first)
        #expect(line.at == noon() && line.packer == "Ayşe" && line.outcome == "done" && line.meaning == "command")
        try store.close()
    }
}
