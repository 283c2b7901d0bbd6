import Foundation
import OMS
import PracticePrinter
import Printing

/// A file that says what came out of a practice printer: a line of JSON for each label.
final class LabelLedger: Sendable {
    private let file: FileHandle

    /// Adds to a file, which is made where there is none.
    init(_ path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw Failure("The ledger \(path) cannot be written: \(reason).", Status.cannotCreate)
        }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    func add(_ printed: PrintedLabel) {
        let line = JSONValue.object([
            "n": .int(printed.number), "sha256": .string(printed.label.sha256),
            "barcodes": .array(printed.label.barcodes.map { .string($0.data) }),
        ])
        do {
            try file.write(contentsOf: Data("\(line.text)\n".utf8))
        } catch {
            Output.report("The ledger cannot be written: \(error.localizedDescription)")
        }
    }
}
