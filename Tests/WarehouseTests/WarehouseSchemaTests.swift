import Foundation
import OMS
import Testing
import WarehouseTesting

@testable import Warehouse

@Suite("Tables of a warehouse", .timeLimit(.minutes(2)))
struct WarehouseSchemaTests {
    /// The number of this program's tables, and of a later one's.
    private static let known = WarehouseSchema.current.number
    private static let next = known + 1

    /// Tables of a later program: one step that only adds, and one after which older programs cannot go on.
    private static func later(raisesOldest: Bool, needed: Int = known) -> WarehouseSchema {
        WarehouseSchema(
            steps: WarehouseSchema.current.steps + [
                .init(raisesOldest: raisesOldest, statements: ["ALTER TABLE packline.benches ADD COLUMN later text"])
            ], needed: needed)
    }

    private func bench(_ shared: TestWarehouse, _ schema: WarehouseSchema = .current, oms: String = TestWarehouse.oms)
        throws -> Warehouse
    {
        Warehouse(
            settings: try shared.settings(), bench: WarehouseBench(id: .init(), name: "bench 1", location: "369"),
            oms: oms, schema: schema)
    }

    @Test("a database that was not prepared is said, and used once it is")
    func prepared() async throws {
        let shared = try await TestWarehouse(isPrepared: false)
        let bench = try bench(shared)
        try await bench.isAlone(for: .noSchema)
        #expect(await failure { try await bench.claim(73) } == .noSchema)
        let setup = try shared.setup()
        #expect(try await setup.prepare(oms: TestWarehouse.oms) == Array(1...Self.known))
        #expect(try await setup.prepare(oms: TestWarehouse.oms + "/").isEmpty, "there is nothing left to do")
        try await bench.waits { $0 == .connected }
        _ = try await bench.claimed(73)
    }

    @Test("preparing it at eight places at once makes it once")
    func atOnce() async throws {
        let shared = try await TestWarehouse(isPrepared: false)
        let made = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 1...8 {
                group.addTask {
                    let setup = try shared.setup()
                    let made = try await setup.prepare(oms: TestWarehouse.oms)
                    await setup.close()
                    return made
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(made == Array(1...Self.known))
    }

    @Test("a database of another OMS is refused, by a bench and when it is prepared")
    func otherInstallation() async throws {
        let shared = try await TestWarehouse()
        let code = WarehouseError.Code.otherInstallation(url: TestWarehouse.oms)
        try await bench(shared, oms: "https://other-oms.akinon.net/api/v1/oms").isAlone(for: code)
        let setup = try shared.setup()
        #expect(await failure { try await setup.prepare(oms: "https://other-oms.akinon.net/api/v1/oms") } == code)
        #expect(try await setup.status().installation == TestWarehouse.oms)
    }

    @Test("an older program goes on beside tables to which a newer one only added")
    func newerTables() async throws {
        let shared = try await TestWarehouse()
        let old = try await shared.bench(1)
        let setup = try shared.setup(schema: Self.later(raisesOldest: false))
        #expect(try await setup.prepare(oms: TestWarehouse.oms) == [Self.next])
        _ = try await old.claimed(73)
        let second = try bench(shared)
        try await second.waits { $0 == .connected }
        let newer = try bench(shared, Self.later(raisesOldest: false))
        try await newer.waits { $0 == .connected }
        let olderSetup = try shared.setup()
        #expect(try await olderSetup.prepare(oms: TestWarehouse.oms).isEmpty)
    }

    @Test("after a step that raises the oldest program, older ones work alone")
    func tooOld() async throws {
        let shared = try await TestWarehouse()
        let setup = try shared.setup(schema: Self.later(raisesOldest: true))
        #expect(try await setup.prepare(oms: TestWarehouse.oms) == [Self.next])
        try await bench(shared).isAlone(for: .newerSchema(needed: Self.next))
        try await bench(shared, Self.later(raisesOldest: true)).waits { $0 == .connected }
        let olderSetup = try shared.setup()
        #expect(
            await failure { try await olderSetup.prepare(oms: TestWarehouse.oms) } == .newerSchema(needed: Self.next))
        #expect(try await setup.status().oldest == Self.next)
    }

    @Test("a newer program that needs a later step works alone until it is made, and never makes it itself")
    func tooNew() async throws {
        let shared = try await TestWarehouse()
        let bench = try bench(shared, Self.later(raisesOldest: false, needed: Self.next))
        try await bench.isAlone(for: .olderSchema(Self.known))
        _ = try await shared.setup(schema: Self.later(raisesOldest: false)).prepare(oms: TestWarehouse.oms)
        try await bench.waits { $0 == .connected }
    }

    @Test("a step that fails leaves nothing behind")
    func failingStep() async throws {
        let shared = try await TestWarehouse(isPrepared: false)
        let broken = WarehouseSchema(
            steps: WarehouseSchema.current.steps + [.init(statements: ["CREATE TABLE packline.benches (id integer)"])],
            needed: 1)
        let setup = try shared.setup(schema: broken)
        #expect(await failure { try await setup.prepare(oms: TestWarehouse.oms) } == .failed(sqlState: "42P07"))
        #expect(try await setup.status().schema == 0)
        #expect(try await shared.sql("SELECT to_regnamespace('packline') IS NULL") == "t")
    }

    @Test("a role with the rights that are documented can do all that a bench does")
    func rights() async throws {
        let shared = try await TestWarehouse()
        let role = "r\(shared.url.suffix(8))"
        try await shared.sql("CREATE ROLE \(role) LOGIN")
        let url = shared.url.replacing("postgres@", with: "\(role)@")
        let bench = Warehouse(
            settings: try WarehouseSettings(url: url),
            bench: WarehouseBench(id: .init(), name: "bench 1", location: "369"), oms: TestWarehouse.oms)
        try await bench.isAlone(for: .notPermitted)
        #expect(
            try await WarehouseSetup(settings: WarehouseSettings(url: url)).status().missingRights == ["USAGE packline"]
        )
        try await shared.sql(
            """
            GRANT USAGE ON SCHEMA packline TO \(role);
            GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA packline TO \(role);
            """)
        let setup = WarehouseSetup(settings: try WarehouseSettings(url: url))
        let missing = ["DELETE packline.feed", "DELETE packline.journal", "DELETE packline.sessions"]
        #expect(try await setup.status().missingRights == missing)
        try await shared.sql("GRANT DELETE ON packline.sessions, packline.feed, packline.journal TO \(role)")
        #expect(try await setup.status().missingRights.isEmpty)
        try await bench.waits { $0 == .connected }
        let claim = try await bench.claimed(73)
        #expect(try await bench.writeSession(["n": 1], under: claim))
        #expect(try await bench.assertClaim(claim) == .mine)
        #expect(try await bench.chooseSession(nil, under: claim))
        let label = SharedPrintSubject(package: 73, kind: "label", shipment: nil, box: 1)
        #expect(try await bench.reservePrint(label, printer: "p") == .mine)
        #expect(try await bench.recordPrint(PrintRecord(label, stage: "sent", printer: "p")))
        #expect(try await bench.renew([claim]).isEmpty)
        try await bench.copyJournal([
            JournalRow(number: 1, at: Timestamp(microseconds: 0), meaning: "item", outcome: "ok")
        ])
        try await bench.forgetOldJournal()
        #expect(try await bench.journalNumbers() == 0...0)
        try await bench.release(claim, isFinished: true)
        #expect(await failure { try await setup.prepare(oms: TestWarehouse.oms) } == nil, "there is nothing to make")
        try await shared.sql("DROP OWNED BY \(role)")
        try await shared.sql("DROP ROLE \(role)")
    }

    @Test("the status of a database says its version, its clock and its tables")
    func status() async throws {
        let shared = try await TestWarehouse(isPrepared: false)
        let setup = try shared.setup()
        let before = try await setup.status()
        #expect(before.schema == 0)
        #expect(before.installation == nil)
        #expect(before.fault(oms: nil)?.code == .noSchema)
        #expect(!before.isReadOnly)
        _ = try await setup.prepare(oms: TestWarehouse.oms)
        let after = try await setup.status()
        #expect((after.schema, after.oldest, after.known) == (Self.known, 1, Self.known))
        #expect(after.fault(oms: TestWarehouse.oms) == nil)
        #expect(after.fault(oms: "https://x")?.code == .otherInstallation(url: TestWarehouse.oms))
        #expect(abs(after.serverTime.seconds(since: .now)) < 60)
        #expect(after.serverVersion.hasPrefix("1"))
    }
}
