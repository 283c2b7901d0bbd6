import OMS
import OMSSandbox
import Printing
import Station
import StationStore
import Synchronization
import Testing

@testable import StationEngine

@Suite("What a dispatcher does in doubt", .timeLimit(.minutes(5)))
struct PrintDecisionTests {
    @Test("a printer that refuses what it was about to get keeps the label waiting, and is free again")
    func refused() async throws {
        try await Self.run(
            outcomes: [.failure(.refused), .failure(.refused), .failure(.refused), .success(.printed)], verdicts: []
        ) { bench, engine in
            let package = try await bench.pack(with: engine)
            _ = await engine.print(of: package, in: .printed)
        }
    }

    @Test("a label whose count does not rise is sent again once, and then a person decides")
    func count() async throws {
        let printer = ScriptedPrinter(
            [.success(.unknown(reason: .connectionLost)), .success(.unknown(reason: .connectionLost))],
            [.notPrinted, .notPrinted])
        try await Self.run(printer) { bench, engine in
            let package = try await bench.pack(with: engine)
            _ = await engine.print(of: package, in: .unknown)
            #expect(printer.printed == 2)
        }
    }

    @Test("a job that a spooler knows by its title is sent and not sent again, and nobody is asked")
    func found() async throws {
        let printer = ScriptedPrinter([.success(.unknown(reason: .connectionLost))], [.sent], findsJobs: true)
        try await Self.run(printer) { bench, engine in
            let package = try await bench.pack(with: engine)
            _ = await engine.print(of: package, in: .sent)
            #expect(printer.printed == 1)
            #expect(!engine.events.now.printStages.map(\.stage).contains(.unknown))
        }
    }

    @Test("a job that a spooler does not know is sent again once")
    func notFound() async throws {
        let printer = ScriptedPrinter(
            [.success(.unknown(reason: .connectionLost)), .success(.sent)], [.notPrinted], findsJobs: true)
        try await Self.run(printer) { bench, engine in
            let package = try await bench.pack(with: engine)
            _ = await engine.print(of: package, in: .sent)
            #expect(printer.printed == 2)
        }
    }

    @Test("a label that is printed again takes the place of the one that waits")
    func again() async throws {
        let printer = ScriptedPrinter([.success(.needsHand(.paperOut))], [])
        try await Self.run(printer) { bench, engine in
            let package = try await bench.pack(with: engine)
            let waiting = try #require(await engine.print(of: package, in: .waiting))
            engine.take(.printAgain(waiting.id, .damaged))
            await engine.events.until { $0.prints[waiting.id]?.stage == .void }
            printer.mend()
            await engine.events.until { $0.prints[waiting.id + 1]?.stage == .printed }
            #expect(printer.printed == 1)
        }
    }

    @Test("a label that waits stays in where its package was called off")
    func calledOff() async throws {
        let printer = ScriptedPrinter([.success(.needsHand(.paperOut))], [])
        try await Self.run(printer) { bench, engine in
            let package = try await bench.pack(with: engine)
            let waiting = try #require(await engine.print(of: package, in: .waiting))
            _ = await engine.run(try await bench.engines.intent(.ship, package))
            await engine.events.until { $0.prints[waiting.id]?.stage == .void }
            printer.mend()
            await engine.drain()
            #expect(printer.printed == 0)
        }
    }

    private static func run(
        outcomes: [Result<PrintOutcome, PrinterFault>], verdicts: [PrintVerdict],
        _ body: (PrintBench, RunningEngine) async throws -> Void
    ) async throws {
        try await run(ScriptedPrinter(outcomes, verdicts), body)
    }

    private static func run(
        _ printer: ScriptedPrinter, _ body: (PrintBench, RunningEngine) async throws -> Void
    ) async throws {
        try await PrintBench.run([.zpl]) { bench in
            let engine = try await bench.start { $0.printing.printers = ["zebra": printer] }
            try await body(bench, engine)
            await engine.end()
        }
    }
}

/// An error of the script.
enum PrinterFault: Error { case refused }

/// A printer that does what a script says, the last line of it for ever, until it is mended.
private final class ScriptedPrinter: Printer {
    private struct State {
        var outcomes: [Result<PrintOutcome, PrinterFault>]
        var verdicts: [PrintVerdict]
        var printed = 0
    }

    private let state: Mutex<State>

    let findsJobs: Bool

    init(_ outcomes: [Result<PrintOutcome, PrinterFault>], _ verdicts: [PrintVerdict], findsJobs: Bool = false) {
        self.findsJobs = findsJobs
        state = Mutex(State(outcomes: outcomes, verdicts: verdicts))
    }

    /// How often a document was sent.
    var printed: Int { state.withLock(\.printed) }

    func mend() { state.withLock { $0.outcomes = [.success(.printed)] } }

    func print(
        _ document: PrintDocument, title: String, willSend: @Sendable (SendingMark) async throws -> Void
    ) async throws(PrinterError) -> PrintOutcome {
        let next = state.withLock { state in
            state.outcomes.count > 1 ? state.outcomes.removeFirst() : state.outcomes[0]
        }
        if case .success(.needsHand(let trouble)) = next { return .needsHand(trouble) }
        do {
            try await willSend(SendingMark(odometerBefore: findsJobs ? nil : 7, labels: 1))
        } catch {
            throw PrinterError(.notRecorded, printer: "script")
        }
        switch next {
        case .failure: throw PrinterError(.refused, printer: "script")
        case .success(let outcome):
            state.withLock { $0.printed += 1 }
            return outcome
        }
    }

    func status() async throws(PrinterError) -> PrinterStatus { throw PrinterError(.refused, printer: "script") }

    func identity() async throws(PrinterError) -> PrinterIdentity { PrinterIdentity(uniqueID: nil, name: nil) }

    func verify(_ mark: SendingMark, title: String) async throws(PrinterError) -> PrintVerdict {
        state.withLock {
            $0.verdicts.count > 1 ? $0.verdicts.removeFirst() : $0.verdicts.first ?? .unknown(reason: .untold)
        }
    }
}
