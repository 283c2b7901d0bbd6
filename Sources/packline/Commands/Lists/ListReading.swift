import Language
import OMS
import OMSClient

/// How the rows of a list are asked for.
struct ListRequests<Row: Sendable> {
    /// A page by its number.
    let page: (_ page: Int, _ limit: Int) -> Request<Page<Row>>
    /// The rows after an id, where the list is in the order of its ids.
    var behind: ((_ id: Int, _ limit: Int) -> Request<Page<Row>>)?
    /// Whether the largest id comes first.
    var isDescending = false
}

/// Reads a whole list page by page although it changes meanwhile.
///
/// Rows that leave a list move those after them to earlier pages, where a reading by page numbers misses them. So what
/// comes next is asked for by the last id that was read, where the list allows it and the OMS obeys: one that does not
/// know the condition answers with the first rows again. Else pages are read by their numbers. No row with an
/// id is given twice.
struct ListReading<Row: Sendable> {
    private let requests: ListRequests<Row>
    private let limit: Int
    private var next = Next.page(1)
    private var canFollow: Bool
    /// The ids of the rows that were given.
    private var known: Set<Int> = []
    private var passed = Passed()
    /// The rows of the page before, where none has an id.
    private var before: [String] = []
    /// What the OMS counted in this pass, page by page.
    private var counts: [Int] = []
    private var isCutShort = false

    /// The rows of this pass through the list.
    private struct Passed {
        var ids: Set<Int> = []
        /// Rows without an id cannot be distinguished: all of them count.
        var withoutID = 0

        var count: Int { ids.count + withoutID }
    }

    private enum Next { case page(Int), behind(Int), nothing }

    /// A page as it was read.
    struct Piece {
        /// The rows that have not been given before, as they came.
        let rows: [JSON]
        /// How many rows of the page could not be read.
        let unreadable: Int
    }

    init(_ requests: ListRequests<Row>, limit: Int) {
        self.requests = requests
        self.limit = limit
        canFollow = requests.behind != nil
    }

    /// How many rows the OMS counted when the list was begun.
    private(set) var total: Int?

    /// The next rows; nil at the end of the list.
    mutating func piece(_ lookUp: LookUp) async throws -> Piece? {
        switch next {
        case .nothing: return nil
        case .page(let number):
            guard let answer = try await answer(requests.page(number, limit), isFirst: number == 1, lookUp) else {
                // The list has become shorter than that.
                (next, isCutShort) = (.nothing, true)
                return nil
            }
            return take(answer, number)
        case .behind(let id):
            let request = requests.behind?(id, limit) ?? requests.page(1, limit)
            let answer = try await answer(request, isFirst: false, lookUp)
            guard let answer, isInOrder(answer, behind: id) else {
                // It does not obey: the list is begun again, by its page numbers.
                (next, canFollow, counts, passed) = (.page(1), false, [], Passed())
                return try await piece(lookUp)
            }
            return take(answer, behind: id)
        }
    }

    /// Asks for a page; nil where the OMS refuses one that is not the first.
    private func answer(
        _ request: Request<Page<Row>>, isFirst: Bool, _ lookUp: LookUp
    ) async throws -> AnswerWithJSON<Page<Row>>? {
        do {
            return try await lookUp.send(request.verbatim)
        } catch {
            guard !isFirst, [.status(400), .status(404)].contains(error.code) else { throw Failure(error) }
            return nil
        }
    }

    private mutating func take(_ answer: AnswerWithJSON<Page<Row>>, _ number: Int) -> Piece {
        let passedBefore = passed
        let piece = newRows(of: answer)
        if let count = answer.value.count { counts.append(count) }
        if answer.value.next == nil || answer.rows.isEmpty {
            next = .nothing
        } else if isRepetition(answer, passedBefore) {
            // An OMS that gives the same page for ever.
            (next, isCutShort) = (.nothing, true)
        } else if number == 1, canFollow, isInOrder(answer, behind: nil), let last = answer.ids.last {
            next = .behind(last)
        } else {
            next = .page(number + 1)
        }
        return piece
    }

    private mutating func take(_ answer: AnswerWithJSON<Page<Row>>, behind id: Int) -> Piece {
        let piece = newRows(of: answer)
        // What it counts is what is left: that alone must agree, for rows that were read may be gone.
        counts = answer.value.count.map { [$0 + passed.count - answer.rows.count] } ?? []
        next = answer.value.next == nil ? .nothing : answer.ids.last.map(Next.behind) ?? .nothing
        return piece
    }

    /// Whether a page brought nothing that was not there before it.
    ///
    /// Rows without an id may be equal on two pages, so what the OMS counts says whether there can be as many.
    private mutating func isRepetition(_ answer: AnswerWithJSON<Page<Row>>, _ passedBefore: Passed) -> Bool {
        guard passed.ids.count == passedBefore.ids.count else { return false }
        if passed.count == passedBefore.count { return true }
        if let count = answer.value.count { return passed.count > count }
        let lines = answer.rows.map(\.line)
        defer { before = lines }
        return lines == before
    }

    private mutating func newRows(of answer: AnswerWithJSON<Page<Row>>) -> Piece {
        total = total ?? answer.value.count
        let rows = answer.rows.filter { row in
            guard let id = row.rowID else {
                passed.withoutID += 1
                return true
            }
            passed.ids.insert(id)
            return known.insert(id).inserted
        }
        return Piece(rows: rows, unreadable: answer.value.unreadable)
    }

    /// Whether every row has an id, and the ids follow each other and that one.
    private func isInOrder(_ answer: AnswerWithJSON<Page<Row>>, behind id: Int?) -> Bool {
        let ids = (id.map { [$0] } ?? []) + answer.ids
        guard answer.ids.count == answer.rows.count else { return false }
        return zip(ids, ids.dropFirst()).allSatisfy { requests.isDescending ? $0 > $1 : $0 < $1 }
    }

    /// How many rows came, and what the OMS counted first and last, where that does not agree at the end of the list.
    var disagreement: ListDisagreement? {
        let agrees = !isCutShort && counts.allSatisfy { $0 == passed.count }
        return agrees
            ? nil : ListDisagreement(read: passed.count, counted: [counts.first, counts.last].compactMap(\.self))
    }
}

extension AnswerWithJSON {
    /// The rows of a page, as they came.
    var rows: [JSON] { (json.kind == .array ? json : json["results"]).elements }

    fileprivate var ids: [Int] { rows.compactMap(\.rowID) }
}

extension JSON {
    fileprivate var rowID: Int? { self[anyOf: "id", "pk"].int }
}

/// How many rows a list had and how many the OMS counted, where that does not agree.
struct ListDisagreement: Equatable {
    /// How many rows came.
    let read: Int
    /// What the OMS counted on the first and on the last page, where it did.
    let counted: [Int]

    /// The sentence for people.
    func phrase(_ things: ListedThings) -> Phrase {
        guard let first = counted.first, let last = counted.last else {
            return Phrase("lookup.changed", ["read": read, "things": things.phrase])
        }
        let counted =
            first == last
            ? Phrase.verbatim(String(first)) : Phrase("lookup.then", ["first": String(first), "last": String(last)])
        return Phrase("lookup.changed.counted", ["read": read, "things": things.phrase, "counted": counted])
    }
}
