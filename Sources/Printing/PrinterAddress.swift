/// Where a printer is: `socket://HOST[:9100]`, `ipp://HOST/ipp/print`, `cups://QUEUE` or `command:COMMAND`.
public enum PrinterAddress: Hashable, Sendable {
    /// A ZPL printer that listens on a TCP port.
    case socket(host: String, port: Int)
    /// A printer that speaks IPP, or a queue of another computer; the whole address.
    case ipp(String)
    /// A queue of this computer's CUPS.
    case cups(queue: String)
    /// A command that gets the document on its standard input.
    case command(String)

    /// The port that ZPL printers listen on.
    public static let socketPort = 9100
    /// What an address looks like.
    public static let forms = "socket://HOST, ipp://HOST/ipp/print, cups://QUEUE or command:COMMAND"

    /// Reads an address; the error's detail says what would be right.
    public init(_ text: String) throws(PrinterError) {
        func wrong(_ right: String) -> PrinterError { PrinterError(.invalidAddress, printer: text, detail: right) }
        let (scheme, rest) = Self.scheme(of: text)
        switch scheme {
        case "socket":
            guard let (host, port) = Self.hostAndPort(rest, usual: Self.socketPort) else {
                throw wrong("a label printer's is socket://HOST or socket://HOST:\(Self.socketPort)")
            }
            self = .socket(host: host, port: port)
        case "ipp", "ipps":
            let host = rest.prefix { $0 != "/" }
            guard Self.hostAndPort(host, usual: 631) != nil, rest.count > host.count + 1 else {
                throw wrong("a printer that speaks IPP has one like \(scheme)://HOST/ipp/print")
            }
            self = .ipp("\(scheme)://\(rest)")
        case "cups":
            guard !rest.isEmpty, !rest.contains(where: { "/#? \t".contains($0) }) else {
                throw wrong("a queue's is cups://QUEUE, with the name that lpstat -p shows")
            }
            self = .cups(queue: String(rest))
        case "command":
            guard rest.contains(where: { !$0.isWhitespace }) else {
                throw wrong("a command's is command:COMMAND, such as command:lp -d paper")
            }
            self = .command(String(rest.drop(while: \.isWhitespace)))
        default:
            throw wrong("it is one of \(Self.forms)")
        }
    }

    /// The address as it is written.
    public var text: String {
        switch self {
        case .socket(let host, let port): "socket://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
        case .ipp(let uri): uri
        case .cups(let queue): "cups://\(queue)"
        case .command(let command): "command:\(command)"
        }
    }

    private static func scheme(of text: String) -> (scheme: String, rest: Substring) {
        guard let colon = text.firstIndex(of: ":") else { return ("", text[...]) }
        let scheme = text[..<colon].lowercased()
        let rest = text[text.index(after: colon)...]
        if scheme == "command" { return (scheme, rest) }
        return rest.hasPrefix("//") ? (scheme, rest.dropFirst(2)) : ("", rest)
    }

    /// `HOST`, `HOST:PORT`, `[IPv6]` or `[IPv6]:PORT`; one slash at the end is no mistake.
    private static func hostAndPort(_ text: Substring, usual: Int) -> (host: String, port: Int)? {
        var rest = text.hasSuffix("/") ? text.dropLast() : text
        let host: Substring
        if rest.hasPrefix("[") {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            host = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
        } else {
            host = rest.prefix { $0 != ":" }
            rest = rest.dropFirst(host.count)
        }
        guard !host.isEmpty, !host.contains(where: { "/@?#[] \t".contains($0) }) else { return nil }
        guard !rest.isEmpty else { return (String(host), usual) }
        guard rest.hasPrefix(":"), let port = Int(rest.dropFirst()), (1...65_535).contains(port) else { return nil }
        return (String(host), port)
    }
}
