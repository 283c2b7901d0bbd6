import GRDB
import OMS
import Synchronization
import Testing

@testable import StationStore

@Suite("Statements")
struct StatementTests {
    /// The statements that the ledger's connection carries out.
    private final class Trace: Sendable {
        private let statements = Mutex<[String]>([])

        init(of store: StationDatabase) async throws {
            try await store.connections.ledger.queue.writeWithoutTransaction { db in
                db.trace(options: .statement) { event in self.statements.withLock { $0.append("\(event)") } }
            }
        }

        /// What was carried out since the last time.
        func take() -> [String] {
            statements.withLock { statements in
                defer { statements = [] }
                return statements
            }
        }
    }

    private func record(_ number: Int, _ command: CommandIntent? = nil) -> WriteRecord {
        let scan = JournalEntry(
            number: number, raw: [0x37], canonical: "7", meaning: "item", outcome: "right", package: 73, at: noon())
        return WriteRecord(
            scans: [scan], sessions: [73: ["checked": 1]],
            commands: command.map { [NewCommand($0, scan: number, at: noon())] } ?? [])
    }

    @Test("a scan is written in one commit, with a statement for its line and one for what is checked")
    func scan() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let trace = try await Trace(of: store)
        for number in 1...3 {
            try await store.record(record(number))
            let statements = trace.take()
            #expect(statements.count <= 4, "\(statements.joined(separator: "\n"))")
        }
        try store.close()
    }

    @Test("a scan that gives a command takes three more: its package's number, the command and its history")
    func command() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let trace = try await Trace(of: store)
        try await store.record(record(1, pack(73)))
        let statements = trace.take()
        #expect(statements.count <= 7, "\(statements.joined(separator: "\n"))")
        try store.close()
    }
}
