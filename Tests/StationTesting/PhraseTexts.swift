public import Language
public import Station

// Tests read what people read: a phrase equals the sentence that it is in English, on a bench with the usual keys.

extension Phrase {
    /// The sentence in English.
    public var shown: String { Self.localizer.text(self) }

    private static let keys: [StationCommand.ID: String] = [
        .pack: "F3", .ship: "F4", .refresh: "F5", .deny: "F6", .notFound: "F7", .activity: "F8", .quit: "F10",
    ]
    private static let localizer = Localizer(PhraseCatalog(.english)) { keys[$0] }
}

/// Whether a phrase is that sentence in English.
public func == (phrase: Phrase, sentence: String) -> Bool { phrase.shown == sentence }

/// Whether a phrase is that sentence in English.
public func == (phrase: Phrase?, sentence: String) -> Bool { phrase?.shown == sentence }

/// Whether phrases are these sentences in English.
public func == (phrases: [Phrase], sentences: [String]) -> Bool { phrases.map(\.shown) == sentences }

/// Whether phrases are these sentences in English.
public func == (phrases: [Phrase]?, sentences: [String]) -> Bool { phrases?.map(\.shown) == sentences }

extension Message {
    /// The sentence in English.
    public var text: String { phrase.shown }
}

extension ScanResult {
    /// The word beside the prompt, and the sentence, in English.
    public var word: String { label.phrase.shown }
    /// The sentence in English.
    public var text: String { phrase.shown }
}

extension ScanAnswer {
    /// The sentence in English.
    public var text: String { phrase.shown }
}

extension Alarm {
    /// The sentence in English.
    public var text: String { phrase.shown }
}

extension Phrase {
    /// Whether the sentence has that part, in English.
    public func contains(_ part: String) -> Bool { english.contains(part) }
    /// Whether the sentence begins so, in English.
    public func hasPrefix(_ beginning: String) -> Bool { english.hasPrefix(beginning) }
    /// Whether the sentence ends so, in English.
    public func hasSuffix(_ end: String) -> Bool { english.hasSuffix(end) }
    /// Whether it says nothing.
    public var isEmpty: Bool { english.isEmpty }
}

/// A text in a test is a phrase that is the same in every language.
extension Phrase: ExpressibleByStringInterpolation {
    /// The phrase that is this text in every language.
    public init(stringLiteral text: String) { self = .verbatim(text) }
}
