import Foundation
import Synchronization

/// Which tokens are good, and whom they stand for.
final class Tokens: Sendable {
    private let username: String
    private let password: String
    private let takesTokenSchemeOnly: Bool
    private let users: Mutex<[String: User]>

    init(_ settings: SandboxSettings) {
        username = settings.username
        password = settings.password
        takesTokenSchemeOnly = settings.dialect.contains(.tokenScheme)
        users = Mutex(
            settings.users.merging([settings.token: settings.username]) { $1 }.mapValues(User.named))
    }

    /// The user of an `Authorization` header, `Bearer <token>` or `Token <token>`.
    func user(of header: String?) throws(Refusal) -> User {
        let parts = (header ?? "").split(separator: " ", maxSplits: 1)
        if takesTokenSchemeOnly, parts.first?.lowercased() != "token" { throw .wrongScheme("Token") }
        guard parts.count == 2, ["bearer", "token"].contains(parts[0].lowercased()) else { throw .noToken }
        guard let user = users.withLock({ $0[String(parts[1])] }) else { throw .invalidToken }
        return user
    }

    /// A new token for a name and a password.
    func logIn(_ body: JSONInput) throws(Refusal) -> String {
        guard let name = body["username"]?.text else { throw .required("username") }
        guard let word = body["password"]?.text else { throw .required("password") }
        guard name == username, word == password else {
            throw .validation("Unable to log in with provided credentials.")
        }
        let token = UUID().uuidString.lowercased()
        users.withLock { $0[token] = User.named(name) }
        return token
    }

    /// Makes every token worthless: who wants to go on has to log in.
    func revokeAll() {
        users.withLock { $0 = [:] }
    }
}
