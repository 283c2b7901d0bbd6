import OMS

/// A full comparison of the mirror with the OMS, and how far it has come: kept on disk after each page, so that a station that
/// was stopped goes on where it was.
///
/// Pages go from the newest package to the oldest, each asking for the ids below those that were seen: what comes or goes
/// meanwhile shifts nothing, and several ranges of ids can be read at once. Where the OMS ignores that condition, or the order,
/// pages are counted instead, one after the other.
struct Comparison: Equatable {
    /// What the mirror marks as seen with.
    let generation: Int
    /// When it began, on our clock.
    let began: Timestamp
    /// Up to when changes are certainly in it: the OMS's clock at its beginning; nil before the first answer.
    var watermark: Timestamp?
    /// How many packages were read, and how many there are as far as the OMS said.
    private(set) var done = 0, total: Int?
    /// How many of them could not be read.
    private(set) var unreadable = 0
    /// What is left.
    private var rest = Rest.beginning
    /// Whether pages are counted because the OMS has not given what it was asked for.
    private var isCounted = false
    /// Where the oldest packages are thought to be.
    private var lowest = 0
    /// The parts that were asked for and are not answered.
    private var asked: Set<Part> = []

    /// What is left to be read.
    private enum Rest: Equatable {
        /// Everything.
        case beginning
        /// These ranges, the newest ids first; the OMS has answered for ids below one that was given, or has not yet.
        case ranges([IDRange], isProven: Bool)
        /// All pages from this one on.
        case pages(from: Int)
    }

    /// A page to be asked for.
    struct Part: Hashable, Sendable {
        /// The ids of the page are below this one; nil for any id.
        let below: Int?
        /// Which of the pages that fit.
        let page: Int

        /// What to ask for besides the location.
        var conditions: [PackageParameter: String] { below.map { [.idBefore: String($0)] } ?? [:] }
    }

    init(generation: Int, began: Timestamp) {
        self.generation = generation
        self.began = began
    }

    /// Whether nothing is left.
    var isComplete: Bool { rest == .ranges([], isProven: true) }

    /// Forgets what was asked for and did not come.
    mutating func forgetAsked() { asked = [] }

    /// What to ask for next while other parts are under way; nil when that is to be waited for.
    ///
    /// Several parts are under way only with an OMS that is known to give the ids that it was asked for.
    mutating func next(pageSize: Int) -> Part? {
        let part: Part
        switch rest {
        case .beginning: part = Part(below: nil, page: 1)
        case .pages(let page): part = Part(below: nil, page: page)
        case .ranges(var ranges, let isProven):
            if isProven, ranges.allSatisfy({ asked.contains($0.part) }),
                let halved = halvingWidest(of: ranges, pageSize)
            {
                ranges = halved
                rest = .ranges(ranges, isProven: true)
            }
            guard let range = ranges.first(where: { !asked.contains($0.part) }), isProven || asked.isEmpty else {
                return nil
            }
            part = range.part
        }
        return asked.insert(part).inserted ? part : nil
    }

    /// Learns from the page that was asked for with a part; one that is not what was asked for is asked for otherwise.
    mutating func take(_ answer: Page<Package>, for part: Part, pageSize: Int) {
        guard asked.remove(part) != nil else { return }
        let ids = answer.rows.map(\.id)
        // A row that is listed twice is no other order.
        let isOrdered = zip(ids, ids.dropFirst()).allSatisfy { $0 >= $1 }
        if let below = part.below, !isOrdered || ids.contains(where: { $0 >= below }) { return countPages() }
        if part.below == nil { total = answer.count } else if let count = answer.count { learn(count, below: part) }
        let isLast = isLast(answer, part, pageSize)
        if case .ranges(let ranges, _) = rest {
            guard let place = ranges.firstIndex(where: { $0.part == part }) else { return }
            rest = .ranges(narrow(ranges, at: place, ids, isLast: isLast), isProven: true)
            count(ids.filter { $0 >= ranges[place].from }.count, answer.unreadable)
        } else {
            count(ids.count, answer.unreadable)
            if isLast {
                rest = .ranges([], isProven: true)
            } else if part.page == 1, isOrdered, !isCounted, let last = ids.last {
                lowest = Self.lowest(of: ids, total: total)
                rest = .ranges([IDRange(from: 0, below: last)], isProven: false)
            } else {
                rest = .pages(from: part.page + 1)
            }
        }
    }

    private mutating func count(_ rows: Int, _ unreadableRows: Int) {
        done += rows + unreadableRows
        unreadable += unreadableRows
    }

    /// How many there are, by how many are below a part: as long as all above it was read.
    private mutating func learn(_ count: Int, below part: Part) {
        guard case .ranges(let ranges, _) = rest, ranges.count == 1, ranges[0].from == 0, ranges[0].part == part,
            part.page == 1
        else { return }
        total = count + done
    }

    /// The ranges without what a page had of one of them.
    private func narrow(_ ranges: [IDRange], at place: Int, _ ids: [Int], isLast: Bool) -> [IDRange] {
        var (ranges, range) = (ranges, ranges[place])
        if let last = ids.last { (range.below, range.page) = (last, 1) } else { range.page += 1 }
        if isLast || range.below <= range.from { ranges.remove(at: place) } else { ranges[place] = range }
        return ranges
    }

    /// Whether nothing is behind a page: a bare list is all there is, and a count that is greater says that there is more.
    private func isLast(_ answer: Page<Package>, _ part: Part, _ pageSize: Int) -> Bool {
        let rows = answer.rows.count + answer.unreadable
        guard rows > 0 else { return true }
        return answer.next == nil && (answer.count ?? 0) <= (part.page - 1) * pageSize + rows
    }

    /// Goes over to pages that are counted, for good: behind the one page that was read, or from the first one where ranges were.
    private mutating func countPages() {
        if case .ranges(_, isProven: false) = rest {
            rest = .pages(from: 2)
        } else {
            (done, unreadable, rest) = (0, 0, .pages(from: 1))
        }
        (isCounted, asked) = (true, [])
    }

    /// The ranges with the widest one in halves; nil where what is left is not worth it.
    ///
    /// A page that is under way stays the upper half's: what it brings of the lower one is read again there.
    private func halvingWidest(of ranges: [IDRange], _ pageSize: Int) -> [IDRange]? {
        guard let total, total - done > 2 * pageSize else { return nil }
        let widths = ranges.map { $0.below - ($0.from < lowest && lowest < $0.below ? lowest : $0.from) }
        guard let place = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[place] > 2 * pageSize else {
            return nil
        }
        let range = ranges[place]
        let middle = range.below - widths[place] / 2
        let halves = [
            IDRange(from: middle, below: range.below, page: range.page), IDRange(from: range.from, below: middle),
        ]
        return ranges[..<place] + halves + ranges[(place + 1)...]
    }

    /// Where the oldest packages are if they lie as close together as those of the first page.
    private static func lowest(of ids: [Int], total: Int?) -> Int {
        guard let first = ids.first, let last = ids.last, let total else { return 0 }
        let (width, isTooWide) = first.subtractingReportingOverflow(last)
        let (spread, isTooMany) = width.multipliedReportingOverflow(by: total / ids.count)
        return isTooWide || isTooMany || spread > first ? 0 : first - spread
    }
}

/// Ids that are to be read, from the greatest down.
struct IDRange: Equatable {
    /// The least of them.
    let from: Int
    /// The id above the greatest of them that was not read.
    var below: Int
    /// The page below that id to be read next; above 1 where all rows of a page could not be read.
    var page = 1

    var part: Comparison.Part { Comparison.Part(below: below, page: page) }
}

// MARK: - On disk

extension Comparison {
    /// Reads back `text`; nil when it is of another form.
    init?(_ text: String) {
        guard let json = try? JSONDocument(text).root, let generation = json["generation"].int,
            let began = json["began"].timestamp, let done = json["done"].int, let lowest = json["lowest"].int
        else { return nil }
        self.init(generation: generation, began: began)
        watermark = json["watermark"].timestamp
        (self.done, self.lowest, total) = (done, lowest, json["total"].int)
        unreadable = json["unreadable"].int ?? 0
        isCounted = json["counted"].bool ?? false
        if let page = json["page"].int {
            rest = .pages(from: page)
        } else {
            let ranges = json["ranges"].elements.compactMap(IDRange.init)
            guard !ranges.isEmpty else { return nil }
            rest = .ranges(ranges, isProven: json["proven"].bool ?? false)
        }
    }

    var text: String {
        var value: [String: JSONValue] = [
            "generation": .int(generation), "began": .string(began.text),
            "watermark": watermark.map { .string($0.text) } ?? .null, "done": .int(done), "lowest": .int(lowest),

            "unreadable": .int(unreadable), "counted": .bool(isCounted),
            "total": total.map(JSONValue.int) ?? .null,
        ]
        switch rest {
        case .beginning: value["page"] = 1
        case .pages(let page): value["page"] = .int(page)
        case .ranges(let ranges, let isProven):
            value["ranges"] = .array(ranges.map(\.json))
            value["proven"] = .bool(isProven)
        }
        return JSONValue.object(value).text
    }
}

extension IDRange {
    fileprivate init?(_ json: JSON) {
        let numbers = json.elements.compactMap(\.int)
        guard numbers.count == 3, numbers[0] < numbers[1] else { return nil }
        self.init(from: numbers[0], below: numbers[1], page: numbers[2])
    }

    fileprivate var json: JSONValue { [.int(from), .int(below), .int(page)] }
}
