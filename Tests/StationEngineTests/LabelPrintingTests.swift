import OMS
import OMSSandbox
import PracticePrinter
import Printing
import Station
import StationStore
import TaskSignals
import Testing

@testable import StationEngine

@Suite("Labels that an engine prints", .timeLimit(.minutes(5)))
struct LabelPrintingTests {
    @Test("the label of a package that this bench packs is printed once, through readings and restarts")
    func once() async throws {
        try await PrintBench.run([.zpl]) { bench in
            let engine = try await bench.start()
            let package = try await bench.pack(with: engine)
            let job = await engine.print(of: package, in: .printed)
            #expect(job?.barcodes.isEmpty == false && job?.printer == "zebra")
            #expect(engine.events.now.printStages.map(\.stage) == [.wanted, .sending, .printed])
            engine.take(.read(package: package), .refresh)
            await engine.drain()
            await engine.end()
            let next = try await bench.start()
            next.take(.read(package: package))
            await next.drain()
            await next.end()
            #expect(bench.printed.count == 1)
        }
    }

    @Test("a package that another bench packed prints nothing here")
    func elsewhere() async throws {
        try await PrintBench.run([.zpl]) { bench in
            let other = try await bench.engines.start("other")
            await other.ready()
            let here = try await bench.start()
            let package = try await bench.pack(with: other)
            here.take(.read(package: package))
            await here.drain()
            await here.events.until { $0.index[package]?.state.name == "Packed" }
            await here.end()
            await other.end()
            #expect(bench.printed.isEmpty && here.events.now.prints.isEmpty)
        }
    }

    @Test("with automatic printing off, a label is printed when a person asks, and no other by itself after that")
    func asked() async throws {
        try await PrintBench.run([.zpl]) { bench in
            let engine = try await bench.start { $0.printing.isAutomatic = false }
            let package = try await bench.pack(with: engine)
            engine.take(.read(package: package))
            await engine.drain()
            #expect(engine.events.now.prints.isEmpty)
            engine.take(.printLabel(package: package))
            _ = await engine.print(of: package, in: .printed)
            let anew = CommandIntent(
                package: package, kind: .shippingLabel, transition: 27, name: "Update shipment label", parameters: [:])
            _ = await engine.run(anew)
            try await bench.engines.sandbox.answerForCarrier()
            engine.take(.read(package: package))
            await engine.events.until { $0.differingLabels.contains(package) }
            await engine.end()
            #expect(bench.printed.count == 1)
        }
    }

    @Test("each box has its label, in the order of the boxes, and packages in the order of their packs")
    func order() async throws {
        try await PrintBench.run([.several]) { bench in
            let engine = try await bench.start()
            var packages: [Int] = []
            for place in 0..<3 { packages.append(try await bench.pack(place, with: engine)) }
            await engine.events.until { [packages] state in
                packages.allSatisfy { id in
                    let jobs = state.prints.values.filter { $0.package == id }
                    return !jobs.isEmpty && jobs.count == jobs.first?.boxes && jobs.allSatisfy { $0.stage == .printed }
                }
            }
            let jobs = engine.events.now.prints.values.sorted { $0.id < $1.id }
            #expect(jobs.map(\.package).uniqued == packages)
            #expect(
                Dictionary(grouping: jobs, by: \.package).values.allSatisfy { $0.map(\.box) == Array(1...$0.count) })
            #expect(bench.printed.map(\.number) == Array(1...jobs.count))
            await engine.end()
        }
    }

    @Test("a package without a label is waited for, and is told")
    func none() async throws {
        try await PrintBench.run([.none]) { bench in
            let engine = try await bench.start()
            let package = try await bench.pack(with: engine)
            await engine.events.until { $0.awaitedLabels[package] != nil }
            await engine.end()
            let next = try await bench.start()
            await next.events.until { $0.awaitedLabels[package] != nil }
            await next.end()
            #expect(bench.printed.isEmpty)
        }
    }

    @Test("that a person has seen to a late label is remembered, and the label is printed all the same")
    func dismissed() async throws {
        try await PrintBench.run([.late]) { bench in
            let engine = try await bench.start()
            let package = try await bench.pack(with: engine)
            await engine.events.until { $0.awaitedLabels[package] != nil }
            engine.take(.dismissLabel(package: package))
            await engine.events.until { $0.dismissedLabels == [package] }
            await engine.end()
            let next = try await bench.start()
            await next.events.until { $0.dismissedLabels == [package] }
            try await bench.engines.sandbox.answerForCarrier()
            next.take(.read(package: package))
            _ = await next.print(of: package, in: .printed)
            await next.end()
            #expect(bench.printed.count == 1)
        }
    }

    @Test("a label that comes late, by webhook or by a reading, is printed once", arguments: [true, false])
    func late(byWebhook: Bool) async throws {
        try await PrintBench.run([.late]) { bench in
            let engine = try await bench.start()
            let package = try await bench.pack(with: engine)
            await engine.events.until { $0.awaitedLabels[package] != nil }
            #expect(bench.printed.isEmpty)
            try await bench.engines.sandbox.answerForCarrier()
            if byWebhook {
                let payload = try await bench.engines.sandbox.package(Int64(package))
                let head = #"{"type": "package.shipment.awb_number", "uuid": "1"}"#
                engine.receive(try WebhookEvent(Array(#"{"event": \#(head), "payload": \#(payload)}"#.utf8)))
            } else {
                engine.take(.read(package: package))
            }
            _ = await engine.print(of: package, in: .printed)
            engine.take(.read(package: package), .refresh)
            await engine.drain()
            await engine.end()
            #expect(bench.printed.count == 1)
        }
    }

    @Test("out of paper, a label waits and the printer is named; with paper it goes on by itself")
    func paper() async throws {
        try await PrintBench.run([.zpl], faults: "paper-out-after=1") { bench in
            let engine = try await bench.start()
            let first = try await bench.pack(0, with: engine), second = try await bench.pack(1, with: engine)
            await engine.events.until { $0.printerTroubles.last == "out of paper" }
            bench.printer.attend()
            _ = await engine.print(of: first, in: .printed)
            _ = await engine.print(of: second, in: .printed)
            await engine.events.until { $0.printerTroubles.last == .some(nil) }
            await engine.end()
            #expect(bench.printed.count == 2)
        }
    }

    @Test("a printer that peels says to take the label off, and goes on with the next one by itself")
    func peel() async throws {
        try await PrintBench.run([.zpl], faults: "peel") { bench in
            let engine = try await bench.start()
            let first = try await bench.pack(0, with: engine), second = try await bench.pack(1, with: engine)
            _ = await engine.print(of: first, in: .printed)
            await engine.events.until { $0.printerTroubles.last == "take off the label" }
            #expect(bench.printed.count == 1)
            bench.printer.attend()
            _ = await engine.print(of: second, in: .printed)
            await engine.events.until { $0.printerTroubles.last == .some(nil) }
            await engine.end()
            #expect(bench.printed.count == 2)
        }
    }

    @Test("a label that was cut off is known by the count not to have come out, and is sent once more")
    func cut() async throws {
        try await PrintBench.run([.zpl], faults: "cut-at=40") { bench in
            let engine = try await bench.start()
            let package = try await bench.pack(with: engine)
            _ = await engine.print(of: package, in: .printed)
            await engine.end()
            #expect(bench.printed.count == 1)
            #expect(!engine.events.now.printStages.map(\.stage).contains(.unknown), "nobody is asked")
        }
    }

    @Test("a printer that cannot be reached keeps the label waiting, and costs nothing but its own turn")
    func away() async throws {
        try await PrintBench.run([.zpl]) { bench in
            await bench.printer.stop()
            let engine = try await bench.start()
            let package = try await bench.pack(0, with: engine)
            _ = await engine.print(of: package, in: .waiting)
            // Packing goes on.
            _ = try await bench.pack(1, with: engine)
            await engine.end()
            #expect(engine.events.now.printerTroubles.first??.hasPrefix("it cannot be reached") == true)
        }
    }

    @Test(
        "what a label printer cannot print is kept, and fails with the reason", arguments: [SandboxLabel.pdf, .broken])
    func notPrintable(shape: SandboxLabel) async throws {
        try await PrintBench.run([shape]) { bench in
            let engine = try await bench.start()
            let package = try await bench.pack(with: engine)
            let job = await engine.print(of: package, in: .failed)
            #expect(job?.reason?.english.hasPrefix("it cannot print this document") == true)
            let bytes = try await engine.store.bytes(ofPrint: job?.id ?? 0)
            #expect(bytes?.isEmpty == false)
            await engine.end()
            #expect(bench.printed.isEmpty)
        }
    }

    @Test("a label is printed again for a reason, confirmed by its scan, and both stand in the file")
    func again() async throws {
        try await PrintBench.run([.zpl]) { bench in
            let engine = try await bench.start()
            let package = try await bench.pack(with: engine)
            let job = try #require(await engine.print(of: package, in: .printed))
            engine.take(.printAgain(job.id, .damaged))
            await engine.events.until { state in state.prints.values.contains { $0.copy == 1 && $0.stage == .printed } }
            engine.take(.confirmPrint(job.id + 1))
            await engine.events.until { $0.prints[job.id + 1]?.stage == .confirmed }
            let jobs = try await engine.store.prints(of: package)
            #expect(jobs.map(\.copy) == [0, 1] && jobs.map(\.stage) == [.printed, .confirmed])
            await engine.end()
            #expect(bench.printed.count == 2)
        }
    }

    @Test(
        "a station that is killed while it prints loses no label and prints none twice",
        arguments: [(PrintStep.sending, 0), (.ended, 1)])
    func killed(at step: PrintStep, printed: Int) async throws {
        try await PrintBench.run([.zpl]) { bench in
            let halt = PrintHalt(at: step)
            let victim = try await bench.start { $0.passingPrint = halt.pass }
            let package = try await bench.pack(with: victim)
            await halt.reached()
            #expect(bench.printed.count == printed)
            try bench.engines.copy("a", to: "b")
            await victim.kill()
            let next = try await bench.start("b")
            await next.events.until { $0.prints.values.contains { $0.package == package && $0.stage == .printed } }
            await next.end()
            #expect(bench.printed.count == 1)
        }
    }
}

/// A sandbox that gives labels, a practice printer, and engines with it.
struct PrintBench {
    let engines: EngineBench
    let printer: PracticePrinter

    static func run(
        _ labels: [SandboxLabel], faults: String = "", _ body: (PrintBench) async throws -> Void
    ) async throws {
        let settings = PracticePrinterSettings(faults: try PracticeFaults(faults))
        let printer = try await PracticePrinter.start(settings)
        do {
            try await EngineBench.run(
                packages: 60,
                {
                    $0.labels = labels
                    $0.dialect.insert(.shipmentWhenPacked)
                }
            ) { engines in
                try await body(PrintBench(engines: engines, printer: printer))
            }
        } catch {
            await printer.stop()
            throw error
        }
        await printer.stop()
    }

    /// What came out of the printer.
    var printed: [PrintedLabel] { printer.printed }

    /// Starts an engine with the printer.
    func start(
        _ name: String = "a", _ change: (inout EngineSettings) -> Void = { _ in }
    ) async throws -> RunningEngine {
        var times = SocketPrinterSettings()
        times.answerTimeout = .seconds(3)
        times.settleTimeout = .seconds(1)
        let socket = SocketPrinter(host: "127.0.0.1", port: printer.port, settings: times)
        let engine = try await engines.start(name) { settings in
            settings.printing.printers = ["zebra": socket]
            settings.printing.labelPrinter = "zebra"
            change(&settings)
        }
        await engine.ready()
        return engine
    }

    /// Packs one of the waiting packages; gives its id.
    func pack(_ place: Int = 0, with engine: RunningEngine) async throws -> Int {
        let waiting = try await engines.packages()
        let package = try #require(waiting.first)
        let command = await engine.run(try await engines.intent(.pack, package))
        #expect(command?.stage == .applied, "\(place)")
        return package
    }
}

extension RunningEngine {
    /// Waits until a print job of a package is in a stage; gives the job.
    func print(of package: Int, in stage: PrintStage) async -> QueuedPrint? {
        let state = await events.until { state in
            state.prints.values.contains { $0.package == package && $0.stage == stage }
        }
        return state.prints.values.first { $0.package == package && $0.stage == stage }
    }
}

/// Stops an engine at a step of a print job, and says when it is there.
final class PrintHalt: Sendable {
    private let step: PrintStep
    private let wake = WakeSignal()

    init(at step: PrintStep) { self.step = step }

    @Sendable func pass(_ step: PrintStep) async {
        guard step == self.step else { return }
        wake.signal()
        try? await Task.sleep(for: .seconds(3_600))
    }

    func reached() async { await wake.wait() }
}

extension [Int] {
    /// Each number once, in the order in which it comes first.
    fileprivate var uniqued: [Int] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
