import GRDB
import OMS
import Testing

@testable import StationStore

@Suite("A summary as bytes")
struct SummaryRecordTests {
    static let summaries = [
        PackageSummary(id: 0, number: "", state: PackageState(name: "")),
        PackageSummary(
            id: .max, number: "000000073", orderNumber: "100129841", trackingNumber: "", invoiceNumber: "GIB2025000001",
            state: PackageState(id: .min, name: "İade için paketlendi", enumValue: "1100"), units: .min,
            customer: "Çağla Öztürk-Işık 👩‍🔬", city: "Ağrı", due: Timestamp(microseconds: .max),
            createdDate: Timestamp(microseconds: .min),
            itemCodes: ["8690001157694", "", "a\nb\u{0}c", String(repeating: "ğ", count: 300)]),
        PackageSummary(id: 9, number: "9", state: PackageState(name: "Waiting"), contentsFault: .noItems),
        PackageSummary(
            id: 9, number: "9", state: PackageState(name: "Waiting"), units: 1, contentsFault: .unreadable(3)),
        PackageSummary(id: -1, number: "7", state: PackageState(id: 63, name: "Waiting"), units: 64, itemCodes: ["1"]),
        PackageSummary(
            id: 8, number: "8",
            state: PackageState(id: 64, name: "Özel", enumValue: "877", translations: ["Special", "Besonders"]),
            offered: [
                PackageCommand(transition: 1, name: "Paketle", slug: "PACK", translations: ["Pack"]),
                PackageCommand(
                    transition: .min, name: "", target: PackageState(name: "Paketlendi", translations: ["Packed"])),
            ]),
    ]

    @Test("it reads back as it was written", arguments: summaries)
    func roundTrip(summary: PackageSummary) {
        var record = SummaryRecord()
        for _ in 0..<2 {
            let read = SummaryRecord.bytes(of: summary).withUnsafeBytes { record.summary(from: $0) }
            #expect(read == summary)
        }
    }

    @Test("cut off or with bytes of any kind in it, it reads as something else or as nothing, and never traps")
    func damaged() {
        var record = SummaryRecord()
        for bytes in Self.summaries.map(SummaryRecord.bytes) {
            for end in 0..<bytes.count {
                #expect(bytes[..<end].withUnsafeBytes { record.summary(from: $0) } == nil, "cut at \(end)")
            }
            for place in bytes.indices {
                for byte in [0, 1, 0x7F, 0x80, 0xFE, 0xFF] as [UInt8] {
                    var damaged = bytes
                    damaged[place] = byte
                    _ = damaged.withUnsafeBytes { record.summary(from: $0) }
                }
            }
        }
    }

    @Test("a record of another format is made anew from the package's JSON")
    func otherFormat() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let package = try package(73, due: 5)
        try await store.upsert([package], readAt: noon())
        try await store.connections.mirror.write { db in
            try db.execute(sql: "UPDATE packages SET summary = X'FF00'")
        }
        #expect(try await store.summaries() == [PackageSummary(package)])
        try store.close()
    }
}
