import Language
import OMS
import Station
import StationStore

// What people and programs see of a print job.
extension PrintReport {
    /// What stands over a column, or before a fact.
    static func head(_ name: String) -> String { Phrase("program.labels.head.\(name)").text }

    /// What stands over the columns of `cells`.
    static var head: [String] {
        ["number", "package", "paper", "box", "printer", "stage", "since", "why"].map(head)
    }

    /// A row of the table.
    func cells(_ zone: Zone) -> [String] {
        [
            String(job.id), job.subject.packageNumber, paper, box, job.printer, job.stage.phrase.text,
            Output.moment(job.changedAt, zone), job.reason.map { Phrase(stored: $0).text } ?? "",
        ]
    }

    /// What is known of it, a fact a line.
    var facts: [(name: String, value: String?)] {
        [
            (Self.head("package"), job.subject.packageNumber), (Self.head("paper"), paper), (Self.head("box"), box),
            (Self.head("printer"), job.printer), (Self.head("stage"), job.stage.phrase.text),
            (Self.head("copy"), job.copy > 0 ? String(job.copy) : nil),
            (Self.head("again"), job.reprintReason.map { Phrase(stored: $0).text }),
            (Self.head("kind"), job.document.format),
            (Self.head("barcodes"), job.document.barcodes.joined(separator: ", ")), ("SHA-256", job.document.sha256),
        ]
    }

    private var paper: String {
        QueuedPrint.Paper(rawValue: job.subject.kind)?.phrase.text ?? job.subject.kind
    }

    private var box: String { "\(job.subject.box)/\(job.subject.boxes)" }

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
