import Foundation

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
        let pages = try SheetLayout.pages(of: sheet, on: paper)
        if Format(path: path) == .svg {
            for (index, page) in pages.enumerated() {
                try write(Data(SVGPage.text(of: page).utf8), to: index == 0 ? path : numbered(path, index + 1))
            }
            return
        }
        let document = PDFDocument(pages)
        if !document.missing.isEmpty {
            let letters = document.missing.map(String.init).joined(separator: " ")
            Output.note("A PDF's own fonts have no letter for \(letters): print an SVG instead to see them.")
        }
        try write(document.data, to: path)
    }

    private static func write(_ data: Data, to path: String) throws {
        do {
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure("The file \(path) cannot be written: \(error.localizedDescription)", Status.cannotCreate)
        }
        Output.line(path)
    }

    private static func numbered(_ path: String, _ number: Int) -> String {
        let path = path as NSString
        return "\(path.deletingPathExtension)-\(number).\(path.pathExtension)"
    }
}
