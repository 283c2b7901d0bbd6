import Language
import OMS
import Station

// What is said of something that is set wrongly: where it stands, what is wrong, and what would be right.

extension Phrase {
    /// A line of a file, from 1.
    static func line(_ number: Int, of path: String) -> Phrase {
        Phrase("configuration.line", ["path": path, "line": String(number)])
    }

    /// The known name that a word may be meant for; nil where none is near.
    static func nearest(to word: String, among known: [String]) -> Phrase? {
        word.nearest(among: known).map { Phrase("configuration.perhaps", ["near": $0]) }
    }

    /// The known name that a word may be meant for, else all that there are.
    static func hint(for word: String, among known: [String]) -> Phrase {
        nearest(to: word, among: known)
            ?? Phrase("configuration.known", ["known": known.joined(separator: ", ")])
    }
}

extension Failure {
    /// A mistake, and where it stands: a line of a file, a variable or an option.
    init(at place: Phrase, _ mistake: Phrase) {
        self.init(Phrase("configuration.at", ["place": place, "mistake": mistake]), Status.configuration)
    }

    /// A value that is not what it must be.
    static func wrong(_ value: String, _ expected: Phrase, at place: Phrase) -> Failure {
        Failure(at: place, Phrase("configuration.wrong-value", ["value": value, "expected": expected]))
    }
}
