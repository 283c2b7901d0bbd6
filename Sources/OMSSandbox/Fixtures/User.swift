/// A user of the OMS.
struct User: Equatable, Sendable {
    let id: Int64
    let username: String

    var email: String {
        "\(username)@example.com"
    }

    /// The OMS itself, which creates packages.
    static let system = User(id: 1, username: "system")

    /// The users of the generated history, besides the one of the token.
    static let colleagues = [
        User(id: 3, username: "ayse"), User(id: 4, username: "mehmet"), User(id: 5, username: "irem.isik"),
    ]

    /// The user with this name; whoever is not known by name has the id 2.
    static func named(_ username: String) -> User {
        ([system] + colleagues).first { $0.username == username } ?? User(id: 2, username: username)
    }
}
