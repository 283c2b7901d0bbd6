import OMSClient
import Synchronization

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

    /// The text without them; a very long one is cut.
    func callAsFunction(_ text: String) -> String {
        let open = secrets.reduce(client?.removingSecrets(from: text) ?? text) { $0.replacing($1, with: "•••") }
        return Self.patterns.withLock { $0.hide(in: cut(open)) }
    }

    /// What may be a secret, an address or a number: compiled once, for that takes longer than to search a line.
    private struct Patterns {
        private let authorization = /(?i)\b(bearer|token|basic)[ :=]+["']?[A-Za-z0-9._~+\/=\-]{8,}/
        private let webToken = /eyJ[A-Za-z0-9_\-]{4,}(\.[A-Za-z0-9_\-]*)*/
        private let address = /[^\s@<>"'(),;:]+(@|%40)[^\s@<>"'(),;:]+/
        private let number = /\+?\d([\s().\-\/\p{Cc}\p{Cf}]{0,3}\d){6,}/

        func hide(in text: String) -> String {
            text.replacing(authorization) { "\($0.1) •••" }
                .replacing(webToken, with: "•••")
                .replacing(address, with: "‹e-mail›")
                .replacing(number, with: "‹number›")
        }
    }

    private static let patterns = Mutex(Patterns())

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
