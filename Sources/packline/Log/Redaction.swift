import OMSClient
import StationTerminal

/// Takes out of a text what a log must never hold: secrets, e-mail addresses and telephone numbers.
///
/// Texts of the OMS and of the network can hold anything, so whatever could be one is taken for one: seven digits in a
/// row, with signs between them or none, go too.
struct Redaction: Sendable {
    /// The settings whose token and password are known.
    let client: OMSClientSettings?
    /// Further secrets.
    let secrets: [String]

    init(_ client: OMSClientSettings? = nil, secrets: [String] = []) {
        self.client = client
        self.secrets = secrets.filter { !$0.isEmpty }
    }

    /// How many code points of a text are logged: searching a long one would take as long as the square of its length.
    private static let longest = 2_000

    /// The text without them, on one line and without control characters; a very long one is cut.
    func callAsFunction(_ text: String) -> String {
        let open = secrets.reduce(client?.removingSecrets(from: text) ?? text) { $0.replacing($1, with: "•••") }
        return VisibleText(
            cut(open).replacing(/(?i)\b(bearer|token|basic)[ :=]+["']?[A-Za-z0-9._~+\/=\-]{8,}/) { "\($0.1) •••" }
                .replacing(/eyJ[A-Za-z0-9_\-]{4,}(\.[A-Za-z0-9_\-]*)*/, with: "•••")
                .replacing(/[^\s@<>"'(),;:]+(@|%40)[^\s@<>"'(),;:]+/, with: "‹e-mail›")
                .replacing(/\+?\d([\s().\-\/]{0,3}\d){6,}/, with: "‹number›")
        ).text
    }

    /// The beginning of a long text, without what the cut may have made unrecognizable: its last word or number.
    private func cut(_ text: String) -> String {
        let start = text.unicodeScalars.prefix(Self.longest)
        guard start.endIndex < text.endIndex else { return text }
        var whole = String(start)
        while let last = whole.last, !last.isWhitespace { whole.removeLast() }
        while let last = whole.last, last.isWhitespace || last.isNumber || "+().-/".contains(last) {
            whole.removeLast()
        }
        return whole + " …"
    }
}
