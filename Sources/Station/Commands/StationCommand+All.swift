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
        StationCommand(.help, "help", label: "Help", legend: 1, help: "Show this page."),
        StationCommand(
            .filter, "filter", argument: .optional("text", isScanned: false), label: "Filter", legend: 4,
            help: "Narrow the list while you type; again: every filter of the OMS; Esc clears."),
        StationCommand(
            .pack, "pack", argument: .optional("X"), label: "Pack", legend: 0,
            help: "Pack the open package, or the one that is named.",
            code: Printed(.pack, "Pack", "packs the open package")),
        StationCommand(
            .ship, "ship", argument: .optional("X"), label: "Ship", legend: 0,
            help: "Ship the open package, or the one that is named, after a confirmation.",
            code: Printed(.ship, "Ship", "ships the open package")),
        StationCommand(.refresh, "refresh", label: "Read", legend: 6, help: "Read the packages again from the OMS."),
        StationCommand(
            .deny, "deny", argument: .optional("reason"), label: "Deny", legend: 2,
            help: "Deny the open package with a reason, after a confirmation.",
            code: Printed(.deny, "Deny", "denies it; then scan a reason")),
        StationCommand(
            .notFound, "notfound", label: "Missing", legend: 7,
            help: "Report the unchecked items of the open package as not found.",
            code: Printed(.notFound, "Not found", "reports the missing items")),
        StationCommand(
            .activity, "activity", label: "Activity", legend: 5,
            help: "Show what is queued, what failed and the last scans."),
        StationCommand(
            .commands, "commands", label: "More", legend: 8,
            help: "List every command that the OMS offers for the open package."),
        StationCommand(.quit, "quit", label: "Quit", legend: 3, help: "Leave. What is queued stays queued."),
        StationCommand(
            .show, "show", argument: .optional("list", isScanned: false), label: "Show",
            help: "Choose which packages are listed: to pack, to ship, or all."),
    ]

    private static let packing: [StationCommand] = [
        StationCommand(
            .open, "open", argument: .optional("X"), label: "Open",
            help: "Open the package that is named, or the one that is selected."),
        StationCommand(
            .undo, "undo", argument: .optional("item"), label: "Undo",
            help: "Take the last scan of the open package back, or one of the item.",
            code: Printed(.undo, "Undo", "takes the last scan back")),
        StationCommand(
            .next, "next", label: "Next", help: "Open the next package of the list.",
            code: Printed(.next, "Next package", "goes on to the next package")),
        StationCommand(
            .hold, "hold", label: "Put aside", help: "Put the open package aside; what was checked is kept.",
            code: Printed(.hold, "Put aside", "puts the open package aside")),
        StationCommand(
            .reset, "reset", label: "Start again", help: "Start checking the open package again.",
            code: Printed(.reset, "Start again", "starts this package again")),
        StationCommand(
            .move, "move", argument: .needed("X"), label: "Move",
            help: "Move what is checked to the package X, as far as it needs it."),
        StationCommand(
            .select, "select", argument: .needed("item"), label: "Select",
            help: "Select an item of the open package, as the arrows and Enter do."),
    ]

    private static let invoices: [StationCommand] = [
        StationCommand(
            .invoice, "invoice", label: "Invoice", help: "Show the invoice of the open package as text."),
        StationCommand(
            .print, "print", label: "Print",
            help: "Print the invoice of the open package, or print the last one again.",
            code: Printed(.reprint, "Print again", "prints the last document again")),
        StationCommand(.save, "save", label: "Save", help: "Save the invoice of the open package as a file."),
    ]

    private static let modes: [StationCommand] = [
        StationCommand(
            .modeOpen, "mode open", label: "Open each", help: "A package scan opens the package.",
            code: Printed(.open, "Open", "a package scan opens it")),
        StationCommand(
            .modePack, "mode pack", label: "Pack each", help: "Every package scanned is packed.",
            code: Printed(.packEach, "Pack each", "every package scanned is packed")),
        StationCommand(
            .modeShip, "mode ship", label: "Ship each",
            help: "Every package scanned is shipped: the hand-over to the carrier.",
            code: Printed(.shipEach, "Ship each", "every package scanned is shipped")),
    ]

    private static let stopped: [StationCommand] = [
        StationCommand(
            .retry, "retry", argument: .needed("N", isScanned: false), label: "Retry",
            help: "Send the command N again that was refused or needs you."),
        StationCommand(
            .discard, "discard", argument: .needed("N", isScanned: false), label: "Discard",
            help: "Give the command N up that is queued or needs you."),
    ]

    private static let moving: [StationCommand] = [
        StationCommand(.up, in: [.screen], label: "Up", help: "Move to the line above."),
        StationCommand(.down, in: [.screen], label: "Down", help: "Move to the line below."),
        StationCommand(.pageUp, in: [.screen], label: "Page up", help: "Move up a page."),
        StationCommand(.pageDown, in: [.screen], label: "Page down", help: "Move down a page."),
        StationCommand(.first, in: [.screen], label: "First", help: "Move to the first line."),
        StationCommand(.last, in: [.screen], label: "Last", help: "Move to the last line."),
        StationCommand(.nextPane, in: [.screen], label: "Next pane", help: "Go to the next pane."),
        StationCommand(.previousPane, in: [.screen], label: "Pane before", help: "Go to the pane before."),
        StationCommand(
            .back, "back", "cancel", in: [.screen, .question, .form], label: "Back",
            help: "Acknowledge an error, leave a question, or go back one step."),
    ]

    private static let answers: [StationCommand] = [
        StationCommand(
            .yes, "yes", "y", in: [.question], label: "Yes",
            help: "Say yes to a question; the code acknowledges an error too.",
            code: Printed(.confirm, "Confirm", "says yes to what is asked")),
        StationCommand(.no, "no", in: [.question], label: "No", help: "Say no to a question, and leave it."),
        StationCommand(
            .leaveEmpty, "-", in: [.form], label: "Leave empty", help: "Leave the row of a form empty."),
    ]
}
