import OMS
import StationStore
import Testing

/// A label as the station wants it; the hash stands for the bytes.
func label(
    _ package: Int = 73, shipment: String? = "S1", box: Int = 1, of boxes: Int = 1, bytes: String = "^XA^XZ",
    at printer: String = "bench", kind: String = "label", barcodes: [String] = ["T1", "T2"]
) -> NewPrint {
    NewPrint(
        PrintSubject(
            package: package, packageNumber: "0000\(package)", kind: kind, shipment: shipment, box: box, boxes: boxes),
        printer: printer,
        document: PrintedDocument(sha256: "hash of \(bytes)", format: "zpl", barcodes: barcodes, address: "adana"),
        bytes: Array(bytes.utf8))
}

extension StationDatabase {
    /// Wants a print that must be new.
    func wantNew(_ print: NewPrint) async throws -> PrintJob {
        guard case .new(let job)? = try await want([print], at: noon()).first else { throw NothingThere() }
        return job
    }
}

@Suite("Print jobs")
struct PrintTests {
    @Test("a job comes back as it was wanted, with its bytes and its history")
    func kept() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let job = try await store.wantNew(label(box: 2, of: 3))
        #expect(job.subject == label(box: 2, of: 3).subject && job.document == label().document)
        #expect(job.stage == .wanted && job.copy == 0 && job.printer == "bench")
        #expect(try await store.printJob(job.id) == job)
        #expect(try await store.prints(of: 73) == [job])
        #expect(try await store.lastPrints(5) == [job])
        #expect(try await store.undonePrints() == [job])
        #expect(try await store.bytes(ofPrint: job.id) == Array("^XA^XZ".utf8))
        #expect(try await store.bytes(ofPrint: 99) == nil)
        #expect(try await store.printJob(99) == nil)
        let sent = try await store.sendPrint(job.id, odometer: 41, labelCount: 1, at: noon(plus: 1))
        #expect(sent.odometer == 41 && sent.labelCount == 1 && sent.stage == .sending)
        try await store.movePrint(job.id, to: .sent, reason: "why", at: noon(plus: 2))
        #expect(
            try await store.history(ofPrint: job.id) == [
                PrintChange(stage: .wanted, at: noon(), reason: nil),
                PrintChange(stage: .sending, at: noon(plus: 1), reason: nil),
                PrintChange(stage: .sent, at: noon(plus: 2), reason: "why"),
            ])
        try store.close()
    }

    @Test("the same is wanted once, whatever its stage; other bytes are known as that, and print nothing")
    func once() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let job = try await store.wantNew(label())
        #expect(
            try await store.want([label(), label()], at: noon()) == [
                .existing(job, sameBytes: true), .existing(job, sameBytes: true),
            ])
        #expect(try await store.want([label(bytes: "^XAnew^XZ")], at: noon()) == [.existing(job, sameBytes: false)])
        let void = try await store.movePrint(job.id, to: .void, at: noon())
        #expect(try await store.want([label()], at: noon()) == [.existing(void, sameBytes: true)])
        for other in [
            label(74), label(shipment: "S2", bytes: "^XAother^XZ", barcodes: ["T3"]), label(box: 2),
            label(kind: "invoice"),
        ] {
            _ = try await store.wantNew(other)
        }
        try store.close()
    }

    @Test("two of the same in one call, or in many at once, are one job")
    func together() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let both = try await store.want([label(), label()], at: noon())
        let first = try #require(try await store.prints(of: 73).first)
        #expect(both == [.new(first), .existing(first, sameBytes: true)])
        let new = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 1...20 {
                group.addTask {
                    guard case .new? = try await store.want([label(74)], at: noon()).first else { return false }
                    return true
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(new == 1)
        try store.close()
    }

    @Test("a shipment that gets its name after the label is the same shipment, and another one is another")
    func adopted() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let first = try await store.wantNew(label(shipment: nil))
        let second = try await store.wantNew(label(shipment: nil, box: 2))
        #expect(first.subject.shipment == nil)
        let later = try await store.want([label(shipment: "S1")], at: noon())
        guard case .existing(let job, sameBytes: true)? = later.first else { throw NothingThere() }
        #expect(job.id == first.id && job.subject.shipment == "S1")
        try await store.want([label(shipment: "S1", box: 2)], at: noon())
        #expect(try await store.printJob(second.id)?.subject.shipment == "S1")
        let stale = try await store.want([label(shipment: nil)], at: noon())
        #expect(stale == [.existing(job, sameBytes: true)], "an older reading without a name")
        _ = try await store.wantNew(label(shipment: "S2", bytes: "^XAother^XZ", barcodes: ["T3"]))
        try store.close()
    }

    @Test("the same bytes, or the same barcodes, are the same label whatever the shipment is called by now")
    func renamed() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let job = try await store.wantNew(label(shipment: "tracking number"))
        let same = try await store.want([label(shipment: "id")], at: noon())
        #expect(same == [.existing(job, sameBytes: true)])
        let anew = try await store.want([label(shipment: "id", bytes: "^XAmade anew^XZ")], at: noon())
        #expect(anew == [.existing(job, sameBytes: false)])
        try store.close()
    }

    @Test("a carrier's number that comes later than the label makes it one that can be scanned back")
    func numbered() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let job = try await store.wantNew(label(barcodes: []))
        _ = try await store.want([label()], at: noon())
        #expect(try await store.printJob(job.id)?.document.barcodes == ["T1", "T2"])
        _ = try await store.want([label(barcodes: ["T3"])], at: noon())
        #expect(try await store.printJob(job.id)?.document.barcodes == ["T1", "T2"], "what is printed stays printed")
        try store.close()
    }

    @Test("a reprint is a copy of its own, for a reason, and its other bytes are known from then on")
    func reprint() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let job = try await store.wantNew(label())
        let copy = try await store.reprint(of: job.id, reason: "smudged", at: noon(plus: 1))
        #expect(copy.copy == 1 && copy.reprintReason == "smudged" && copy.document == job.document)
        let changed = label(bytes: "^XAnew^XZ")
        let other = try await store.reprint(
            of: copy.id, reason: "changed", replacement: (changed.document, changed.bytes), printer: "other",
            at: noon(plus: 2))
        #expect(other.copy == 2 && other.printer == "other" && other.document == changed.document)
        #expect(try await store.bytes(ofPrint: other.id) == changed.bytes)
        #expect(try await store.bytes(ofPrint: job.id) == label().bytes)
        #expect(try await store.want([changed], at: noon()) == [.existing(other, sameBytes: true)])
        let error = await #expect(throws: StoreError.self) { try await store.reprint(of: 99, reason: "", at: noon()) }
        #expect(error?.code == .noSuchPrintJob)
        try store.close()
    }

    /// What may follow each stage, written out once more: what was sent is never sent again without a decision.
    static let allowed: [PrintStage: Set<PrintStage>] = [
        .wanted: [.sending, .waiting, .void, .failed], .waiting: [.waiting, .wanted, .sending, .void, .failed],
        .sending: [.sent, .printed, .waiting, .unknown, .failed],
        .sent: [.sent, .printed, .confirmed, .unknown, .failed],
        .printed: [.confirmed, .void], .confirmed: [.void],
        .unknown: [.unknown, .sent, .printed, .confirmed, .wanted, .void], .void: [], .failed: [.wanted, .void],
    ]

    /// How to bring a new job to a stage.
    static let ways: [PrintStage: [PrintStage]] = [
        .wanted: [], .waiting: [.waiting], .sending: [.sending], .sent: [.sending, .sent],
        .printed: [.sending, .sent, .printed], .confirmed: [.sending, .sent, .printed, .confirmed],
        .unknown: [.sending, .unknown], .void: [.void], .failed: [.failed],
    ]

    /// Brings a job to a stage, by the one call that does it.
    private func bring(_ job: Int, to stage: PrintStage, in store: StationDatabase) async throws {
        if stage == .sending {
            try await store.sendPrint(job, odometer: nil, labelCount: 1, at: noon())
        } else {
            try await store.movePrint(job, to: stage, reason: "why", at: noon())
        }
    }

    @Test("where a label was fetched is kept, and one that is refused from the beginning has failed, with its bytes")
    func links() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        var print = label()
        print.document.link = "https://labels.example/a b?id=7"
        print.refusal = "no"
        guard case .new(let job)? = try await store.want([print], at: noon()).first else {
            Issue.record("it is no new job")
            return
        }
        #expect(job.document == print.document && job.stage == .failed && job.reason == "no")
        #expect(try await store.bytes(ofPrint: job.id) == print.bytes)
        #expect(try await store.history(ofPrint: job.id).map(\.stage) == [.wanted, .failed])
        #expect(try await store.nextPrint(at: print.printer) == nil)
        try store.close()
    }

    @Test("from each stage a job goes where it may and nowhere else", arguments: PrintStage.allCases)
    func stages(from: PrintStage) async throws {
        let store = try await StationDatabase.temporary(now: noon())
        for (number, to) in PrintStage.allCases.enumerated() {
            let job = try await store.wantNew(label(number, at: "printer \(number)")).id
            for step in try Self.ways[from].orThrow() { try await bring(job, to: step, in: store) }
            if try Self.allowed[from].orThrow().contains(to) {
                try await bring(job, to: to, in: store)
                #expect(try await store.printJob(job)?.stage == to)
            } else {
                let before = try await store.history(ofPrint: job)
                let error = await #expect(throws: StoreError.self) { try await bring(job, to: to, in: store) }
                #expect(error?.code == .printNotAllowed(from: from, to: to))
                #expect(try await store.history(ofPrint: job) == before, "\(from) to \(to) leaves no trace")
            }
        }
        try store.close()
    }

    @Test("one job at a time, the oldest first; what waits holds up, what is unknown does not")
    func order() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        var jobs: [Int] = []
        for package in 1...3 { jobs.append(try await store.wantNew(label(package)).id) }
        let elsewhere = try await store.wantNew(label(4, at: "other"))
        #expect(try await store.nextPrint(at: "bench")?.id == jobs[0])
        try await store.movePrint(jobs[0], to: .waiting, reason: "paper out", at: noon())
        #expect(try await store.nextPrint(at: "bench")?.id == jobs[0])
        try await store.sendPrint(jobs[0], odometer: 1, labelCount: 1, at: noon())
        #expect(try await store.nextPrint(at: "bench") == nil)
        let error = await #expect(throws: StoreError.self) {
            try await store.sendPrint(jobs[1], odometer: 1, labelCount: 1, at: noon())
        }
        #expect(error?.code == .printerBusy)
        #expect(try await store.nextPrint(at: "other") == elsewhere)
        try await store.movePrint(jobs[0], to: .sent, at: noon())
        #expect(try await store.nextPrint(at: "bench")?.id == jobs[1], "the printer has it, and keeps the order itself")
        try await store.movePrint(jobs[0], to: .unknown, at: noon())
        #expect(try await store.nextPrint(at: "bench")?.id == jobs[1])
        try await store.movePrint(jobs[0], to: .wanted, reason: "it did not come out", at: noon())
        #expect(try await store.nextPrint(at: "bench")?.id == jobs[0], "in its old place")
        try store.close()
    }

    @Test("once another job is sent, the count before it proves nothing of those that are unknown")
    func counts() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let first = try await store.wantNew(label(1)).id, second = try await store.wantNew(label(2)).id
        try await store.sendPrint(first, odometer: 7, labelCount: 1, at: noon())
        try await store.movePrint(first, to: .unknown, at: noon())
        #expect(try await store.printJob(first)?.odometer == 7)
        try await store.sendPrint(second, odometer: 7, labelCount: 1, at: noon())
        #expect(try await store.printJob(first)?.odometer == nil)
        #expect(try await store.printJob(second)?.odometer == 7)
        try store.close()
    }

    @Test("what was printed and not scanned back is found for a day, and not among what is undone")
    func unconfirmed() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let job = try await store.wantNew(label())
        for stage in try Self.ways[.printed].orThrow() { try await bring(job.id, to: stage, in: store) }
        #expect(try await store.undonePrints() == [])
        #expect(try await store.unconfirmedPrints(kind: "label", since: noon()).map(\.id) == [job.id])
        #expect(try await store.unconfirmedPrints(kind: "label", since: noon(plus: 1)) == [])
        #expect(try await store.unconfirmedPrints(kind: "invoice", since: noon()) == [])
        try await store.movePrint(job.id, to: .confirmed, at: noon())
        #expect(try await store.unconfirmedPrints(kind: "label", since: noon()) == [])
        try store.close()
    }

    @Test("the bytes of what was printed long ago are forgotten, and what was printed is still known")
    func bytesForgotten() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        let old = try await store.wantNew(label(1, bytes: "one"))
        let shared = try await store.wantNew(label(2, bytes: "two"))
        let undone = try await store.wantNew(label(3, bytes: "three"))
        for job in [old, shared] { try await store.movePrint(job.id, to: .void, at: noon()) }
        let later = try await store.wantNew(label(4, bytes: "two"))
        try await store.movePrint(later.id, to: .void, at: noon(plus: 2))
        #expect(try await store.forgetPrintBytes(before: noon()) == 0)
        #expect(try await store.forgetPrintBytes(before: noon(plus: 1)) == 1)
        #expect(try await store.bytes(ofPrint: old.id) == nil)
        for job in [shared, undone, later] { #expect(try await store.bytes(ofPrint: job.id) != nil) }
        #expect(try await store.printJob(old.id)?.document == old.document)
        let error = await #expect(throws: StoreError.self) {
            try await store.reprint(of: old.id, reason: "r", at: noon(plus: 3))
        }
        #expect(error?.code == .bytesForgotten)
        try store.close()
    }

    @Test("old jobs are forgotten with their bytes, but for those that could be wanted again or are not at their end")
    func forgotten() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try await store.upsert([package(2)], readAt: noon())
        let gone = try await store.wantNew(label(1, bytes: "one"))
        let mirrored = try await store.wantNew(label(2, bytes: "two"))
        let undone = try await store.wantNew(label(3, bytes: "one"))
        for job in [gone, mirrored] { try await store.movePrint(job.id, to: .void, at: noon()) }
        #expect(try await store.forgetPrints(before: noon()) == 0)
        #expect(try await store.forgetPrints(before: noon(plus: 1)) == 1)
        #expect(try await store.lastPrints(9).map(\.id) == [undone.id, mirrored.id])
        #expect(try await store.bytes(ofPrint: undone.id) != nil, "the bytes of another job are kept")
        #expect(try await store.history(ofPrint: gone.id) == [])
        try store.close()
    }
}
