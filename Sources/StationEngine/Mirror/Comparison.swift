import OMS

/// A full comparison of the mirror with the OMS, and how far it has come: kept on disk after each page, so that a station that
/// was stopped goes on where it was.
///
/// Pages go from the newest package to the oldest, each asking for the ids below those that were seen: what comes or goes
/// meanwhile shifts nothing. Where the OMS ignores that condition, or the order, pages are counted instead.
struct Comparison: Equatable {
    /// What the mirror marks as seen with.
    let generation: Int
    /// When it began, on our clock.
    let began: Timestamp
    /// Up to when changes are certainly in it: the OMS's clock at its beginning; nil before the first answer.
    var watermark: Timestamp?
    /// The smallest id that was seen; nil before the first page, and where pages are counted.
    var before: Int?
    /// The page to be read next, where pages are counted; else 1.
    var page = 1
    /// How many packages were read, and how many there are as far as the OMS said.
    var done = 0, total: Int?
    /// How many of them could not be read.
    var unreadable = 0

    init(generation: Int, began: Timestamp) {
        self.generation = generation
        self.began = began
    }

    /// What to ask for next, besides the location.
    var conditions: [PackageParameter: String] { before.map { [.idBefore: String($0)] } ?? [:] }

    /// Learns from a page, and says whether it was the last one; nil when it is not what was asked for: it is asked anew.
    mutating func take(_ answer: Page<Package>, pageSize: Int) -> Bool? {
        let ids = answer.rows.map(\.id)
        let isOrdered = zip(ids, ids.dropFirst()).allSatisfy { $0 > $1 }
        if let before, !isOrdered || ids.contains(where: { $0 >= before }) {
            self.before = nil
            page = done / max(1, pageSize) + 1
            return nil
        }
        total = answer.count.map { before == nil ? $0 : $0 + done }
        done += ids.count + answer.unreadable
        unreadable += answer.unreadable
        guard answer.next != nil, !ids.isEmpty || answer.unreadable > 0 else { return true }
        if page == 1, isOrdered, let last = ids.last { before = last } else { page += 1 }
        return false
    }
}

// MARK: - On disk

extension Comparison {
    /// Reads back `text`; nil when it is of another form.
    init?(_ text: String) {
        guard let json = try? JSONDocument(text).root, let generation = json["generation"].int,
            let began = json["began"].timestamp, let page = json["page"].int, let done = json["done"].int
        else { return nil }
        self.init(generation: generation, began: began)
        watermark = json["watermark"].timestamp
        (self.page, self.done, before, total) = (page, done, json["before"].int, json["total"].int)
        unreadable = json["unreadable"].int ?? 0
    }

    var text: String {
        let value: JSONValue = [
            "generation": .int(generation), "began": .string(began.text),
            "watermark": watermark.map { .string($0.text) } ?? .null,
            "before": before.map(JSONValue.int) ?? .null, "page": .int(page), "done": .int(done),
            "unreadable": .int(unreadable),
            "total": total.map(JSONValue.int) ?? .null,
        ]
        return value.text
    }
}
