/// What is said of the invoices of packages, and of facts that the bench sets.
public enum DocumentMessage: Equatable, Sendable {
    /// The OMS is asked for the invoice of a package.
    case asked(number: String)
    /// The invoice is here, and the printing command is at work.
    case printing(number: String)
    /// It is shown, was printed, or is saved in that place.
    case shown(number: String)
    case printed(number: String)
    case saved(number: String, place: String)
    /// The OMS did not give it.
    case failed(number: String, why: String)
    /// The OMS is asked to set a fact, or was asked before and has not answered.
    case sending(FactOffer, number: String)
    case sentAlready(FactOffer, number: String)
    /// It has set the fact; what it said of it, if anything.
    case set(FactOffer, number: String, words: String?)
}

extension DocumentMessage {
    /// The sentence, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .asked(let number): CodedPhrase(.invoiceAsked, "the OMS for the invoice of \(number)")
        case .printing(let number): CodedPhrase(.invoicePrinting, "the invoice of \(number)")
        case .shown(let number): CodedPhrase(.invoiceShown, "The invoice of \(number)")
        case .printed(let number): CodedPhrase(.invoicePrinted, "The invoice of \(number) was given to the printer.")
        case .saved(let number, let place):
            CodedPhrase(.invoiceSaved, "The invoice of \(number) is saved · \(place)")
        case .failed(let number, let why): CodedPhrase(.invoiceFailed, "Invoice of \(number): \(why)")
        case .sending(let fact, let number):
            CodedPhrase(.factSending, "\(number): the \(fact.name) · not done yet")
        case .sentAlready(let fact, let number):
            CodedPhrase(
                .factSentAlready,
                "\(number): the \(fact.name) was sent already, and the OMS has not answered yet: wait.")
        case .set(let fact, let number, let words):
            CodedPhrase(.factSet, "\(number): the \(fact.name) is \(words ?? "set")")
        }
    }
}
