import Barcode
import Station

extension Action {
    /// The code that does the same when it is scanned; nil for what only keys and words can do.
    var code: CommandCode? {
        switch self {
        case .pack: .pack
        case .ship: .ship
        case .deny: .deny
        case .notFound: .notFound
        case .undo: .undo
        case .next: .next
        case .hold: .hold
        case .reset: .reset
        case .modeOpen: .open
        case .modePackEach: .packEach
        case .modeShipEach: .shipEach
        case .print: .reprint
        case .help, .filter, .refresh, .activity, .commands, .quit, .up, .down, .pageUp, .pageDown, .first, .last,
            .nextFocus, .previousFocus, .back, .scope, .invoice, .save:
            nil
        }
    }
}
