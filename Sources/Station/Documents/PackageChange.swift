public import Language
public import OMS

/// A fact of a package that the bench sets itself, besides the OMS's commands.
///
/// It is asked for at once and kept in no outbox: nothing is said to be done before the OMS has answered.
public enum PackageChange: Equatable, Sendable {
    /// The number of its invoice.
    case invoiceNumber(String)
    /// What another system calls it.
    case remoteID(String)
    /// What is noted on it besides, all of it.
    case extraInformation([String: JSONValue])
    /// Its purchase invoice is made.
    case invoice

    /// What it sets.
    public var fact: FactOffer {
        switch self {
        case .invoiceNumber: .invoiceNumber
        case .remoteID: .remoteID
        case .extraInformation: .extraInformation
        case .invoice: .invoice
        }
    }
}

/// What became of a change.
public enum ChangeOutcome: Equatable, Sendable {
    /// The OMS has done it; what it said of it, if anything.
    case done(String?)
    /// The OMS has not done it; why.
    case refused(Phrase)
    /// Nobody knows whether the OMS has done it; why.
    case unknown(Phrase)
}
