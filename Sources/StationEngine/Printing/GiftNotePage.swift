/// A gift note as a page: the words of the sender and nothing else.
enum GiftNotePage {
    /// The page; every sign of the note stands for itself.
    static func html(_ note: String) -> String {
        let escapes: [Character: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"]
        let text = note.map { escapes[$0] ?? ($0.isControl ? "" : String($0)) }.joined()
        return """
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><title>&nbsp;</title>
            <style>body { font: 16pt serif; white-space: pre-wrap; overflow-wrap: anywhere; }</style>
            </head><body>\(text)</body></html>

            """
    }
}

extension Character {
    /// Whether it is a control character other than the end of a line.
    fileprivate var isControl: Bool {
        !isNewline && unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
    }
}
