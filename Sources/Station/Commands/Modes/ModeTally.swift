/// What became of the packages that were scanned since a mode was set: so many, and the last of them.
///
/// A package counts once, by what is known of it now: what was queued counts as done or refused when the OMS has answered.
public struct ModeTally: Equatable, Sendable {
    /// The last ten, the newest first.
    public private(set) var last: [Entry] = []
    /// How each stands that was scanned.
    private var standings: [Int: Standing] = [:]

    /// How many packages were packed or shipped.
    public var done: Int { standings.values.count { $0 == .done } }
    /// How many wait to be sent, or for an answer.
    public var queued: Int { standings.values.count { $0 == .queued } }
    /// How many were not packed or shipped, and are not going to be.
    public var refused: Int { standings.values.count { if case .refused = $0 { true } else { false } } }

    /// A package that was scanned, and what became of it.
    public struct Entry: Equatable, Sendable {
        /// The package's id.
        let package: Int
        /// What people know it by.
        public let number: String
        /// What became of it, in a word.
        public let word: ResultWord
        /// The same as a colour.
        public let tone: Tone
    }

    /// How a package stands.
    enum Standing: Equatable, Sendable {
        /// Nothing came of it yet: it is being written, or asked about.
        case scanned
        case done, queued
        /// It was refused, in this word.
        case refused(ResultWord)
    }

    /// How many are kept to be shown.
    static let most = 10

    /// A package was scanned.
    mutating func begin(_ package: Int) { if standings[package] == nil { standings[package] = .scanned } }

    /// Takes over how a package stands, if it was scanned in this mode.
    mutating func note(_ standing: Standing, of package: Int, _ number: String) {
        guard let old = standings[package] else { return }
        standings[package] = standing
        let entry = Entry(package: package, number: number, word: standing.word, tone: standing.tone)
        if let place = last.firstIndex(where: { $0.package == package }) {
            last[place] = entry
        } else if old == .scanned {
            last.insert(entry, at: 0)
            if last.count > Self.most { last.removeLast() }
        }
    }

    /// A package was not taken, for that reason; what was queued or done before stays what it is.
    mutating func noteNotTaken(_ word: ResultWord, _ package: Int, _ number: String) {
        switch standings[package] {
        case .done, .queued: break
        default: note(.refused(word), of: package, number)
        }
    }

}

extension ModeTally.Standing {
    fileprivate var word: ResultWord {
        switch self {
        case .done: .done
        case .scanned, .queued: .queued
        case .refused(let word): word
        }
    }

    fileprivate var tone: Tone {
        switch self {
        case .done: .done
        case .scanned, .queued: .ok
        case .refused: .wrong
        }
    }
}
