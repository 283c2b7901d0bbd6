import OMS
import Testing

@testable import StationStore

@Suite("The mirror")
struct MirrorTests {
    private let folder = TemporaryFolder()

    @Test("a package is kept byte for byte and read back whole")
    func kept() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let package = try package(73, note: "teşekkürler \\u0130 🎁")
        let changed = try await store.upsert([package], readAt: noon())
        #expect(changed == [PackageSummary(package)])
        #expect(try await store.package(73) == package)
        #expect(try await store.package(73)?.raw == package.raw)
        #expect(try await store.readTime(of: 73) == noon())
        #expect(try await store.package(74) == nil)
        try store.close()
    }

    @Test("summaries come back as they were made: those due first in front, then by id, those without a time last")
    func order() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let packages = try [
            package(5), package(4, due: 60), package(9, due: 30), package(2, due: 60), package(1), package(3, due: -90),
        ]
        try await store.upsert(packages, readAt: noon())
        let summaries = try await store.summaries()
        #expect(summaries.map(\.id) == [3, 9, 2, 4, 1, 5])
        #expect(Set(summaries) == Set(packages.map { PackageSummary($0) }))
        #expect(try await store.summaries(limit: 2).map(\.id) == [3, 9])
        #expect(try await store.packageCount() == 6)
        try store.close()
    }

    @Test("items that an installation calls cancelled are not counted, also where that is set later")
    func states() async throws {
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        let items = #"[{"id": 1, "product_sku": "A"}, {"id": 2, "product_sku": "B", "state": {"name": "Elendi"}}]"#
        func read(_ id: Int) throws -> Package {
            try #require(Package(raw: #"{"id": \#(id), "packageitem_set": \#(items)}"#))
        }
        try await store.upsert([read(1)], readAt: noon())
        #expect(try await store.summaries().map(\.units) == [2])
        try await store.understand(StateTable(["Elendi": .cancelled]))
        #expect(try await store.summaries().map(\.units) == [1])
        #expect(try await store.upsert([read(2)], readAt: noon()).map(\.units) == [1])
        #expect(try await store.summaries().map(\.itemCodes) == [["A"], ["A"]])
        try store.close()
        let next = try await StationDatabase.open(at: folder.database, now: noon())
        try await next.understand(StateTable(["Elendi": .cancelled]))
        #expect(try await next.summaries().map(\.units) == [1, 1])
        try await next.understand(StateTable())
        #expect(try await next.summaries().map(\.units) == [2, 2])
        try next.close()
    }

    @Test("what the newest packages have where a filter can ask for it is gathered, what most have first")
    func filterValues() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.upsert([package(1), package(2), package(3)], readAt: noon())
        let all = try await store.filterValues()
        #expect(all[.state].map(\.name).count == 1)
        #expect(all[.productSKU].isEmpty, "of goods there are too many")
        #expect(try await store.filterValues(newest: 0) == FilterValues())
        try store.close()
    }

    @Test("a package whose due time changes takes its new place, once")
    func moved() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.upsert([package(1, due: 10), package(2, due: 20)], readAt: noon())
        try await store.upsert([package(1, modified: 1, due: 30)], readAt: noon())
        #expect(try await store.summaries().map(\.id) == [2, 1])
        try store.close()
    }

    @Test("only what changed is reported")
    func changes() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.upsert([package(1), package(2)], readAt: noon())
        let changed = try await store.upsert(
            [package(1), package(2, state: "Packed", modified: 5)], readAt: noon(plus: 9))
        #expect(changed.map(\.id) == [2])
        #expect(try await store.readTime(of: 1) == noon(plus: 9), "what is the same was read all the same")
        try store.close()
    }

    @Test(
        "an older package never takes the place of a newer one",
        arguments: [
            // What is known, what comes, and which of them stays.
            (0, 5, "new"), (5, 0, "old"), (5, 5, "new"), (nil, 5, "new"), (5, nil, "new"), (nil, nil, "new"),
        ] as [(Int?, Int?, String)])
    func older(known: Int?, coming: Int?, stays: String) async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.upsert([package(1, modified: known, note: "old")], readAt: noon())
        let changed = try await store.upsert([package(1, modified: coming, note: "new")], readAt: noon(plus: 1))
        #expect(try await store.package(1)?.orderNotes == stays)
        #expect(changed.count == (stays == "new" ? 1 : 0))
        try store.close()
    }

    @Test("a full comparison finds what was not seen, and an old answer counts as seen")
    func generations() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.upsert([package(1, modified: 9), package(2), package(3)], readAt: noon())
        let generation = try await store.beginGeneration()
        try await store.upsert([package(1, modified: 5), package(3)], readAt: noon(plus: 1))
        try await store.upsert([package(4)], readAt: noon(plus: 1))
        #expect(try await store.idsNotSeen(since: generation) == [2])
        #expect(try await store.currentGeneration() == generation)
        try await store.remove([2])
        #expect(try await store.summaries().map(\.id) == [1, 3, 4])
        #expect(try await store.idsNotSeen(since: generation) == [])
        try store.close()
    }

    @Test("a log, the reasons for denials and facts are kept, in the place of those before")
    func facts() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let log = try JSONDocument(
            """
            [{"id": 8, "created_date": "2025-05-12T14:02:11.000001Z", "source_state": {"id": 3, "name": "Waiting"},
            "target_state": "Preparing", "transition": {"id": 4, "name": "Prepare"}, "user": {"username": "ayşe"}},
            {"id": 7, "target_state": {"name": "Waiting", "enum_value": "100"}, "user": "system"}]
            """
        ).root.elements.compactMap(TransitionLog.init)
        try await store.keepLogs(log.dropLast(), of: 73)
        try await store.keepLogs(log, of: 73)
        #expect(try await store.logs(of: 73) == log)
        #expect(try await store.logs(of: 74) == [])

        try await store.keepDenialReasons([DenialReason(id: 1, title: "Gone")])
        let reasons = [
            DenialReason(id: 9, title: "Ürün hasarlı", priority: 1),
            DenialReason(id: 2, title: "Bulunamadı", priority: 5),
            DenialReason(id: 3, title: "Old", isActive: false),
        ]
        try await store.keepDenialReasons(reasons.reversed())
        #expect(try await store.denialReasons() == reasons)

        #expect(try await store.fact(.watermark) == nil)
        try await store.setFact(.watermark, to: noon().text)
        #expect(try await store.fact(.watermark) == noon().text)
        try await store.setFact(.watermark, to: nil)
        #expect(try await store.fact(.watermark) == nil)

        try await store.upsert([package(73)], readAt: noon())
        try await store.remove([73])
        #expect(try await store.logs(of: 73) == [], "a log leaves with its package")
        try store.close()
    }

    @Test("the mirror is there again after the station was closed")
    func reopened() async throws {
        var store = try await StationDatabase.open(at: folder.database, now: noon())
        #expect(store.opening == OpeningReport(isNew: true))
        try await store.upsert((1...250).map { try package($0, due: $0 % 7) }, readAt: noon())
        let before = try await store.summaries()
        try store.close()
        store = try await StationDatabase.open(at: folder.database, now: noon())
        #expect(store.opening == OpeningReport())
        #expect(try await store.summaries() == before)
        try store.close()
    }
}
