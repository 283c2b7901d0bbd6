import PracticePrinter
import Printing
import Synchronization
import Testing

@Suite("A label printer over a socket", .timeLimit(.minutes(5)))
struct SocketPrinterTests {
    private static let label = PrintDocument(text: "^XA^FO9,9^BCN,80^FD>:PKL0001^FS^FDAnkara^FS^XZ")

    /// The printer as a station sees it, with short times.
    private func printer(
        at practice: PracticePrinter, _ change: (inout SocketPrinterSettings) -> Void = { _ in }
    ) -> SocketPrinter {
        var settings = SocketPrinterSettings()
        settings.answerTimeout = .seconds(3)
        settings.settleTimeout = .seconds(1)
        change(&settings)
        return SocketPrinter(host: "127.0.0.1", port: practice.port, settings: settings)
    }

    private func practice(
        _ faults: String = "", _ body: (PracticePrinter) async throws -> Void
    ) async throws {
        let settings = PracticePrinterSettings(faults: try PracticeFaults(faults))
        let practice = try await PracticePrinter.start(settings)
        do {
            try await body(practice)
        } catch {
            await practice.stop()
            throw error
        }
        await practice.stop()
    }

    @Test("a label is proved by the odometer, and what is sent is recorded before")
    func printed() async throws {
        try await practice { practice in
            let marks = Mutex<[SendingMark]>([])
            let document = PrintDocument(text: "^XA^FDa^FS^PQ2^XZ^XA^FDb^FS^XZ")
            for _ in 1...2 {
                let outcome = try await printer(at: practice).print(document, title: "job") { mark in
                    #expect(practice.odometer == mark.odometerBefore)
                    marks.withLock { $0.append(mark) }
                }
                #expect(outcome == .printed)
            }
            #expect(
                marks.withLock(\.self) == [
                    SendingMark(odometerBefore: 0, labels: 3), SendingMark(odometerBefore: 3, labels: 3),
                ])
            #expect(practice.printed.map(\.label.texts) == [["a"], ["a"], ["b"], ["a"], ["a"], ["b"]])
            #expect(practice.printed.map(\.number) == [1, 2, 3, 4, 5, 6])
        }
    }

    @Test("a slow printer is waited for")
    func slow() async throws {
        try await practice("slow=200") { practice in
            let outcome = try await printer(at: practice).print(Self.label, title: "job") { _ in }
            #expect(outcome == .printed)
        }
    }

    @Test(
        "a printer that needs a hand is sent nothing, and prints when it is well",
        arguments: [
            ("paper-out-after=0", PrinterTrouble.paperOut), ("head-open-after=0", .headOpen), ("paused", .paused),
            ("silent", .silent),
        ])
    func needsHand(faults: String, trouble: PrinterTrouble) async throws {
        try await practice(faults) { practice in
            let printer = printer(at: practice)
            let outcome = try await printer.print(Self.label, title: "job") { _ in
                Issue.record("it was about to be sent")
            }
            #expect(outcome == .needsHand(trouble))
            #expect(try await printer.status().trouble == trouble)
            practice.attend()
            #expect(try await printer.print(Self.label, title: "job") { _ in } == .printed)
            #expect(practice.odometer == 1)
        }
    }

    @Test("paper that runs out holds the job, and new paper brings the rest without sending it again")
    func paperOut() async throws {
        try await practice("paper-out-after=1") { practice in
            let printer = printer(at: practice)
            let document = PrintDocument(text: "^XA^FDa^FS^PQ3^XZ")
            let outcome = try await printer.print(document, title: "job") { _ in }
            #expect(outcome == .held(.paperOut))
            let mark = SendingMark(odometerBefore: 0, labels: 3)
            #expect(try await printer.verify(mark, title: "job") == .held(.paperOut))
            practice.attend()
            #expect(try await printer.verify(mark, title: "job") == .printed)
            #expect(practice.odometer == 3)
        }
    }

    @Test("a label that waits to be peeled off is printed; the next one is held until it is taken")
    func peel() async throws {
        try await practice("peel") { practice in
            let printer = printer(at: practice)
            let first = try await printer.print(Self.label, title: "job") { _ in }
            #expect(first == .printed)
            #expect(try await printer.status().troubles.isEmpty, "it is well")
            #expect(try await printer.print(Self.label, title: "next") { _ in } == .held(.labelWaiting))
            let mark = SendingMark(odometerBefore: 1, labels: 1)
            #expect(try await printer.verify(mark, title: "next") == .held(.labelWaiting))
            practice.attend()
            #expect(try await printer.verify(mark, title: "next") == .printed)
        }
    }

    @Test("a printer that falls silent holds the job")
    func fallsSilent() async throws {
        try await practice("slow=500") { practice in
            let outcome = try await printer(at: practice).print(Self.label, title: "job") { _ in
                practice.set(.silent, true)
            }
            #expect(outcome == .held(.silent))
            practice.attend()
            let mark = SendingMark(odometerBefore: 0, labels: 1)
            #expect(try await printer(at: practice).verify(mark, title: "job") == .printed)
        }
    }

    @Test("a label that was cut off is unknown, and the odometer tells that it did not come out")
    func cutOff() async throws {
        try await practice("cut-at=20") { practice in
            let printer = printer(at: practice)
            let outcome = try await printer.print(Self.label, title: "job") { _ in }
            #expect(outcome == .unknown(reason: .connectionLost))
            #expect(
                try await printer.verify(SendingMark(odometerBefore: 0, labels: 1), title: "job") == .notPrinted)
            #expect(practice.odometer == 0)
            #expect(try await printer.print(Self.label, title: "job") { _ in } == .printed)
        }
    }

    @Test("of two labels of which one came out, nothing is told")
    func half() async throws {
        try await practice("cut-at=30") { practice in
            let printer = printer(at: practice)
            let document = PrintDocument(text: "^XA^FDa^FS^XZ^XA^FDa longer text than that^FS^XZ")
            guard case .unknown = try await printer.print(document, title: "job", willSend: { _ in }) else {
                Issue.record("it is known")
                return
            }
            let verdict = try await printer.verify(SendingMark(odometerBefore: 0, labels: 2), title: "job")
            #expect(verdict == .unknown(reason: .counted(1, of: 2)))
        }
    }

    @Test("a connection that is reset after the last byte is unknown, and the odometer proves the label")
    func reset() async throws {
        try await practice("reset-after-last,slow=100") { practice in
            let printer = printer(at: practice)
            let outcome = try await printer.print(Self.label, title: "job") { _ in }
            #expect(outcome == .unknown(reason: .connectionLost))
            #expect(try await printer.verify(SendingMark(odometerBefore: 0, labels: 1), title: "job") == .printed)
        }
    }

    @Test("a shared printer proves nothing by its odometer")
    func shared() async throws {
        try await practice { practice in
            let printer = printer(at: practice) { $0.isShared = true }
            let outcome = try await printer.print(Self.label, title: "job") { mark in
                #expect(mark.odometerBefore == nil)
            }
            #expect(outcome == .sent)
            let verdict = try await printer.verify(SendingMark(odometerBefore: 0, labels: 1), title: "job")
            #expect(verdict == .unknown(reason: .untold))
        }
    }

    @Test("another printer than the configured one is sent nothing")
    func wrongPrinter() async throws {
        try await practice { practice in
            let other = printer(at: practice) { $0.uniqueID = "OTHER" }
            let error = await #expect(throws: PrinterError.self) {
                try await other.print(Self.label, title: "job") { _ in
                    Issue.record("it was about to be sent")
                }
            }
            #expect(error?.code == .wrongPrinter && error?.detail == .said(practice.settings.uniqueID))
            let right = printer(at: practice) { $0.uniqueID = practice.settings.uniqueID }
            let outcome = try await right.print(Self.label, title: "job") { _ in }
            #expect(outcome == .printed)
            #expect(try await right.identity().name == practice.settings.name)
        }
    }

    @Test("what could not be recorded is not sent")
    func notRecorded() async throws {
        struct DiskFull: Error {}
        try await practice { practice in
            let error = await #expect(throws: PrinterError.self) {
                try await printer(at: practice).print(Self.label, title: "job") { _ in throw DiskFull() }
            }
            #expect(error?.code == .notRecorded)
            #expect(practice.odometer == 0)
        }
    }

    @Test("a printer that is not there, and a document that is not its kind, are told before anything is sent")
    func unreachable() async throws {
        // Nothing listens there, on this computer or on any.
        let printer = SocketPrinter(host: "127.0.0.1", port: 1)
        let error = await #expect(throws: PrinterError.self) {
            try await printer.print(Self.label, title: "job") { _ in }
        }
        #expect(error?.code == .notReached)
        let other = await #expect(throws: PrinterError.self) {
            try await printer.print(PrintDocument(text: "%PDF"), title: "job") { _ in }
        }
        #expect(other?.code == .unsupportedDocument)
    }
}
