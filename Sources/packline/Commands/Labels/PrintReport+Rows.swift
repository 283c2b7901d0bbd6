import Language
import OMS
import Station
import StationStore

// What people and programs see of a print job.

extension Columns<PrintReport> {
    /// Print jobs, a line each; what waits for a printer that is none of these says so.
    static func printJobs(_ printers: Set<String>) -> Columns {
        Columns(names: ["no", "package", "paper", "box", "printer", "stage", "since", "why"]) { report, zone in
            let job = report.job
            let why =
                report.isStranded(printers)
                ? Phrase("label.printer-gone", ["printer": job.printer]) : job.reason.map { Phrase(stored: $0) }
            return [
                String(job.id), job.subject.packageNumber, report.paper, report.box, job.printer,
                job.stage.phrase.text, Output.moment(job.changedAt, zone), why?.text ?? "",
            ]
        }
    }
}

extension PrintReport {
    /// Whether it waits for a printer that is none of the configured ones.
    func isStranded(_ printers: Set<String>) -> Bool {
        !printers.contains(job.printer) && (job.stage == .wanted || job.stage == .waiting)
    }

    /// What is known of it, a fact a line.
    var facts: [(name: String, value: String?)] {
        [
            ("package", job.subject.packageNumber), ("paper", paper), ("box", box),
            ("printer", job.printer), ("stage", job.stage.phrase.text),
            ("copy", job.copy > 0 ? String(job.copy) : nil),
            ("again", job.reprintReason.map { Phrase(stored: $0).text }),
            ("kind", job.document.format),
            ("barcodes", job.document.barcodes.joined(separator: ", ")), ("sha", job.document.sha256),
        ]
    }

    fileprivate var paper: String {
        QueuedPrint.Paper(rawValue: job.subject.kind)?.phrase.text ?? job.subject.kind
    }

    fileprivate var box: String { "\(job.subject.box)/\(job.subject.boxes)" }

    /// The same for programs; the names stay as they are.
    var json: JSONValue {
        [
            "id": .int(job.id), "package": .int(job.subject.package), "number": .string(job.subject.packageNumber),
            "paper": .string(job.subject.kind), "box": .int(job.subject.box), "boxes": .int(job.subject.boxes),
            "copy": .int(job.copy), "printer": .string(job.printer), "stage": .string(job.stage.rawValue),
            "created": .string(job.createdAt.text), "changed": .string(job.changedAt.text),
            "reason": Self.english(job.reason), "reprint_reason": Self.english(job.reprintReason),
            "format": .string(job.document.format), "sha256": .string(job.document.sha256),
            "barcodes": .array(job.document.barcodes.map { .string($0) }),
            "odometer": job.odometer.map { .int($0) } ?? .null, "labels": job.labelCount.map { .int($0) } ?? .null,
            "changes": .array(
                changes.map { change in
                    [
                        "stage": .string(change.stage.rawValue), "at": .string(change.at.text),
                        "reason": Self.english(change.reason),
                    ]
                }),
        ]
    }

    private static func english(_ stored: String?) -> JSONValue {
        stored.map { .string(Phrase(stored: $0).english) } ?? .null
    }
}
