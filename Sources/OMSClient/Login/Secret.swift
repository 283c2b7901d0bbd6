/// A text that must not be shown: a token or a password.
///
/// Printing it, or anything that holds it, shows dots.
struct Secret: Hashable, Sendable {
    /// The text itself, for the one place that sends it.
    let text: String

    init(_ text: String) { self.text = text }

    /// The words with the secret taken out, should a server have repeated it.
    func removed(from words: String) -> String {
        text.isEmpty ? words : words.replacing(text, with: "•••")
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "•••" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
