public import Language

/// What can be printed of a package, as the question offers it.
public enum PrintChoice: Equatable, Sendable {
    /// The label of a box again, as it was; nil where the package has one box.
    case again(box: Int?)
    /// The label, which was not printed here.
    case first
    /// The label as the OMS has it now.
    case changed
    /// The label is there: nobody knew whether it had come out.
    case cameOut(box: Int?)
    /// Another label from the carrier, by the OMS's command.
    case newLabel(OfferedCommand)
    /// The invoice.
    case invoice
    /// What the sender wrote to the receiver.
    case giftNote
    /// That paper is there: nobody knew whether it had come out.
    case paperCameOut(QueuedPrint.Paper)
    /// The label that has not come is asked for again, of a package that is not open.
    case askAgain
    /// The label that has not come does not count as late any more.
    case dismiss
    /// The package is opened.
    case open

    /// What the question calls it, after the word print.
    var label: Phrase {
        switch self {
        case .again(let box?): Phrase("print.again.box", ["box": box])
        case .again(nil): Phrase("print.again")
        case .first: Phrase("print.first")
        case .changed: Phrase("print.changed")
        case .cameOut(let box?): Phrase("print.came-out.box", ["box": box])
        case .cameOut(nil): Phrase("print.came-out")
        case .newLabel(let command): Phrase("print.new-label", ["command": command.label])
        case .invoice: Phrase("print.invoice")
        case .giftNote: Phrase("print.gift-note")
        case .paperCameOut(let paper): Phrase("print.came-out.paper", ["paper": paper.phrase])
        case .askAgain: Phrase("print.ask-again")
        case .dismiss: Phrase("print.dismiss")
        case .open: Phrase("print.open")
        }
    }

    /// What a list of all that can be done calls it.
    var action: Phrase {
        switch self {
        case .again(let box?): Phrase("action.label.again.box", ["box": box])
        case .again(nil): Phrase("action.label.again")
        case .first: Phrase("action.label.first")
        case .changed: Phrase("action.label.changed")
        case .cameOut, .newLabel, .invoice, .giftNote, .paperCameOut, .askAgain, .dismiss, .open: label
        }
    }
}

/// Why a label is printed again; the raw values stand in the file.
public enum PrintReason: String, CaseIterable, Equatable, Sendable {
    /// It is torn, wet or creased.
    case damaged
    /// It was put on something else, or is not to be found.
    case lost
    /// It cannot be read by a scanner.
    case unreadable
    /// It did not come out, or only half of it.
    case notPrinted = "not-printed"

    /// The reason in words.
    public var phrase: Phrase { Phrase("print.reason.\(rawValue)") }
}
