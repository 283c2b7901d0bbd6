import Barcode

extension StationCommand {
    /// The names of all commands; a configuration binds keys and aliases to them.
    public enum ID: String, CaseIterable, Sendable {
        /// What the station shows, and how it is left.
        case help, filter, refresh, activity, commands, show, quit
        /// What is done with a package.
        case open, pack, ship, deny, undo, next, hold, reset, move, select
        /// The unchecked items are reported as missing.
        case notFound = "not-found"
        /// What is done with the invoice of the open package.
        case invoice, print, save
        /// What a scanned package is taken for.
        case modeOpen = "mode-open"
        case modePack = "mode-pack"
        case modeShip = "mode-ship"
        /// What becomes of a command that was stopped.
        case retry, discard
        /// Moving about on the screen.
        case up, down, first, last, back
        case pageUp = "page-up"
        case pageDown = "page-down"
        case nextPane = "next-pane"
        case previousPane = "previous-pane"
        /// Answers.
        case yes, no
        case leaveEmpty = "leave-empty"
    }

    /// All commands, in the order in which the help shows them.
    public static let all = functions + packing + invoices + modes + stopped + moving + answers

    private static let functions: [StationCommand] = [
        StationCommand(.help, "help", legend: 1),
        StationCommand(
            .filter, "filter", argument: .optional("text", isScanned: false), legend: 4),
        StationCommand(
            .pack, "pack", argument: .optional("X"), legend: 0,
            code: .pack),
        StationCommand(
            .ship, "ship", argument: .optional("X"), legend: 0,
            code: .ship),
        StationCommand(.refresh, "refresh", legend: 6),
        StationCommand(
            .deny, "deny", argument: .optional("reason"), legend: 2,
            code: .deny),
        StationCommand(
            .notFound, "notfound", legend: 7,
            code: .notFound),
        StationCommand(
            .activity, "activity", legend: 5),
        StationCommand(
            .commands, "commands", legend: 8),
        StationCommand(.quit, "quit", legend: 3),
        StationCommand(
            .show, "show", argument: .optional("list", isScanned: false)),
    ]

    private static let packing: [StationCommand] = [
        StationCommand(
            .open, "open", argument: .optional("X")),
        StationCommand(
            .undo, "undo", argument: .optional("item"),
            code: .undo),
        StationCommand(
            .next, "next",
            code: .next),
        StationCommand(
            .hold, "hold",
            code: .hold),
        StationCommand(
            .reset, "reset",
            code: .reset),
        StationCommand(
            .move, "move", argument: .needed("X")),
        StationCommand(
            .select, "select", argument: .needed("item")),
    ]

    private static let invoices: [StationCommand] = [
        StationCommand(
            .invoice, "invoice"),
        StationCommand(
            .print, "print",
            code: .reprint),
        StationCommand(.save, "save"),
    ]

    private static let modes: [StationCommand] = [
        StationCommand(
            .modeOpen, "mode open",
            code: .open),
        StationCommand(
            .modePack, "mode pack",
            code: .packEach),
        StationCommand(
            .modeShip, "mode ship",
            code: .shipEach),
    ]

    private static let stopped: [StationCommand] = [
        StationCommand(
            .retry, "retry", argument: .needed("N", isScanned: false)),
        StationCommand(
            .discard, "discard", argument: .needed("N", isScanned: false)),
    ]

    private static let moving: [StationCommand] = [
        StationCommand(.up, in: [.screen]),
        StationCommand(.down, in: [.screen]),
        StationCommand(.pageUp, in: [.screen]),
        StationCommand(.pageDown, in: [.screen]),
        StationCommand(.first, in: [.screen]),
        StationCommand(.last, in: [.screen]),
        StationCommand(.nextPane, in: [.screen]),
        StationCommand(.previousPane, in: [.screen]),
        StationCommand(
            .back, "back", "cancel", in: [.screen, .question, .form]),
    ]

    private static let answers: [StationCommand] = [
        StationCommand(
            .yes, "yes", "y", in: [.question],
            code: .confirm),
        StationCommand(.no, "no", in: [.question]),
        StationCommand(
            .leaveEmpty, "-", in: [.form]),
    ]
}
