import Foundation
import Testing

@testable import Printing

@Suite("A printer that speaks IPP", .timeLimit(.minutes(5)), .serialized)
struct CupsPrinterTests {
    private static let page = PrintDocument(text: "%PDF-1.4 page")

    private func withPrinter(_ body: (RealIPPPrinter, CupsPrinter) async throws -> Void) async throws {
        let real = try RealIPPPrinter()
        defer { real.stop() }
        try await body(real, try CupsPrinter(uri: real.uri))
    }

    @Test("a job is submitted once under its title, however often it is asked for")
    func once() async throws {
        try await withPrinter { real, printer in
            for _ in 1...2 {
                let outcome = try await printer.print(Self.page, title: "job-1") { _ in }
                #expect(outcome == .sent)
            }
            #expect(real.printed == "%PDF-1.4 page")
            func verdict(_ title: String, age: Duration?) async throws -> PrintVerdict {
                try await printer.verify(SendingMark(odometerBefore: nil, labels: nil, age: age), title: title)
            }
            #expect(try await verdict("job-1", age: nil) == .sent)
            // That there is no job proves something only where older ones are still known.
            #expect(try await verdict("job-2", age: .seconds(-1)) == .notPrinted)
            let unproved = PrintVerdict.unknown(reason: .forgotten)
            #expect(try await verdict("job-2", age: .seconds(3_600)) == unproved)
            #expect(try await verdict("job-2", age: nil) == unproved)
            #expect(try await printer.identity().uniqueID?.hasPrefix("urn:uuid:") == true)
            #expect(try await printer.status().troubles == [])
        }
    }

    @Test("paper that runs out holds the job and keeps the next one back, and new paper brings it out")
    func paperOut() async throws {
        try await withPrinter { real, printer in
            let document = PrintDocument(text: RealIPPPrinter.paperOut)
            let outcome = try await printer.print(document, title: "job-1") { _ in }
            #expect(outcome == .held(.paperOut))
            let next = try await printer.print(Self.page, title: "job-2") { _ in
                Issue.record("it was about to be sent")
            }
            #expect(next == .needsHand(.paperOut))
            try real.addPaper()
            var verdict = PrintVerdict.held(.paperOut)
            while verdict == .held(.paperOut) {
                verdict = try await printer.verify(SendingMark(odometerBefore: nil, labels: nil), title: "job-1")
            }
            #expect(verdict == .sent)
            #expect(real.printed == RealIPPPrinter.paperOut)
        }
    }

    @Test("a job that takes long is sent, for the printer has it")
    func long() async throws {
        try await withPrinter { real, _ in
            var settings = CupsPrinterSettings()
            settings.printTimeout = .milliseconds(100)
            let printer = try CupsPrinter(uri: real.uri, settings: settings)
            let outcome = try await printer.print(PrintDocument(text: RealIPPPrinter.paperOut), title: "job-1") { _ in }
            #expect(outcome == .sent)
            try real.addPaper()
        }
    }

    @Test("a job that goes on under a warning is sent like any other, and one that only was reported too")
    func warning() async throws {
        try await withPrinter { real, printer in
            // While it is at a job, this printer says of all that it warns, and afterwards that it reports.
            try real.say("+toner-empty")
            for job in ["job-1", "job-2"] {
                let outcome = try await printer.print(Self.page, title: job) { _ in }
                #expect(outcome == .sent)
            }
        }
    }

    /// What a printer says of itself, what that is now, and what it is when a job does not end.
    private struct Reason {
        let state: String, reason: String
        var trouble: PrinterTrouble?
        var warned: PrinterTrouble?
        var warning: PrinterWarning?
    }

    private static let reasons = [
        Reason(state: "3", reason: "media-empty-error", trouble: .paperOut),
        Reason(state: "3", reason: "media-empty", trouble: .paperOut),
        Reason(state: "3", reason: "media-empty-warning", warning: .paperLow),
        Reason(state: "4", reason: "media-empty-warning", warned: .paperOut, warning: .paperLow),
        Reason(state: "5", reason: "media-empty-warning", trouble: .paperOut),
        Reason(state: "4", reason: "cover-open-report"),
        Reason(state: "4", reason: "toner-low-warning", warning: .ribbonLow),
        Reason(state: "5", reason: "none", trouble: .stopped),
    ]

    @Test("what is an error stops, what is a warning does so in a printer that has stopped, and a report never")
    func reasons() {
        for said in Self.reasons {
            let printer = ["printer-state": [said.state], "printer-state-reasons": [said.reason]]
            let status = PrinterReasons.status(of: printer)
            #expect(status.trouble == said.trouble && status.warnings.first == said.warning, "\(said)")
            #expect(PrinterReasons.warned(by: printer) == said.warned, "\(said)")
        }
    }

    @Test("a printer that is not there, another one, and what it refuses are told before anything is sent")
    func refused() async throws {
        try await withPrinter { real, printer in
            let refused = await #expect(throws: PrinterError.self) {
                try await printer.print(PrintDocument(text: "^XA^FDa^FS^XZ"), title: "job-1") { _ in }
            }
            #expect(refused?.code == .unsupportedDocument)
            var settings = CupsPrinterSettings()
            settings.uniqueID = "urn:uuid:other"
            let other = try CupsPrinter(uri: real.uri, settings: settings)
            let wrong = await #expect(throws: PrinterError.self) {
                try await other.print(Self.page, title: "job-1") { _ in }
            }
            #expect(wrong?.code == .wrongPrinter)
            real.stop()
            let gone = await #expect(throws: PrinterError.self) { try await printer.status() }
            #expect(gone?.code == .notReached)
        }
    }

    @Test("what a queue or a command cannot print is refused")
    func unsupported() async throws {
        let html = PrintDocument(text: "<html>")
        let error = await #expect(throws: PrinterError.self) {
            try await CupsPrinter(queue: "paper").print(html, title: "job") { _ in }
        }
        #expect(error?.code == .unsupportedDocument)
    }
}

@Suite("A printer by command")
struct CommandPrinterTests {
    @Test("what a command took is sent, and what it failed at is unknown")
    func outcomes() async throws {
        let page = PrintDocument(text: "<html>")
        let well = CommandPrinter(command: "lp") { _, _, _ in nil }
        #expect(try await well.print(page, title: "job") { _ in } == .sent)
        let ill = CommandPrinter(command: "lp") { command, _, title in "\(command) failed at \(title)" }
        #expect(try await ill.print(page, title: "job") { _ in } == .unknown(reason: .said("lp failed at job")))
        let error = await #expect(throws: PrinterError.self) {
            try await well.print(PrintDocument(text: "?"), title: "job") { _ in }
        }
        #expect(error?.code == .unsupportedDocument)
    }
}
