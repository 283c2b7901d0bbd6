import Foundation

/// A request that has come as far as an endpoint: who asks, for what, with what.
struct Call: Sendable {
    let user: User
    /// The values in the path, as `id`.
    let path: [String: Int64]
    let query: Query
    let body: [UInt8]
    /// The address that was asked, without the query, for the links of pages.
    let url: String

    /// The package that the path names.
    var package: Int64 {
        path["id"] ?? 0
    }

    /// The object that was sent.
    func object() throws(Refusal) -> JSONInput {
        guard let json = JSONInput(body) else { throw .notJSON }
        guard json.members != nil else { throw .validation("Invalid data. Expected a dictionary.") }
        return json
    }
}

/// The names and values after the question mark, in the order in which they were sent.
struct Query: Equatable, Sendable {
    private let pairs: [(name: String, value: String)]

    init(_ text: String?) {
        pairs = (text ?? "").split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count == 2 ? Self.decoded(parts[1]) : "")
        }
    }

    /// The last value with this name, as Django takes it; nil when there is none.
    subscript(name: String) -> String? {
        pairs.last { $0.name == name }?.value
    }

    /// The query with `name` set to `value`, or without it, ready for a link.
    func replacing(_ name: String, with value: String?) -> String {
        var pairs = pairs.filter { $0.name != name }
        if let value { pairs.append((name, value)) }
        return pairs.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
    }

    static func == (left: Query, right: Query) -> Bool {
        left.pairs.elementsEqual(right.pairs, by: ==)
    }

    private static func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return spaced.removingPercentEncoding ?? String(spaced)
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? text
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~,:")
}
