/// One framed piece of input: what a scanner sent between two terminators, a typed line, or a line of a paste.
///
/// Words that a slow line delivers all at once, or that a program types, look like a scan: a frame whose text is no
/// code can still be a word, and what is no code at all belongs into the field where it was typed.
public struct ScanFrame: Equatable, Sendable {
    /// Who most likely made the frame; a hint from the timing, never a proof.
    public enum Source: String, Sendable {
        /// A scanner: a burst at machine speed.
        case scanner
        /// A person, or a line read from a pipe.
        case typed
        /// A line of a bracketed paste.
        case pasted
    }

    /// What ended a frame.
    public enum Ending: String, Sendable {
        /// The character CR, also where LF follows it.
        case carriageReturn
        /// The character LF.
        case lineFeed
        /// The character Tab.
        case tab
        /// The Enter key of the keypad.
        case enterKey
        /// A pause, where the scanner sends no terminator.
        case pause
        /// An end of line in a paste, or the end of the paste.
        case paste
    }

    /// What arrived, raw: prefix, suffix, identifiers and control characters are still in it.
    public let text: String
    /// Who most likely made it.
    public let source: Source
    /// What ended it.
    public let ending: Ending
    /// When its first character came, in milliseconds of the caller's clock.
    public let start: Int64
    /// When its last character came, in milliseconds of the caller's clock.
    public let end: Int64
    /// How many Unicode scalars before the cursor belong to the frame and are to be taken out of the field again.
    public let inserted: Int

    /// A frame made by hand: a line read from a pipe, a word typed at the prompt, or a test's.
    public init(
        _ text: String, source: Source = .typed, ending: Ending = .enterKey, start: Int64 = 0, end: Int64 = 0,
        inserted: Int = 0
    ) {
        self.text = text
        self.source = source
        self.ending = ending
        self.start = start
        self.end = end
        self.inserted = inserted
    }

    /// The mean time from one character to the next, in milliseconds; nil for fewer than two characters.
    public var millisecondsPerCharacter: Double? {
        let gaps = text.unicodeScalars.count - 1
        return gaps > 0 ? Double(end &- start) / Double(gaps) : nil
    }
}
