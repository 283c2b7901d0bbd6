import ArgumentParser
import Foundation
import Language
import OMS
import Printing
import StationEngine
import StationStore

/// A label that shows whether the label printer prints: it is sent once, and belongs to no package.
struct TestLabel {
    let settings: Settings

    /// Prints it, and says what is known of it; nothing is printed while a station prints there.
    func finding() async -> Finding {
        do {
            guard let configured = try settings.labelPrinter() else {
                return .wrong("test label", Phrase("program.doctor.test-label.no-printer"))
            }
            if let station = await runningStation() { return station }
            return await print(on: configured)
        } catch {
            return .skipped("test label", Phrase("program.doctor.configuration-wrong"))
        }
    }

    /// The label in ZPL, in letters that the font of every printer has.
    static func document(printer: String, at time: Timestamp) -> PrintDocument {
        PrintDocument(
            text: """
                ^XA
                ^FO40,40^A0N,50,50^FDPackline^FS
                ^FO40,110^A0N,30,30^FDTest label for \(printer)^FS
                ^FO40,160^A0N,30,30^FD\(time.text)^FS
                ^FO40,220^BY2^BCN,100,Y,N,N^FDPACKLINE-TEST^FS
                ^XZ

                """)
    }

    /// What is said where a station is running: the printer's count proves its labels, and would be wrong by ours.
    private func runningStation() async -> Finding? {
        let path = settings.storePath()
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do throws(StoreError) {
            try await StationDatabase.open(at: path, now: .now).close()
            return nil
        } catch {
            guard case .inUse = error.code else { return .wrong("test label", error.phrase, Failure(error).status) }
            return .wrong("test label", Phrase("program.doctor.test-label.in-use"), Status.unavailable)
        }
    }

    private func print(on configured: ConfiguredPrinter) async -> Finding {
        let name = configured.name
        let document = Self.document(printer: name, at: .now)
        do throws(PrinterError) {
            let title = "Packline test label \(UUID().uuidString)"
            switch try await configured.printer().print(document, title: title, willSend: { _ in }) {
            case .printed: return .ok("test label", Phrase("program.doctor.test-label.printed", ["printer": name]))
            case .sent: return .ok("test label", Phrase("program.doctor.test-label.sent", ["printer": name]))
            case .held(let trouble):
                return wrong("program.doctor.test-label.held", name, trouble.phrase, Status.temporary)
            case .needsHand(let trouble):
                return wrong("program.doctor.test-label.not-sent", name, trouble.phrase, Status.temporary)
            case .failed(let reason):
                return wrong("program.doctor.test-label.failed", name, reason.phrase, Status.unavailable)
            case .unknown(let reason):
                return wrong("program.doctor.test-label.unknown", name, reason.phrase, Status.unavailable)
            }
        } catch {
            return wrong("program.doctor.test-label.not-sent", name, error.phrase, PrinterCheck.status(error))
        }
    }

    private func wrong(_ key: String, _ printer: String, _ why: Phrase, _ status: ExitCode) -> Finding {
        .wrong("test label", Phrase(key, ["printer": printer, "why": why]), status)
    }
}
