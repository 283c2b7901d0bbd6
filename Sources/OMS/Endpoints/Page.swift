/// One page of a list of the OMS.
///
/// Source: every list of the seed: `{"count", "next", "previous", "results"}`.
public struct Page<Row: Sendable>: Sendable {
    /// How many rows there are on all pages; nil when the OMS did not say.
    public let count: Int?
    /// Where the next page is; nil on the last one.
    public let next: String?
    /// Where the page before is; nil on the first one.
    public let previous: String?
    /// The rows that could be read.
    public let rows: [Row]
    /// How many rows could not be read.
    ///
    /// One broken row never costs the page.
    public let unreadable: Int

    /// Beyond this a count is none: no OMS has so many rows.
    private static var mostCounted: Int { 1_000_000_000 }

    /// Reads a page, each row by `read`.
    ///
    /// A bare list is taken as the only page.
    ///
    /// Errors: `PageError` when there is no list of rows at all.
    public init(_ json: JSON, row read: (JSON) -> Row?) throws(PageError) {
        let results = json.kind == .array ? json : json["results"]
        guard results.kind == .array else { throw PageError() }
        let elements = results.elements
        rows = elements.compactMap(read)
        unreadable = elements.count - rows.count
        count = json["count"].int.flatMap { (0...Self.mostCounted).contains($0) ? $0 : nil }
        next = json["next"].text
        previous = json["previous"].text
    }
}

/// An answer that was to be a page of a list, and is not.
public struct PageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// One sentence for people.
    public var description: String { "the answer has no list of results" }
}
