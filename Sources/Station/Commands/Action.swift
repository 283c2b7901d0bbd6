/// Something that a packer can tell the station to do, by key, by word or by scan.
public enum Action: Int32, CaseIterable, Sendable {
    /// The functions on the F keys, in their order.
    case help = 1, filter, pack, ship, refresh, deny, notFound, activity, commands, quit
    /// Moving about.
    case up, down, pageUp, pageDown, first, last, nextFocus, previousFocus
    /// Going back one step, and giving in.
    case back
    /// What has no F key.
    case undo, next, hold, reset, scope, modeOpen, modePackEach, modeShipEach
    /// What is done with the invoice of the open package.
    case invoice, print, save

    /// The word that does the same at the prompt; nil for what only a key can do.
    public var word: String? {
        switch self {
        case .help: "help"
        case .filter: "filter"
        case .pack: "pack"
        case .ship: "ship"
        case .refresh: "refresh"
        case .deny: "deny"
        case .notFound: "notfound"
        case .activity: "activity"
        case .commands: "commands"
        case .quit: "quit"
        case .undo: "undo"
        case .next: "next"
        case .hold: "hold"
        case .reset: "reset"
        case .scope: "show"
        case .modeOpen: "mode open"
        case .modePackEach: "mode pack"
        case .modeShipEach: "mode ship"
        case .invoice: "invoice"
        case .print: "print"
        case .save: "save"
        case .up, .down, .pageUp, .pageDown, .first, .last, .nextFocus, .previousFocus, .back: nil
        }
    }

    /// What a legend says, in a word or two.
    public var label: String {
        switch self {
        case .help: "Help"
        case .filter: "Filter"
        case .pack: "Pack"
        case .ship: "Ship"
        case .refresh: "Refresh"
        case .deny: "Deny"
        case .notFound: "Not found"
        case .activity: "Activity"
        case .commands: "Commands"
        case .quit: "Quit"
        case .up: "Up"
        case .down: "Down"
        case .pageUp: "Page up"
        case .pageDown: "Page down"
        case .first: "First"
        case .last: "Last"
        case .nextFocus: "Next pane"
        case .previousFocus: "Pane before"
        case .back: "Back"
        case .undo: "Undo"
        case .next: "Next"
        case .hold: "Put aside"
        case .reset: "Start again"
        case .scope: "Show"
        case .modeOpen: "Open"
        case .modePackEach: "Pack each"
        case .modeShipEach: "Ship each"
        case .invoice: "Invoice"
        case .print: "Print"
        case .save: "Save"
        }
    }

    /// What the help says, in a sentence.
    public var help: String {
        switch self {
        case .help: "Show this page."
        case .filter: "Narrow the list while you type; again: every filter of the OMS; Esc clears."
        case .pack: "Pack the open package, or the one that is named."
        case .ship: "Ship the open package, or the one that is named, after a confirmation."
        case .refresh: "Read the packages again from the OMS."
        case .deny: "Deny the open package with a reason, after a confirmation."
        case .notFound: "Report the unchecked items of the open package as not found."
        case .activity: "Show what is queued, what failed and the last scans."
        case .commands: "List every command that the OMS offers for the open package."
        case .quit: "Leave. What is queued stays queued."
        case .up: "Move to the line above."
        case .down: "Move to the line below."
        case .pageUp: "Move up a page."
        case .pageDown: "Move down a page."
        case .first: "Move to the first line."
        case .last: "Move to the last line."
        case .nextFocus: "Go to the next pane."
        case .previousFocus: "Go to the pane before."
        case .back: "Acknowledge an error, leave a question, or go back one step."
        case .undo: "Take the last scan of the open package back."
        case .next: "Open the next package of the list."
        case .hold: "Put the open package aside; what was checked is kept."
        case .reset: "Start checking the open package again."
        case .scope: "Choose which packages are listed: to pack, to ship, or all."
        case .modeOpen: "A package scan opens the package."
        case .modePackEach: "Every package scanned is packed."
        case .modeShipEach: "Every package scanned is shipped: the hand-over to the carrier."
        case .invoice: "Show the invoice of the open package as text."
        case .print: "Print the invoice of the open package, or print the last one again."
        case .save: "Save the invoice of the open package as a file."
        }
    }
}
