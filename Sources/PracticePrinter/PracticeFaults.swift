/// What goes wrong with a practice printer.
public struct PracticeFaults: Equatable, Sendable {
    /// After how many labels the paper is out, once; nil where it lasts.
    public var paperOutAfter: Int?
    /// After how many labels the head is opened, once; nil where it stays closed.
    public var headOpenAfter: Int?
    /// Whether it is paused to begin with.
    public var isPaused = false
    /// Whether it answers nothing and prints nothing, until somebody gives it a hand.
    public var isSilent = false
    /// Whether each label waits to be taken off before the next one comes out.
    public var peels = false
    /// How many milliseconds a label takes.
    public var millisecondsALabel = 0
    /// At which byte of a label it closes the connection, once; nil where it does not.
    public var cutAt: Int?
    /// Whether it resets each connection after the last byte of its labels.
    public var resetsAfterLast = false

    /// What faults look like.
    public static let forms =
        "paper-out-after=N, head-open-after=N, paused, silent, slow=MS, cut-at=BYTE, reset-after-last, peel"

    /// A printer that is well.
    public init() {}

    /// Reads faults with commas between them.
    public init(_ list: String) throws(PracticePrinterError) {
        for fault in list.split(separator: ",").map({ $0.filter { !$0.isWhitespace } }) where !fault.isEmpty {
            try add(fault)
        }
    }

    private mutating func add(_ fault: String) throws(PracticePrinterError) {
        let parts = fault.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let number = parts.count == 2 ? Int(parts[1]).flatMap { (0...1_000_000_000).contains($0) ? $0 : nil } : nil
        switch (parts[0], number, parts.count) {
        case ("paper-out-after", let number?, _): paperOutAfter = number
        case ("head-open-after", let number?, _): headOpenAfter = number
        case ("slow", let number?, _): millisecondsALabel = number
        case ("cut-at", let number?, _): cutAt = number
        case ("paused", _, 1): isPaused = true
        case ("silent", _, 1): isSilent = true
        case ("reset-after-last", _, 1): resetsAfterLast = true
        case ("peel", _, 1): peels = true
        default: throw .invalidFault(fault)
        }
    }
}

/// A trouble that a person can give a practice printer, and take away.
public enum PracticeTrouble: Sendable, CaseIterable {
    /// There is no paper.
    case paperOut
    /// The head is open.
    case headOpen
    /// It is paused.
    case paused
    /// It answers nothing.
    case silent
}
