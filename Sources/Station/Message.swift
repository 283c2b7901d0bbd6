public import OMS

/// What the station says, as a value; the sentence is made here and nowhere else.
enum Message: Equatable {
    /// The goods of a package differ from those that a command was given for, or that were known.
    case contentsDiffer(number: String, PackDifference)

    /// The sentence for people.
    var text: String {
        switch self {
        case .contentsDiffer(let number, let difference): "\(number) has changed: \(difference.words)."
        }
    }
}

extension PackDifference {
    /// What to put in and what to take out, in words.
    public var words: String {
        let unreadable = unreadable == 1 ? "1 item that cannot be read" : "\(unreadable) items that cannot be read"
        return [
            putIn.isEmpty ? nil : "put in " + putIn.map(\.words).joined(separator: ", "),
            takeOut.isEmpty ? nil : "take out " + takeOut.map(\.words).joined(separator: ", "),
            self.unreadable == 0 ? nil : unreadable,
        ].compactMap(\.self).joined(separator: "; ")
    }
}

extension PackDifference.Change {
    /// So many of the goods, in words.
    fileprivate var words: String { "\(count) × \(title)" + (mark.map { " (\($0))" } ?? "") }
}
