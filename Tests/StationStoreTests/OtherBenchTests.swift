import OMS
import StationStore
import Testing

@Suite("What other benches have to do with")
struct OtherBenchTests {
    @Test("a print that is left to another bench is void at once, and is never printed here by itself")
    func leftToOther() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        var print = label()
        print.leftToOther = "printed at bench 3"
        let job = try await store.wantNew(print)
        #expect(job.stage == .void && job.reason == "printed at bench 3")
        #expect(try await store.nextPrint(at: "bench") == nil)
        #expect(try await store.want([label()], at: noon()) == [.existing(job, sameBytes: true)])
        let copy = try await store.reprint(of: job.id, reason: "asked", at: noon())
        #expect(copy.copy == 1 && copy.stage == .wanted)
        try store.close()
    }

    @Test("counts of jobs whose end was not seen are forgotten, and those of others are kept")
    func forgottenCounts() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let printed = try await store.wantNew(label(1))
        try await store.sendPrint(printed.id, odometer: 40, labelCount: 1, at: noon())
        try await store.movePrint(printed.id, to: .printed, at: noon())
        let open = try await store.wantNew(label(2))
        try await store.sendPrint(open.id, odometer: 41, labelCount: 1, at: noon())
        try await store.movePrint(open.id, to: .unknown, at: noon())
        let other = try await store.wantNew(label(3, at: "other"))
        try await store.sendPrint(other.id, odometer: 7, labelCount: 1, at: noon())
        try await store.forgetCounts(at: "bench")
        #expect(try await store.printJob(open.id)?.odometer == nil)
        #expect(try await store.printJob(printed.id)?.odometer == 40)
        #expect(try await store.printJob(other.id)?.odometer == 7)
        try store.close()
    }

    @Test("jobs that changed since a time are found, the oldest first")
    func changed() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let first = try await store.wantNew(label(1))
        let second = try await store.wantNew(label(2))
        try await store.movePrint(first.id, to: .failed, reason: "why", at: noon(plus: 60))
        #expect(try await store.prints(changedSince: noon()).map(\.id) == [first.id, second.id])
        #expect(try await store.prints(changedSince: noon(plus: 60)).map(\.id) == [first.id])
        try store.close()
    }

    @Test("of the commands of a package that another bench took over, those that are queued stop")
    func stopped() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let sending = try await store.enqueue(pack(73), at: noon())
        try await store.send(sending.id, as: pack(73), omsTime: noon(), cause: .alone, at: noon())
        let queued = try await store.enqueue(pack(73), at: noon())
        let other = try await store.enqueue(pack(74), at: noon())
        let stopped = try await store.stopQueued(of: 73, kinds: [.pack], reason: "taken over", at: noon())
        #expect(stopped.map(\.id) == [queued.id] && stopped.first?.stage == .needsAttention)
        #expect(try await store.entry(queued.id)?.reason == "taken over")
        #expect(try await store.entry(sending.id)?.stage == .sending)
        #expect(try await store.entry(sending.id)?.cause == .alone)
        #expect(try await store.entry(other.id)?.stage == .queued)
        try store.close()
    }
}
