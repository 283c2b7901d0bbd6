import OMS
import StationStore
import Testing

@Suite("How much there is to do")
struct OpenWorkTests {
    @Test("an empty store has nothing to do")
    func empty() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        #expect(try await store.openWork() == OpenWork())
    }

    @Test(
        "commands and print jobs are counted by stage until they are at their end, with the age of the oldest command")
    func counted() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let done = try await store.enqueue(pack(71), at: noon())
        _ = try await store.enqueue(pack(72), at: noon(plus: 10))
        let stopped = try await store.enqueue(pack(73), at: noon(plus: 20))
        _ = try await store.enqueue(pack(74), at: noon(plus: 30))
        try await store.send(done.id, as: pack(71), omsTime: noon(), at: noon(plus: 40))
        try await store.move(done.id, to: .applied, at: noon(plus: 41))
        try await store.move(stopped.id, to: .needsAttention, at: noon(plus: 42))
        let printed = try await store.wantNew(label(71))
        _ = try await store.wantNew(label(72))
        _ = try await store.sendPrint(printed.id, odometer: 7, labelCount: 1, at: noon(plus: 50))
        _ = try await store.movePrint(printed.id, to: .printed, at: noon(plus: 51))
        let work = try await store.openWork()
        #expect(work.commands == [.queued: 2, .needsAttention: 1] && work.oldestCommand == noon(plus: 10))
        #expect(work.prints == [.wanted: 1])
    }
}
