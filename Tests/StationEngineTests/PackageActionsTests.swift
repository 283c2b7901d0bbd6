import Language
import OMS
import OMSSandbox
import Printing
import Station
import StationStore
import StationTesting
import Synchronization
import Testing

@testable import StationEngine

@Suite("What a bench sets and prints", .timeLimit(.minutes(1)))
struct PackageActionsTests {
    @Test("a fact is set at the OMS, told, and read back into the mirror")
    func change() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start()
            await engine.ready()
            let package = try #require(try await bench.packages().first)
            engine.take(
                .change(.remoteID("R-77"), package: package, scan: 1),
                .change(.extraInformation(["desi": "4.5"]), package: package, scan: 2))
            // Of two readings that run at once, one that shows both changes is enough.
            await engine.events.until { events in
                events.outcomes.count == 2
                    && events.opened.last.map { $0.package.remoteID == "R-77" && $0.package.raw.contains("4.5") }
                        ?? false
            }
            #expect(engine.events.now.outcomes.values.allSatisfy { $0 == .done(nil) })
            let there = try await bench.sandbox.package(Int64(package))
            #expect(engine.events.now.opened.last?.package.raw == there)
            #expect(try await engine.store.package(package)?.raw == there)
            await engine.end()
        }
    }

    @Test("a change whose answer is lost is not known, and what the OMS refuses is told in its words")
    func lost() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start()
            await engine.ready()
            let package = try #require(try await bench.packages().first)
            bench.sandbox.faults = FaultProfile(faults: [Fault(.resetAfter, paths: ["*/set_remote_id/"], times: 1)])
            engine.take(.change(.remoteID("R-1"), package: package, scan: 1))
            await engine.events.until { $0.outcomes[1] != nil }
            guard case .unknown? = engine.events.now.outcomes[1] else {
                Issue.record("\(String(describing: engine.events.now.outcomes[1]))")
                return
            }
            engine.take(.change(.remoteID(""), package: package, scan: 2))
            await engine.events.until { $0.outcomes[2] != nil }
            guard case .refused(let why)? = engine.events.now.outcomes[2] else {
                Issue.record("\(String(describing: engine.events.now.outcomes[2]))")
                return
            }
            #expect(!why.isEmpty)
            await engine.end()
        }
    }

    @Test("an invoice goes to the tool that was asked for, and why it could not is told")
    func invoice() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start { settings in
                settings.documents = DocumentTools(
                    text: { html in [html.contains("<html") ? "a page" : html] },
                    print: { _ in throw OutOfPaper() }, save: { _, name in "/tmp/\(name)" })
            }
            await engine.ready()
            let package = try #require(try await bench.packages("Packed").first)
            for (scan, use) in DocumentUse.allCases.enumerated() {
                engine.take(.invoice(package: package, use, scan: scan))
            }
            let events = await engine.events.until { $0.documents.count == 3 }
            guard case .text? = events.documents[0] else {
                Issue.record("\(events.documents)")
                return
            }
            #expect(events.documents[1] == .notDone(.print, .verbatim("out of paper")))
            let number = try await bench.sandbox.look(at: Int64(package)).number
            #expect(events.documents[2] == .saved("/tmp/invoice-\(number).html"))
            await engine.end()
        }
    }

    @Test(
        "papers that the printer takes are print jobs: each asking is a copy, and an invoice of a shipped package too")
    func papers() async throws {
        let printer = PaperPrinter()
        try await EngineBench.run { bench in
            let engine = try await bench.start { settings in
                settings.documents = DocumentTools(
                    text: { _ in [] }, print: { html in .bytes(Array("%PDF \(html.prefix(15))".utf8)) },
                    save: { _, name in name })
                settings.printing.printers = ["office": printer]
                settings.printing.paperPrinter = "office"
            }
            await engine.ready()
            let package = try #require(try await bench.packages("Packed").first)
            for scan in 1...2 {
                engine.take(.invoice(package: package, .print, scan: scan))
                await engine.events.until { state in
                    state.documents[scan] == .queued && state.prints.values.count { $0.stage == .sent } == scan
                }
            }
            let jobs = engine.events.now.prints.values.sorted { $0.id < $1.id }
            #expect(jobs.map(\.copy) == [0, 1] && jobs.allSatisfy { $0.paper == .invoice && $0.printer == "office" })
            #expect(printer.titles.count == 2 && printer.kinds == [.pdf, .pdf])
            engine.take(.printGiftNote(package: package, scan: 3))
            let answer = await engine.events.until { $0.documents[3] != nil }.documents[3]
            let hasNote = try await engine.store.package(package)?.giftNote?.isEmpty == false
            #expect(answer == (hasNote ? .queued : .notDone(.print, Phrase("print.no-gift-note", [:]))))
            await engine.end()
        }
    }

    @Test("a gift note is a page in which every sign stands for itself")
    func giftNotePage() {
        let page = GiftNotePage.html("Şölen & <script>\u{7}\n\"x\"")
        #expect(page.contains("Şölen &amp; &lt;script&gt;\n&quot;x&quot;</body>") && !page.contains("<script"))
        #expect(!HTMLScripts.isScripted(Array(page.utf8)) && PrintDocument(text: page).kind == .html)
    }

    @Test("an answer that is no document is said to be one, without its bytes")
    func garbage() async throws {
        try await EngineBench.run { bench in
            let engine = try await bench.start()
            await engine.ready()
            let package = try #require(try await bench.packages("Packed").first)
            bench.sandbox.faults = FaultProfile(faults: [Fault(.garbage, paths: ["*/invoice_document/"])])
            engine.take(.invoice(package: package, .show, scan: 1))
            let events = await engine.events.until { $0.documents.count == 1 }
            guard case .failed(let why)? = events.documents[1] else {
                Issue.record("\(events.documents)")
                return
            }
            #expect(why.contains("invoice_document"))
            #expect(
                why.english.unicodeScalars.allSatisfy { $0 != "\u{FFFD}" && $0.properties.generalCategory != .control })
            await engine.end()
        }
    }

    private struct OutOfPaper: Error, CustomStringConvertible { let description = "out of paper" }
}

/// A printer that takes everything, and proves nothing.
private final class PaperPrinter: Printer {
    private let taken = Mutex<[(title: String, kind: DocumentKind)]>([])

    var titles: Set<String> { Set(taken.withLock { $0.map(\.title) }) }
    var kinds: [DocumentKind] { taken.withLock { $0.map(\.kind) } }

    func print(
        _ document: PrintDocument, title: String, willSend: @Sendable (SendingMark) async throws -> Void
    ) async throws(PrinterError) -> PrintOutcome {
        do {
            try await willSend(SendingMark(odometerBefore: nil, labels: nil))
        } catch {
            throw PrinterError(.notRecorded, printer: "office")
        }
        taken.withLock { $0.append((title, document.kind)) }
        return .sent
    }

    func status() async throws(PrinterError) -> PrinterStatus { throw PrinterError(.refused, printer: "office") }
    func identity() async throws(PrinterError) -> PrinterIdentity { PrinterIdentity(uniqueID: nil, name: nil) }
    func verify(_ mark: SendingMark, title: String) async throws(PrinterError) -> PrintVerdict {
        .unknown(reason: .untold)
    }
}
