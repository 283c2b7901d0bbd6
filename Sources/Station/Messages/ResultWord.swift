public import Language

/// What became of something, in a word beside the prompt.
public enum ResultWord: String, CaseIterable, Equatable, Sendable {
    /// What became of a scan.
    case ok, wrong, queued, done, refused, ignored
    /// Something was said, is asked, or waits for Enter.
    case note, question, enter
    /// Something is under way.
    case asking, printing, sending
    /// It cannot be done now, or is not known yet.
    case notNow = "not-now"
    case notYet = "not-yet"
    /// A package changed, is gone, or cannot be checked.
    case changed, gone
    case notCheckable = "not-checkable"
    /// A package is finished.
    case cancelled
    case alreadyPacked = "already-packed"
    case alreadyShipped = "already-shipped"
    case alreadyDelivered = "already-delivered"
    case notToBePacked = "not-to-be-packed"
    /// A package is not packed, or not shipped, because another one was scanned.
    case notPacked = "not-packed"
    case notShipped = "not-shipped"
    /// A command needs a person.
    case needsYou = "needs-you"
    /// Something is wrong beside the packages.
    case fileSetAside = "file-set-aside"
    case noSound = "no-sound"
    case clockWrong = "clock-wrong"

    /// The word.
    public var phrase: Phrase { Phrase("result.\(rawValue)") }
}
