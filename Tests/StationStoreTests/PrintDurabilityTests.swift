import Foundation
import GRDB
import Language
import OMS
import Testing

@testable import StationStore

@Suite("Print jobs, and what is on the disk when")
struct PrintDurabilityTests {
    private let folder = TemporaryFolder()

    /// The database and its log as a crash would leave them: copied from under the open station, the index left out.
    private func crashed(logBytes: Int? = nil) throws -> String {
        let copy = folder.another()
        try write(bytes(of: folder.database), to: copy)
        let log = try bytes(of: folder.database + "-wal")
        try write(Array(log.prefix(logBytes ?? log.count)), to: copy + "-wal")
        return copy
    }

    @Test(
        "a station that is killed at any stage has the job there; what was being sent is unknown, and not sent again",
        arguments: PrintStage.allCases)
    func killed(at stage: PrintStage) async throws {
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        let job = try await store.wantNew(label())
        for step in try PrintTests.ways[stage].orThrow() {
            if step == .sending {
                try await store.sendPrint(job.id, odometer: 41, labelCount: 1, at: noon())
            } else {
                try await store.movePrint(job.id, to: step, reason: "why", at: noon())
            }
        }
        let revived = try await StationDatabase.open(at: crashed(), now: noon(plus: 60))
        #expect(revived.opening == OpeningReport(interruptedPrints: stage == .sending ? 1 : 0))
        let found = try #require(try await revived.printJob(job.id))
        #expect(found.stage == (stage == .sending ? .unknown : stage))
        #expect(try await revived.bytes(ofPrint: job.id) == label().bytes)
        if stage == .sending {
            #expect(found.odometer == 41 && found.changedAt == noon(plus: 60))
            #expect(found.reason == Phrase("reason.print-ended").stored)
        }
        #expect(try await revived.nextPrint(at: "bench") == ([.wanted, .waiting].contains(stage) ? found : nil))
        #expect(try await revived.want([label()], at: noon()) == [.existing(found, sameBytes: true)])
        try revived.close()
        try store.close()
    }

    @Test("a log that is torn at any place has every job that was acknowledged before, with its bytes, and none twice")
    func torn() async throws {
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        var acknowledged: [Int] = []
        for number in 1...12 {
            _ = try await store.wantNew(label(number, bytes: "^XA\(number)^XZ"))
            acknowledged.append(try bytes(of: folder.database + "-wal").count)
        }
        let whole = try acknowledged.last.orThrow()
        for cut in stride(from: acknowledged[0], through: whole, by: 13_003) {
            let revived = try await StationDatabase.open(at: crashed(logBytes: cut), now: noon())
            let due = acknowledged.count { $0 <= cut }
            let jobs = try await revived.undonePrints()
            #expect(jobs.count >= due && jobs.map(\.subject.package) == Array(1...max(1, jobs.count)), "cut at \(cut)")
            for job in jobs {
                let kept = try await revived.bytes(ofPrint: job.id)
                #expect(kept == Array("^XA\(job.subject.package)^XZ".utf8))
            }
            try revived.close()
        }
        try store.close()
    }

    @Test("of a damaged file the jobs are saved, and those that may have been sent are unknown")
    func damaged() async throws {
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        let job = try await store.wantNew(label())
        try store.close()
        StoreFiles(path: folder.database).markDamaged("a page")
        let saved = try await StationDatabase.open(at: folder.database, now: noon(plus: 5))
        #expect(saved.opening.recovered?.prints == 1)
        let found = try #require(try await saved.printJob(job.id))
        #expect(found.stage == .unknown && found.reason == Phrase("reason.print-damaged").stored)
        #expect(try await saved.bytes(ofPrint: job.id) == label().bytes)
        try saved.close()
    }

    @Test(
        "the jobs can be looked at beside a station that works with the file, and in a file from before there were any")
    func beside() async throws {
        #expect(try await PrintReport.read(at: folder.database, finished: 9) == [])
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        let done = try await store.wantNew(label(1))
        try await store.movePrint(done.id, to: .void, reason: "why", at: noon())
        let open = try await store.wantNew(label(2))
        let reports = try await PrintReport.read(at: folder.database, finished: 9)
        #expect(reports.map(\.job.id) == [open.id, done.id])
        #expect(reports.last?.changes.map(\.stage) == [.wanted, .void])
        #expect(try await PrintReport.read(at: folder.database, finished: 0).count == 1)
        #expect(try await PrintReport.bytes(of: open.id, at: folder.database) == label().bytes)
        try store.close()

        let old = folder.another()
        let queue = try DatabaseQueue(path: old)
        try StoreSchema.migrator.migrate(queue, upTo: "5")
        try queue.close()
        #expect(try await PrintReport.read(at: old, finished: 9) == [])
        #expect(try await PrintReport.bytes(of: 1, at: old) == nil)
    }

    @Test("the whole schema fits the first page of the file, by which a lost file's log is read")
    func schemaFits() async throws {
        try await StationDatabase.open(at: folder.database, now: noon()).close()
        #expect(try bytes(of: folder.database)[100] == 13, "a leaf of a table")
    }

    @Test("looking for what is undone reads nothing of what is old")
    func flat() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let plans = try await store.read { db in
            try [
                "SELECT * FROM prints WHERE \(PrintTable.isUndone) ORDER BY id",
                "SELECT id FROM prints WHERE printer = ? AND stage IN ('sending', 'sent') AND \(PrintTable.isUndone)",
            ].map { sql in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: sql.contains("?") ? ["x"] : [])
                    .map { $0["detail"] as String }.joined(separator: "; ")
            }
        }
        for plan in plans { #expect(plan.contains("prints_undone"), "\(plan)") }
        try store.close()
    }
}
