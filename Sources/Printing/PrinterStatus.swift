/// How a printer is.
public struct PrinterStatus: Equatable, Sendable {
    /// What a person has to do something about; empty where the printer is well.
    public var troubles: [PrinterTrouble]
    /// What will have to be done soon, such as paper that is nearly out.
    public var warnings: [PrinterWarning] = []
    /// How many jobs or labels are waiting in it; nil where it does not say.
    public var waiting: Int?
    /// How many labels it printed in its life; nil where it does not say.
    public var odometer: Int?

    /// The trouble to name, where there is one.
    public var trouble: PrinterTrouble? { troubles.first }
}

/// Why a printer needs a hand; the raw values are stable.
public enum PrinterTrouble: String, Hashable, Sendable, CaseIterable {
    /// There is no paper, or no labels.
    case paperOut = "paper_out"
    /// There is no ribbon, toner or ink.
    case ribbonOut = "ribbon_out"
    /// The head, a cover or a door is open.
    case headOpen = "head_open"
    /// Paper is jammed.
    case paperJam = "paper_jam"
    /// The cutter is stuck.
    case cutter
    /// Its head or its motor is too hot; it goes on when it has cooled down.
    case overheated
    /// Somebody paused it.
    case paused
    /// Its queue is stopped, or takes no jobs.
    case stopped
    /// A printed label waits to be taken off.
    case labelWaiting = "label_waiting"
    /// It is connected and does not answer, as many printers do that are open or empty.
    case silent
    /// It says that something is wrong, and not what.
    case other
}

/// What a printer will need soon; the raw values are stable.
public enum PrinterWarning: String, Hashable, Sendable, CaseIterable {
    /// The paper has to be measured again.
    case calibrate
    /// The head is dirty.
    case cleanHead = "clean_head"
    /// The head is worn.
    case replaceHead = "replace_head"
    /// Paper is nearly out.
    case paperLow = "paper_low"
    /// Ribbon, toner or ink is nearly out.
    case ribbonLow = "ribbon_low"
}

/// Who a printer says it is.
public struct PrinterIdentity: Equatable, Sendable {
    /// What is its own for life, such as its serial number; nil where it does not say.
    public let uniqueID: String?
    /// What people called it, or its make and model; nil where it does not say.
    public let name: String?

    /// An identity, as far as it is known.
    public init(uniqueID: String?, name: String?) {
        self.uniqueID = uniqueID
        self.name = name
    }
}
