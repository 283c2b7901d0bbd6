import DequeModule
public import Language

/// The last scans and what became of them.
struct ScanHistory: Equatable, Sendable {
    /// The last scans, the newest first.
    private(set) var scans: Deque<ScanRecord> = []
    /// What became of the last one, or what was said since.
    private(set) var result: ScanResult?

    /// How many scans are kept here; the journal has them all.
    static let most = 200

    /// Adds a scan that was handled.
    mutating func add(_ record: ScanRecord) {
        scans.prepend(record)
        if scans.count > Self.most { scans.removeLast() }
    }

    /// Adds scans of earlier runs behind those of this one.
    mutating func addEarlier(_ earlier: [ScanRecord]) {
        scans.append(contentsOf: earlier.prefix(Self.most - scans.count))
    }

    /// Says what is shown in other words, where it is still shown.
    mutating func replace(_ old: Message, by new: Message) {
        guard let result, result.message == old else { return }
        self.result = ScanResult(result.tone, result.label, new, notes: result.notes)
    }

    /// Shows what became of something.
    mutating func show(_ result: ScanResult) { self.result = result }
}

/// What became of the last scan, as it stands beside the prompt.
public struct ScanResult: Equatable, Sendable {
    /// How it sounds and is coloured.
    public let tone: Tone
    /// The same in a word.
    public let label: ResultWord
    /// What is said.
    public let message: Message
    /// What was noticed besides.
    let notes: [Message.Note]

    init(_ tone: Tone, _ label: ResultWord, _ message: Message, notes: [Message.Note] = []) {
        (self.tone, self.label, self.message, self.notes) = (tone, label, message, notes)
    }

    /// What is said, with what was noticed besides.
    public var phrase: Phrase { message.phrase(with: notes) }
}
