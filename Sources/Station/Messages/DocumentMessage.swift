public import Language

/// What is said of the invoices and other papers of packages, and of facts that the bench sets.
public enum DocumentMessage: Equatable, Sendable {
    /// The OMS is asked for the invoice of a package.
    case asked(number: String)
    /// The invoice is here, and the printing command is at work.
    case printing(number: String)
    /// It is shown, was printed, or is saved in that place.
    case shown(number: String)
    case printed(number: String)
    case saved(number: String, place: String)
    /// A paper is to be printed, or was given to its printer.
    case queued(QueuedPrint.Paper, number: String)
    case handedOver(QueuedPrint.Paper, number: String)
    /// It cannot be printed, or it is not known whether it came out; a person says that it did.
    case notPrintable(QueuedPrint.Paper, number: String)
    case inDoubt(QueuedPrint.Paper, number: String)
    case cameOut(QueuedPrint.Paper, number: String)
    /// The OMS did not give it.
    case failed(number: String, why: Phrase)
    /// The OMS is asked to set a fact, or was asked before and has not answered.
    case sending(FactOffer, number: String)
    case sentAlready(FactOffer, number: String)
    /// It has set the fact; what it said of it, if anything.
    case set(FactOffer, number: String, words: String?)
}

extension DocumentMessage {
    /// The phrase, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .asked(let number): CodedPhrase(.invoiceAsked, ["number": number])
        case .printing(let number): CodedPhrase(.invoicePrinting, ["number": number])
        case .shown(let number): CodedPhrase(.invoiceShown, ["number": number])
        case .printed(let number): CodedPhrase(.invoicePrinted, ["number": number])
        case .saved(let number, let place): CodedPhrase(.invoiceSaved, ["number": number, "place": place])
        case .queued(let paper, let number): CodedPhrase(.paperQueued, ["number": number, "paper": paper.phrase])
        case .handedOver(let paper, let number):
            CodedPhrase(.paperHandedOver, ["number": number, "paper": paper.phrase])
        case .notPrintable(let paper, let number):
            CodedPhrase(.paperFailed, ["number": number, "paper": paper.phrase])
        case .inDoubt(let paper, let number): CodedPhrase(.paperUnknown, ["number": number, "paper": paper.phrase])
        case .cameOut(let paper, let number): CodedPhrase(.paperCameOut, ["number": number, "paper": paper.phrase])
        case .failed(let number, let why): CodedPhrase(.invoiceFailed, ["number": number, "why": why])
        case .sending(let fact, let number): CodedPhrase(.factSending, ["number": number, "fact": fact.phrase])
        case .sentAlready(let fact, let number):
            CodedPhrase(.factSentAlready, ["number": number, "fact": fact.phrase])
        case .set(let fact, let number, let words?):
            CodedPhrase(.factSet, form: "words", ["number": number, "fact": fact.phrase, "words": words])
        case .set(let fact, let number, nil): CodedPhrase(.factSet, ["number": number, "fact": fact.phrase])
        }
    }
}

extension FactOffer {
    /// What it is called in a sentence.
    var phrase: Phrase { Phrase("fact.\(key)") }

    /// What the list of all that can be done calls it.
    var label: Phrase { Phrase("fact.\(key).label") }

    /// What stands before its value.
    public var field: Phrase { Phrase("form.\(key)") }

    /// The last part of its keys in the catalogs.
    var key: String {
        switch self {
        case .invoice: "invoice"
        case .invoiceNumber: "invoice-number"
        case .remoteID: "remote-id"
        case .extraInformation: "extra-information"
        }
    }
}
