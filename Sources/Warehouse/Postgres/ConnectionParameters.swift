import CPostgres
import Foundation

/// How libpq is to connect: its keywords and their values.
struct ConnectionParameters: Sendable {
    /// What the URL may set otherwise: a server that is gone is noticed within some 20 s, also where nothing says so.
    private static let defaults = [
        ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "2"),
        ("tcp_user_timeout", "10000"), ("gssencmode", "disable"), ("fallback_application_name", "packline"),
    ]

    private let url: String
    private let password: WarehousePassword?

    /// Checks a URL as libpq does.
    ///
    /// Errors: `.invalidSettings`, with what is wrong; never with a password.
    init(url: String, password: WarehousePassword?) throws(WarehouseError) {
        guard url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") else {
            throw WarehouseError(.invalidSettings, detail: "a URL that begins with postgresql:// is needed")
        }
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &message) else {
            defer { PQfreemem(message) }
            // libpq repeats parts of the URL, among which there may be a password.
            let words = url.contains("@") ? "" : message.map { Self.trimmed(String(cString: $0)) } ?? ""
            throw WarehouseError(.invalidSettings, detail: words)
        }
        defer { PQconninfoFree(options) }
        guard Self.value(of: "password", in: options) == nil else {
            throw WarehouseError(.invalidSettings, detail: "the password must not stand in the URL")
        }
        self.url = url
        self.password = password
    }

    /// The keywords and values in libpq's order: the later one of two wins.
    ///
    /// Where the server is known its name is not looked up again, for which libpq would hold up the thread.
    func list(server: PostgresServerAddress?) -> [(keyword: String, value: String)] {
        var list = Self.defaults.map { (keyword: $0.0, value: $0.1) }
        list.append(("dbname", url))
        list.append(("client_encoding", "UTF8"))
        if let password { list.append(("password", password.text)) }
        if let server {
            list += [("host", server.host), ("port", server.port)]
            if !server.address.isEmpty { list.append(("hostaddr", server.address)) }
        }
        return list
    }

    private static func value(of keyword: String, in options: UnsafeMutablePointer<PQconninfoOption>) -> String? {
        var option = options
        while let name = option.pointee.keyword {
            if String(cString: name) == keyword { return option.pointee.val.map { String(cString: $0) } }
            option += 1
        }
        return nil
    }

    static func trimmed(_ words: String) -> String { words.trimmingCharacters(in: .whitespacesAndNewlines) }
}

/// The one server of a URL that answered.
struct PostgresServerAddress {
    /// Its name, for its certificate; or the folder of a socket of this machine.
    let host: String
    /// Its number; empty on a socket of this machine.
    let address: String
    let port: String
}
