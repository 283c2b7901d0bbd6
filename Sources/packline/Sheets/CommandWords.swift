import Barcode

extension CommandCode {
    /// The word for it: what a packer writes at the prompt, and what programs read.
    var word: String {
        switch self {
        case .pack: "pack"
        case .ship: "ship"
        case .deny: "deny"
        case .undo: "undo"
        case .next: "next"
        case .hold: "hold"
        case .confirm: "confirm"
        case .reset: "reset"
        case .notFound: "notfound"
        case .reprint: "reprint"
        case .open: "open"
        case .packEach: "pack each"
        case .shipEach: "ship each"
        }
    }

    /// What it is called on paper.
    var title: String {
        switch self {
        case .pack: "Pack"
        case .ship: "Ship"
        case .deny: "Deny"
        case .undo: "Undo"
        case .next: "Next package"
        case .hold: "Put aside"
        case .confirm: "Confirm"
        case .reset: "Start again"
        case .notFound: "Not found"
        case .reprint: "Print again"
        case .open: "Open"
        case .packEach: "Pack each"
        case .shipEach: "Ship each"
        }
    }

    /// What it does, in a few words.
    var purpose: String {
        switch self {
        case .pack: "packs the open package"
        case .ship: "ships the open package"
        case .deny: "denies it; then scan a reason"
        case .undo: "takes the last scan back"
        case .next: "goes on to the next package"
        case .hold: "puts the open package aside"
        case .confirm: "says yes to what is asked"
        case .reset: "starts this package again"
        case .notFound: "reports the missing items"
        case .reprint: "prints the last document again"
        case .open: "a package scan opens it"
        case .packEach: "every package scanned is packed"
        case .shipEach: "every package scanned is shipped"
        }
    }
}
