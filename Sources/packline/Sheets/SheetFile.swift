import BarcodeSheet
import Foundation
import Language

/// Writes a sheet to files: one PDF, or an SVG picture for each page.
enum SheetFile {
    enum Format {
        case pdf, svg

        /// The format that a path's ending names.
        init?(path: String) {
            switch (path as NSString).pathExtension.lowercased() {
            case "pdf": self = .pdf
            case "svg": self = .svg
            default: return nil
            }
        }
    }

    /// Writes the file, and says on standard output what was written.
    ///
    /// Further pages of an SVG go to files of their own: `codes.svg`, `codes-2.svg`, ….
    static func write(_ sheet: Sheet, on paper: Paper, to path: String) throws {
        var files: [(path: String, data: Data)] = []
        do throws(SheetError) {
            if Format(path: path) == .svg {
                for (index, picture) in try sheet.svg(on: paper).enumerated() {
                    files.append((index == 0 ? path : numbered(path, index + 1), Data(picture.utf8)))
                }
            } else {
                let (data, missing) = try sheet.pdf(on: paper)
                files = [(path, data)]
                noteMissing(missing)
            }
        } catch {
            let key = error.code == .tooLow ? "program.sheet.code-too-high" : "program.sheet.code-too-long"
            throw Failure(Phrase(key, ["letters": error.letters, "paper": error.paper]), Status.usage)
        }
        for (path, data) in files { try write(data, to: path) }
    }

    private static func noteMissing(_ letters: [Unicode.Scalar]) {
        guard !letters.isEmpty else { return }
        let letters = letters.map(String.init).joined(separator: " ")
        Output.note(Phrase("program.sheet.no-letters", ["letters": letters]).text)
    }

    private static func write(_ data: Data, to path: String) throws {
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure(
                Phrase("program.not-written", ["path": path, "reason": error.localizedDescription]),
                Status.cannotCreate)
        }
        Output.line(path)
    }

    private static func numbered(_ path: String, _ number: Int) -> String {
        let path = path as NSString
        return "\(path.deletingPathExtension)-\(number).\(path.pathExtension)"
    }
}
