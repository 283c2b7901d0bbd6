/// Which page of a list is asked for.
struct Paging: Equatable, Sendable {
    static let usual = 20
    static let most = 100

    let page: Int
    let limit: Int

    /// Reads `page` and `limit` (or another name for it): a limit above 100 is 100, one that is no number is refused.
    init(_ query: Query, limitName: String = "limit") throws(Refusal) {
        limit = min(try Self.positive(query, limitName) ?? Self.usual, Self.most)
        guard let text = query["page"], !text.isEmpty else {
            page = 1
            return
        }
        guard let number = Int(text) else { throw .field("page", "A valid integer is required.") }
        guard (1...1_000_000_000).contains(number) else { throw .invalidPage }
        page = number
    }

    var offset: Int {
        (page - 1) * limit
    }

    private static func positive(_ query: Query, _ name: String) throws(Refusal) -> Int? {
        guard let text = query[name], !text.isEmpty else { return nil }
        guard let number = Int(text) else { throw .field(name, "A valid integer is required.") }
        guard number > 0 else { throw .field(name, "Ensure this value is greater than or equal to 1.") }
        return number
    }
}

/// A page of a list, with the number of rows on all of them.
struct RowPage<Row: Sendable>: Sendable {
    let count: Int
    let rows: [Row]
}

extension Call {
    /// The answer with a page in the OMS's envelope; a page past the end is refused.
    func page<Row>(
        _ page: RowPage<Row>, _ paging: Paging, _ write: (inout JSONText, Row) -> Void
    ) throws(Refusal) -> SandboxAnswer {
        guard paging.page == 1 || paging.offset < page.count else { throw .invalidPage }
        let hasNext = paging.offset + paging.limit < page.count
        return .json { json in
            json.object { json in
                json.member("count", Int64(page.count))
                json.member("next", hasNext ? link(to: paging.page + 1) : nil)
                json.member("previous", paging.page > 1 ? link(to: paging.page - 1) : nil)
                json.array("results", page.rows, write)
            }
        }
    }

    /// The same request for another page; the first one is asked for without a number, as the OMS links it.
    private func link(to page: Int) -> String {
        let query = query.replacing("page", with: page == 1 ? nil : String(page))
        return query.isEmpty ? url : "\(url)?\(query)"
    }
}
