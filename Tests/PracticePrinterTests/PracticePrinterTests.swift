import PracticePrinter
import Printing
import Testing

@Suite("The practice printer", .timeLimit(.minutes(1)))
struct PracticePrinterTests {
    @Test("faults are read from a list, and a mistake names what there is")
    func faults() throws {
        let faults = try PracticeFaults(
            "paper-out-after=3, slow=20,paused,cut-at=9,reset-after-last,silent,head-open-after=0,peel")
        #expect(faults.paperOutAfter == 3 && faults.headOpenAfter == 0 && faults.cutAt == 9)
        #expect(faults.millisecondsALabel == 20 && faults.isPaused && faults.isSilent && faults.resetsAfterLast)
        #expect(faults.peels)
        #expect(try PracticeFaults("") == PracticeFaults())
        for wrong in ["fire", "slow", "slow=x", "slow=-1", "paused=1", "peel=1", "paper-out-after="] {
            #expect(throws: PracticePrinterError.invalidFault(wrong)) { try PracticeFaults(wrong) }
        }
    }

    @Test("a second connection waits for its turn")
    func turns() async throws {
        let practice = try await PracticePrinter.start(PracticePrinterSettings(faults: try PracticeFaults("slow=20")))
        var settings = SocketPrinterSettings()
        settings.answerTimeout = .seconds(60)
        let printer = SocketPrinter(host: "127.0.0.1", port: practice.port, settings: settings)
        try await withThrowingTaskGroup(of: PrintOutcome.self) { group in
            for text in ["a", "b", "c"] {
                group.addTask {
                    try await printer.print(PrintDocument(text: "^XA^FD\(text)^FS^XZ"), title: text) { _ in }
                }
            }
            for try await outcome in group { #expect(outcome == .printed) }
        }
        #expect(Set(practice.printed.flatMap(\.label.texts)) == ["a", "b", "c"])
        await practice.stop()
    }

    @Test("a port that is taken is told")
    func portInUse() async throws {
        let practice = try await PracticePrinter.start(PracticePrinterSettings())
        await #expect(throws: PracticePrinterError.portInUse(port: practice.port)) {
            try await PracticePrinter.start(PracticePrinterSettings(port: practice.port))
        }
        await practice.stop()
    }
}
