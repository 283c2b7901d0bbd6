import OMS

/// What is wrong with the settings of a client.
public enum SettingsFault: Hashable, Sendable {
    /// Which URL it is about.
    public enum Address: String, Sendable {
        /// The OMS's base URL.
        case base
        /// The URL that gives tokens.
        case login

        fileprivate var words: String { self == .base ? "base URL of an OMS" : "login URL" }
    }

    /// A text is no URL of a server; nil where it may hold a password.
    case noURL(Address, String?)
    /// The URL for a host holds a user or a password.
    case holdsPassword(Address, host: String)
    /// The URL for a host goes on behind its path.
    case hasQuery(Address, host: String)
    /// The URL would send the token unencrypted to another computer.
    case unencrypted(String)
    /// The token cannot stand in a header.
    case token
    /// The file of certificate authorities cannot be read.
    case certificateFile(String)

    /// A sentence for people, without its full stop.
    var words: String {
        switch self {
        case .noURL(let address, let text):
            "\(text.map { "“\($0)”" } ?? "This") is no \(address.words): it has to look like \(OMS.exampleBaseURL)"
        case .holdsPassword(let address, let host):
            "The \(address.words) for \(host) holds a user or password: give them as settings of their own"
        case .hasQuery(let address, let host):
            "The \(address.words) for \(host) has something after its path: it has to end before “?” and “#”"
        case .unencrypted(let text):
            "“\(text)” would send the token unencrypted: use https://, or allow plain HTTP by name"
        case .token: "The token cannot be sent: it has to be one word of letters, digits and signs, without blanks"
        case .certificateFile(let path):
            "The file of certificate authorities “\(path)” cannot be read: give the path of a PEM file"
        }
    }
}
