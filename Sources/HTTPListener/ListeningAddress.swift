/// An address and a port to listen on, such as `127.0.0.1:8766`, `0.0.0.0:8766` for every address of this computer, or
/// `[::1]:8766`.
public struct ListeningAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address, or the name of a host; that of IPv6 without its brackets.
    public let host: String
    /// The port, 0 for any that is free.
    public let port: Int

    /// An address and a port.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `ADDRESS:PORT`; nil when it is anything else.
    public init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty, host.allSatisfy({ $0.isASCII && !$0.isWhitespace }) else { return nil }
        self.init(host: String(host), port: port)
    }

    /// Reads `ADDRESS:PORT`, or `PORT` alone, which only this computer's own programs reach; nil when it is anything else.
    public init?(loopbackUnlessNamed text: String) {
        self.init(text.contains(":") ? text : "127.0.0.1:\(text)")
    }

    /// As it is written: `ADDRESS:PORT`.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
