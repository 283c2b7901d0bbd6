import Foundation
import Language

/// What is known of the terminal that standard output, or else the controlling one, is.
struct TerminalFacts: Equatable {
    /// What TERM says.
    let type: String
    /// Whether the locale says that it reads UTF-8.
    let isUTF8: Bool
    let columns: Int
    let rows: Int

    init(type: String, isUTF8: Bool, columns: Int, rows: Int) {
        self.type = type
        self.isUTF8 = isUTF8
        self.columns = columns
        self.rows = rows
    }

    /// Looks at a descriptor; nil where it is no terminal.
    init?(of descriptor: Int32) {
        guard isatty(descriptor) == 1 else { return nil }
        var size = winsize()
        _ = ioctl(descriptor, UInt(TIOCGWINSZ), &size)
        setlocale(LC_CTYPE, "")
        let codeset = nl_langinfo(Int32(CODESET)).map { String(cString: $0) }
        self.init(
            type: ProcessInfo.processInfo.environment["TERM"] ?? "", isUTF8: codeset == "UTF-8",
            columns: Int(size.ws_col), rows: Int(size.ws_row))
    }

    /// Whether barcodes of so many columns can be shown; errors: a `Failure` that says what to do.
    func requireRoom(columns needed: Int, elsewhere: String) throws {
        guard isUTF8 else {
            throw Failure(Phrase("program.terminal.no-unicode", ["elsewhere": elsewhere]), Status.configuration)
        }
        guard columns == 0 || columns >= needed else {
            let phrase = Phrase(
                "program.terminal.too-narrow",
                ["columns": String(columns), "needed": String(needed), "elsewhere": elsewhere])
            throw Failure(phrase, Status.configuration)
        }
    }
}
