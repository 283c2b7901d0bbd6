import Foundation
import OMS
import Testing

@testable import Warehouse

@Suite("The shared journal", .timeLimit(.minutes(2)))
struct JournalTests {
    private func row(_ number: Int, _ outcome: String = "ok", packer: String = "Ayşe") -> JournalRow {
        JournalRow(
            number: number, at: Timestamp(microseconds: 1_770_000_000_123_457), packer: packer, package: 73,
            meaning: "item", outcome: outcome, units: 3, milliseconds: 1_500)
    }

    @Test("rows are written once, as they are, and take what became of their scan since")
    func once() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(1), try await shared.bench(2))
        #expect(try await first.journalNumbers() == 0...0)
        try await first.copyJournal([row(1, "queued"), row(2, packer: "a\0b'\"\\"), row(-1)])
        try await first.copyJournal([row(1, "done"), row(2), row(3)])
        try await second.copyJournal([row(1)])
        #expect(try await first.journalNumbers() == -1...3)
        let rows = try await shared.sql(
            """
            SELECT number, location, extract(epoch FROM at), packer, package, meaning, outcome, units, milliseconds
            FROM packline.journal WHERE bench = '\(first.bench.id)' ORDER BY number
            """)
        #expect(
            rows == """
                -1|369|1770000000.123457|Ayşe|73|item|ok|3|1500
                1|369|1770000000.123457|Ayşe|73|item|done|3|1500
                2|369|1770000000.123457|a\u{FFFD}b'"\\|73|item|ok|3|1500
                3|369|1770000000.123457|Ayşe|73|item|ok|3|1500
                """)
    }

    @Test("rows of more than 400 days ago are deleted in small steps, and no others")
    func old() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        try await shared.sql(
            """
            INSERT INTO packline.journal (bench, number, location, at, packer, meaning, outcome)
            SELECT gen_random_uuid(), n, '369', now() - n * interval '1 hour', '', 'item', 'ok'
            FROM generate_series(1, 16000) AS n
            """)
        try await bench.forgetOldJournal()
        #expect(try await shared.sql("SELECT count(*) FROM packline.journal") == "11000")
        try await bench.forgetOldJournal()
        #expect(try await shared.sql("SELECT count(*), max(number) FROM packline.journal") == "9599|9599")
    }
}
