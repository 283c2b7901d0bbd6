import Language

/// What is said of labels and of their printing.
public enum LabelMessage: Equatable, Sendable {
    /// A label came out; whether it must be scanned back.
    case printed(number: String, isDue: Bool)
    /// It cannot be printed, or it is not known whether it came out.
    case failed(number: String)
    case unknown(number: String)
    /// It is another one now than was printed.
    case changed(number: String)
    /// It is the right one; so many of the package's are still to be scanned back.
    case confirmed(number: String, left: Int)
    /// It must be scanned back before another package is opened.
    case due(number: String)
    /// It is printed, or printed again for a reason.
    case printing(number: String)
    case printingAgain(number: String, PrintReason)
    /// A person says that it came out.
    case cameOut(number: String)
    /// A person has seen to a label that has not come.
    case dismissed(number: String)
}

extension LabelMessage {
    /// The phrase, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .printed(let number, isDue: true): CodedPhrase(.labelPrinted, form: "due", ["number": number])
        case .printed(let number, isDue: false): CodedPhrase(.labelPrinted, ["number": number])
        case .failed(let number): CodedPhrase(.labelFailed, ["number": number])
        case .unknown(let number): CodedPhrase(.labelUnknown, ["number": number])
        case .changed(let number): CodedPhrase(.labelHasChanged, ["number": number])
        case .confirmed(let number, 0): CodedPhrase(.labelConfirmed, ["number": number])
        case .confirmed(let number, let left):
            CodedPhrase(.labelConfirmed, form: "left", ["number": number, "count": left])
        case .due(let number): CodedPhrase(.labelDue, ["number": number])
        case .printing(let number): CodedPhrase(.labelPrinting, ["number": number])
        case .printingAgain(let number, let reason):
            CodedPhrase(.labelPrintingAgain, ["number": number, "reason": reason.phrase])
        case .cameOut(let number): CodedPhrase(.labelCameOut, ["number": number])
        case .dismissed(let number): CodedPhrase(.labelDismissed, ["number": number])
        }
    }
}
