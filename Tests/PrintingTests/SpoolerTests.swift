import Foundation
import Printing
import Testing

@Suite(
    "A queue of CUPS", .enabled(if: RealSpooler.isAvailable, "needs \(RealSpooler.program)"),
    .timeLimit(.minutes(5)), .serialized)
struct SpoolerTests {
    private static let page = PrintDocument(text: "%PDF-1.4 page")
    private static let label = PrintDocument(text: "^XA^FDa^FS^XZ")

    private func withSpooler(_ body: (RealSpooler, CupsPrinter) async throws -> Void) async throws {
        let spooler = try RealSpooler()
        defer { spooler.stop() }
        try await body(spooler, CupsPrinter(queue: RealSpooler.queue, host: "127.0.0.1", port: spooler.port))
    }

    @Test("pages and labels come out as they are, each job once, and the queue says who it is")
    func once() async throws {
        try await withSpooler { spooler, printer in
            for _ in 1...2 { #expect(try await outcome(of: Self.page, "job-1", printer) == .sent) }
            #expect(try await outcome(of: Self.label, "job-2", printer) == .sent)
            #expect(spooler.printed == "%PDF-1.4 page^XA^FDa^FS^XZ")
            let identity = try await printer.identity()
            #expect(identity.uniqueID?.hasPrefix("urn:uuid:") == true)
        }
    }

    @Test("a queue without a host is the one of the CUPS that the system is set up for")
    func server() async throws {
        try await withSpooler { spooler, _ in
            // libcups reads the variable once a thread: a thread of its own finds it.
            setenv("CUPS_SERVER", spooler.socket, 1)
            let printer = await withCheckedContinuation { made in
                Thread { made.resume(returning: CupsPrinter(queue: RealSpooler.queue)) }.start()
            }
            unsetenv("CUPS_SERVER")
            let outcome = try await outcome(of: Self.page, "job-1", printer)
            #expect(outcome == .sent && spooler.printed == "%PDF-1.4 page")
            let other = CupsPrinter(queue: "nobody", host: "127.0.0.1", port: spooler.port)
            let error = await #expect(throws: PrinterError.self) { try await other.status() }
            #expect(error?.code == .noSuchPrinter)
        }
    }

    @Test("paper that runs out holds the job, and new paper brings it out")
    func paperOut() async throws {
        try await withSpooler { spooler, printer in
            try spooler.takePaper()
            #expect(try await outcome(of: Self.page, "job-1", printer) == .held(.paperOut))
            #expect(try await outcome(of: Self.page, "job-2", printer) == .needsHand(.paperOut))
            try spooler.addPaper()
            #expect(try await verdict(of: "job-1", printer) == .sent)
            #expect(spooler.printed == "%PDF-1.4 page")
        }
    }

    @Test("a queue that has stopped holds its job, is named as that, and prints it once when it is started again")
    func stopped() async throws {
        try await withSpooler { spooler, printer in
            try spooler.breakPrinter()
            #expect(try await outcome(of: Self.page, "job-1", printer) == .held(.stopped))
            #expect(try await outcome(of: Self.page, "job-2", printer) == .needsHand(.stopped))
            try spooler.mend()
            #expect(try await verdict(of: "job-1", printer) == .sent)
            #expect(spooler.printed == "%PDF-1.4 page")
        }
    }

    @Test("a job whose answer was lost is looked for by its title among all jobs, and is not submitted again")
    func lost() async throws {
        try await withSpooler { spooler, _ in
            let proxy = try CuttingProxy(to: spooler.port)
            proxy.start()
            defer { proxy.stop() }
            let printer = CupsPrinter(queue: RealSpooler.queue, host: "127.0.0.1", port: proxy.port)
            proxy.cut()
            guard case .unknown = try await outcome(of: Self.page, "job-1", printer) else {
                Issue.record("nothing was lost")
                return
            }
            proxy.comeBack()
            #expect(try await verdict(of: "job-1", printer) == .sent)
            #expect(try await outcome(of: Self.page, "job-1", printer) == .sent)
            #expect(spooler.printed == "%PDF-1.4 page")
        }
    }

    private func outcome(
        of document: PrintDocument, _ title: String, _ printer: CupsPrinter
    ) async throws -> PrintOutcome {
        try await printer.print(document, title: title) { _ in }
    }

    /// What is known of a job when the printer holds it no more.
    private func verdict(of title: String, _ printer: CupsPrinter) async throws -> PrintVerdict {
        while true {
            let verdict = try await printer.verify(SendingMark(odometerBefore: nil, labels: nil), title: title)
            guard case .held = verdict else { return verdict }
        }
    }
}
