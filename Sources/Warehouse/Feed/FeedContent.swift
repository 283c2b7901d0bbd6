public import OMS

/// What benches tell each other of the OMS, in the feed of their location.
public enum FeedContent: Hashable, Sendable {
    /// A package as the OMS had it, as the OMS wrote it.
    case package(Int, json: String)
    /// The OMS sent an event about a package, whose state is in another row.
    case heard(package: Int)
    /// The OMS sent an event, and whoever received it could not read what it is about: the reader is to ask for changes.
    case unread(package: Int?)
    /// How far the changes of the OMS are in the feed.
    case mark(FeedMark)
    /// The reader begins to compare all packages with the OMS.
    case comparing
    /// A comparison that began at the row of that number is complete: these are all packages that the OMS lists.
    case compared(since: Int, ids: [Int])
    /// The reasons for denials.
    case reasons([DenialReason])
    /// What a newer program wrote, or what cannot be read; it is passed over.
    case unknown(kind: String)
}

/// How far the changes of the OMS are in the feed.
public struct FeedMark: Hashable, Sendable {
    /// The packages with a `modified_date` from here on are in the feed, as far as this mark and those before it say.
    public let from: Timestamp
    /// The greatest `modified_date` that was seen.
    public let to: Timestamp

    /// A mark over these dates.
    public init(from: Timestamp, to: Timestamp) { (self.from, self.to) = (from, to) }
}

/// One row to be written to the feed.
public struct FeedNews: Hashable, Sendable {
    /// What it says.
    public let content: FeedContent
    /// The webhook event that it comes from, which is written once; nil for none.
    public var event: String?
    /// How long ago that was true.
    public var age: Duration

    /// A row; of an event, the second one is not written.
    public init(_ content: FeedContent, event: String? = nil, age: Duration = .zero) {
        (self.content, self.event, self.age) = (content, event, age)
    }
}

/// One row of the feed.
public struct FeedRow: Hashable, Sendable {
    /// Its number: a row with a greater one was committed later.
    public let number: Int
    /// What it says.
    public let content: FeedContent
    /// How long ago that was true, by the server's clock.
    public let age: Duration
}

/// Which rows were written.
public struct FeedWrite: Hashable, Sendable {
    /// Their numbers, without a gap; empty where all were known.
    public let numbers: Range<Int>
}

/// The rows after a number.
public enum FeedPage: Hashable, Sendable {
    /// Rows in their order, the number to ask after for the next ones, and the number of the last row that there is.
    ///
    /// Of a package that has several rows close together, only the last one is among them.
    case rows([FeedRow], position: Int, head: Int)
    /// Rows after that number are not there any more, or the feed is another one; the number of the last row that there is.
    case tooOld(head: Int)
}

// MARK: - In the table

extension FeedContent {
    /// The word in the table, and the package.
    var kind: (word: String, package: Int?) {
        switch self {
        case .package(let id, _): ("package", id)
        case .heard(let id): ("heard", id)
        case .unread(let id): ("unread", id)
        case .mark: ("mark", nil)
        case .comparing: ("comparing", nil)
        case .compared: ("compared", nil)
        case .reasons: ("reasons", nil)
        case .unknown(let kind): (kind, nil)
        }
    }

    /// What is said beside that; nil for nothing.
    ///
    /// A package is a string that holds JSON: PostgreSQL refuses some of what the OMS writes and Packline reads.
    var payload: JSONValue? {
        switch self {
        case .package(_, let json): .string(json)
        case .heard, .unread, .comparing, .unknown: nil
        case .mark(let mark): ["from": .string(mark.from.text), "to": .string(mark.to.text)]
        case .compared(let since, let ids): ["since": .int(since), "steps": .array(Self.steps(ids).map(JSONValue.int))]
        case .reasons(let reasons):
            .array(
                reasons.map {
                    [
                        "id": .int($0.id), "title": .string($0.title), "priority": .int($0.priority),
                        "is_active": .bool($0.isActive),
                    ]
                })
        }
    }

    /// Reads a row's kind, package and payload.
    init(kind: String, package: Int?, payload: String?) {
        self = Self.known(kind, package, payload) ?? .unknown(kind: kind)
    }

    private static func known(_ kind: String, _ package: Int?, _ payload: String?) -> FeedContent? {
        switch (kind, package) {
        case ("package", let id?): return payload.map { .package(id, json: $0) }
        case ("heard", let id?): return .heard(package: id)
        case ("unread", _): return .unread(package: package)
        case ("comparing", _): return .comparing
        default: break
        }
        guard let payload, let json = try? JSONDocument(payload).root else { return nil }
        switch kind {
        case "mark":
            guard let from = json["from"].timestamp, let to = json["to"].timestamp else { return nil }
            return .mark(FeedMark(from: from, to: to))
        case "compared":
            let steps = json["steps"].elements.map(\.int)
            guard let since = json["since"].int, !steps.contains(nil) else { return nil }
            return .compared(since: since, ids: ids(steps.compactMap(\.self)))
        case "reasons": return .reasons(json.elements.compactMap(DenialReason.init))
        default: return nil
        }
    }

    /// Ids in their order as the steps from one to the next: of many packages, a third of the bytes.
    private static func steps(_ ids: [Int]) -> [Int] {
        let ids = ids.sorted()
        return zip(ids, [0] + ids).map { $0 &- $1 }
    }

    private static func ids(_ steps: [Int]) -> [Int] {
        var last = 0
        return steps.map { step in
            last &+= step
            return last
        }
    }
}

extension FeedNews {
    /// The row as the statement takes it.
    var json: JSONValue {
        let (word, package) = content.kind
        var members: [String: JSONValue] = ["kind": .string(word), "age": .int(age.wholeMilliseconds)]
        members["package"] = package.map(JSONValue.int)
        members["event"] = event.map(JSONValue.string)
        members["payload"] = content.payload
        return .object(members)
    }
}
