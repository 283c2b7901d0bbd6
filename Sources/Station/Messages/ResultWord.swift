/// What became of something, in a word beside the prompt.
public enum ResultWord: CaseIterable, Equatable, Sendable {
    /// What became of a scan.
    case ok, wrong, queued, done, refused, ignored
    /// Something was said, is asked, or waits for Enter.
    case note, question, enter
    /// Something is under way.
    case asking, printing, sending
    /// It cannot be done now, or is not known yet.
    case notNow, notYet
    /// A package changed, is gone, or cannot be checked.
    case changed, gone, notCheckable
    /// A package is finished.
    case alreadyPacked, alreadyShipped, alreadyDelivered, cancelled, notToBePacked
    /// A package is not packed, or not shipped, because another one was scanned.
    case notPacked, notShipped
    /// A command needs a person.
    case needsYou
    /// Something is wrong beside the packages.
    case fileSetAside, noSound

    /// The word in English.
    public var text: String {
        switch self {
        case .ok: "OK"
        case .wrong: "WRONG"
        case .queued: "QUEUED"
        case .done: "DONE"
        case .refused: "REFUSED"
        case .ignored: "IGNORED"
        case .note: "NOTE"
        case .question: "?"
        case .enter: "ENTER?"
        case .asking: "ASKING"
        case .printing: "PRINTING"
        case .sending: "SENDING"
        case .notNow: "NOT NOW"
        case .notYet: "NOT YET"
        case .changed: "CHANGED"
        case .gone: "GONE"
        case .notCheckable: "NOT CHECKABLE"
        case .alreadyPacked: "ALREADY PACKED"
        case .alreadyShipped: "ALREADY SHIPPED"
        case .alreadyDelivered: "ALREADY DELIVERED"
        case .cancelled: "CANCELLED"
        case .notToBePacked: "NOT TO BE PACKED"
        case .notPacked: "NOT PACKED"
        case .notShipped: "NOT SHIPPED"
        case .needsYou: "NEEDS YOU"
        case .fileSetAside: "FILE SET ASIDE"
        case .noSound: "NO SOUND"
        }
    }
}
