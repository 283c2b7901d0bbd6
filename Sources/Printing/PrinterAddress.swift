/// Where a printer is: `socket://HOST[:9100]`, `ipp://HOST/ipp/print`, `cups://[HOST/]QUEUE` or `command:COMMAND`.
public enum PrinterAddress: Hashable, Sendable {
    /// A ZPL printer that listens on a TCP port.
    case socket(host: String, port: Int)
    /// A printer that speaks IPP, or a queue of another computer; the whole address.
    case ipp(String)
    /// A queue of the CUPS that libcups is configured for, by `CUPS_SERVER` or `client.conf`, mostly this computer's; or of
    /// the CUPS of a host.
    case cups(queue: String, host: String? = nil, port: Int = PrinterAddress.ippPort)
    /// A command that gets the document on its standard input.
    case command(String)

    /// The port that ZPL printers listen on.
    public static let socketPort = 9100
    /// The port of IPP, and of CUPS.
    public static let ippPort = 631
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
            guard Self.hostAndPort(host, usual: Self.ippPort) != nil, rest.count > host.count + 1 else {
                throw wrong("a printer that speaks IPP has one like \(scheme)://HOST/ipp/print")
            }
            self = .ipp("\(scheme)://\(rest)")
        case "cups":
            guard let queue = Self.queue(rest) else {
                throw wrong("a queue's is cups://QUEUE or cups://HOST/QUEUE, with the name that lpstat -p shows")
            }
            self = queue
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
        case .socket(let host, let port): "socket://\(Self.inAddress(host)):\(port)"
        case .ipp(let uri): uri
        case .cups(let queue, nil, _): "cups://\(queue)"
        case .cups(let queue, let host?, Self.ippPort): "cups://\(Self.inAddress(host))/\(queue)"
        case .cups(let queue, let host?, let port): "cups://\(Self.inAddress(host)):\(port)/\(queue)"
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

    /// `QUEUE`, or a host, a slash and a queue.
    private static func queue(_ rest: Substring) -> PrinterAddress? {
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard let queue = parts.last, !queue.isEmpty, !queue.contains(where: { "#? \t".contains($0) }) else {
            return nil
        }
        if parts.count == 1 { return .cups(queue: String(queue)) }
        guard parts.count == 2, let (host, port) = hostAndPort(parts[0], usual: ippPort) else { return nil }
        return .cups(queue: String(queue), host: host, port: port)
    }

    /// A host as it stands in an address.
    static func inAddress(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }

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
