import Testing

@testable import Warehouse

@Suite("Shared prints", .timeLimit(.minutes(2)))
struct SharedPrintTests {
    private let label = SharedPrintSubject(package: 73, kind: "label", shipment: "TRK-1", box: 1)

    @Test("of eight benches that are about to print one label, one prints it")
    func once() async throws {
        let shared = try await TestWarehouse()
        var benches: [Warehouse] = []
        for number in 1...8 { benches.append(try await shared.bench(number)) }
        let label = label
        let outcomes = try await withThrowingTaskGroup(of: PrintReservation.self) { group in
            for bench in benches { group.addTask { try await bench.reservePrint(label, printer: "labels") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == .mine } == 1)
    }

    @Test("another bench is told what was printed, where, and with which barcodes")
    func told() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(3), try await shared.bench(2))
        #expect(try await first.reservePrint(label, printer: "zebra 1", barcodes: ["TRK-1", #"a"b\"#]) == .mine)
        #expect(
            try await first.recordPrint(Self.record(label, "printed", "zebra 1", barcodes: ["TRK-1", #"a"b\"#])))
        guard case .recorded(let print) = try await second.reservePrint(label, printer: "zebra 2") else {
            Issue.record("it would be printed twice")
            return
        }
        #expect(print.stage == "printed")
        #expect(print.bench.name == "bench 3")
        #expect(print.printer == "zebra 1")
        #expect(print.barcodes == ["TRK-1", #"a"b\"#])
        let again = try #require(try await second.prints(of: 73).first)
        #expect(again.subject == label && again.bench == print.bench && again.at == print.at)
    }

    @Test("another bench confirms a label, changes nothing else, and owns what it prints again")
    func otherBench() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(3), try await shared.bench(2))
        _ = try await first.recordPrint(Self.record(label, "printed", "zebra 1", barcodes: ["TRK-1"]))
        #expect(try await !second.recordPrint(Self.record(label, "unknown", "zebra 2")))
        #expect(try await second.recordPrint(Self.record(label, "confirmed", "zebra 2")))
        let confirmed = try #require(try await first.prints(of: 73).first)
        #expect(confirmed.stage == "confirmed")
        #expect(confirmed.printer == "zebra 1")
        #expect(confirmed.barcodes == ["TRK-1"])
        var copy = Self.record(label, "sent", "zebra 2")
        copy.isReprint = true
        #expect(try await second.recordPrint(copy))
        #expect(try await first.prints(of: 73).first?.bench.name == "bench 2")
    }

    @Test("what is told late has the time at which it was, and takes nothing that was printed since")
    func late() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(3), try await shared.bench(2))
        var printed = Self.record(label, "printed", "zebra 1")
        (printed.age, printed.ageOfWish) = (.seconds(3_600), .seconds(3_700))
        #expect(try await first.recordPrint(printed))
        let found = try #require(try await second.prints(of: 73).first)
        #expect((3_600...3_700).contains(found.age.components.seconds))
        var copy = Self.record(label, "printed", "zebra 2")
        (copy.isReprint, copy.age, copy.ageOfWish) = (true, .seconds(7_000), .seconds(7_200))
        #expect(try await !second.recordPrint(copy))
        (copy.age, copy.ageOfWish) = (.seconds(100), .seconds(200))
        #expect(try await second.recordPrint(copy))
    }

    @Test("who packed is told with a print, and others are woken by what they must know of")
    func woken() async throws {
        let shared = try await TestWarehouse()
        let (first, second) = (try await shared.bench(3), try await shared.bench(2))
        first.setPacker("Ayşe")
        var changes = second.changes().makeAsyncIterator()
        try await shared.waits(forListening: 2)
        #expect(try await first.reservePrint(label, printer: "zebra 1") == .mine)
        #expect(try await first.recordPrint(Self.record(label, "printed", "zebra 1")))
        var change = await changes.next()
        if change == .anything { change = await changes.next() }
        #expect(change == .print(package: 73))
        #expect(try await second.prints(of: [73, 74]).map(\.packer) == ["Ayşe"])
    }

    private static func record(
        _ subject: SharedPrintSubject, _ stage: String, _ printer: String, barcodes: [String] = []
    ) -> PrintRecord {
        var record = PrintRecord(subject, stage: stage, printer: printer)
        record.barcodes = barcodes
        return record
    }

    @Test("another box, another shipment and another kind are other prints; without a shipment there is one")
    func subjects() async throws {
        let shared = try await TestWarehouse()
        let bench = try await shared.bench(1)
        let other = [
            SharedPrintSubject(package: 73, kind: "label", shipment: "TRK-1", box: 2),
            SharedPrintSubject(package: 73, kind: "label", shipment: "TRK-2", box: 1),
            SharedPrintSubject(package: 73, kind: "invoice", shipment: nil, box: 1),
        ]
        for subject in [label] + other { #expect(try await bench.reservePrint(subject, printer: "p") == .mine) }
        let again = try await bench.reservePrint(other[2], printer: "p")
        #expect(again != .mine)
        #expect(Set(try await bench.prints(of: 73).map(\.subject)) == Set([label] + other))
    }
}
