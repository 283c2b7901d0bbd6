/// Collects ESC 0 ESC 2 ESC 9: how a terminal passes on a control character that a scanner types as Alt+029.
struct AltSequence: Equatable, Sendable {
    /// A key that was held back while it could have been a part of a sequence.
    enum Held: Equatable {
        case escape
        case alt(Unicode.Scalar)
    }

    /// What a character did to the sequence.
    enum Outcome: Equatable {
        /// It is held: the sequence may still become a control character, or it was given back with Alt.
        case taken
        /// The sequence became this control character.
        case decoded(Unicode.Scalar)
        /// It is no part of any sequence.
        case notMine
    }

    private var digits: [Unicode.Scalar] = []
    /// Whether the last key was an ESC: a person's, unless more follows at once.
    private(set) var awaitsMore = false

    var isEmpty: Bool { digits.isEmpty && !awaitsMore }

    /// Takes the next character; keys that turn out not to be a part of a sequence are given back in `released`.
    mutating func take(_ scalar: Unicode.Scalar, released: inout [Held]) -> Outcome {
        guard scalar != ASCII.escape else {
            if awaitsMore { released = giveUp() }
            awaitsMore = true
            return .taken
        }
        guard awaitsMore else {
            released = giveUp()
            return .notMine
        }
        awaitsMore = false
        guard scalar.isASCIIDigit else {
            released = giveUp() + [.alt(scalar)]
            return .taken
        }
        digits.append(scalar)
        guard digits.count == 3 else { return .taken }
        let value = digits.compactMap(\.asciiDigitValue).reduce(0) { $0 * 10 + $1 }
        guard value < 0x20, let control = Unicode.Scalar(UInt32(value)) else {
            released = giveUp()
            return .taken
        }
        digits = []
        return .decoded(control)
    }

    /// Ends the sequence where it is and gives back what was held.
    mutating func giveUp() -> [Held] {
        var held = digits.map(Held.alt)
        if awaitsMore { held.append(.escape) }
        digits = []
        awaitsMore = false
        return held
    }
}
