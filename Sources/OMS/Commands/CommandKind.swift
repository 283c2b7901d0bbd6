/// What a packer calls a command.
public enum CommandKind: String, CaseIterable, Hashable, Sendable {
    /// The three that a bench lives on.
    case pack, ship, deny
    /// Work before packing, and goods that are missing.
    case prepare, notFound
    /// Putting aside, taking back, handing over.
    case block, unblock, refundPack, deliver, cancel
    /// Facts about the parcel; they leave the state as it is.
    case shipmentInformation, shippingLabel

    /// What it is called in a configuration: `not_found` for `notFound`.
    public var settingName: String {
        rawValue.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }

    /// What a command of the kind is called in the outbox where the OMS gives it no name.
    public var word: String {
        switch self {
        case .notFound: "report as not found"
        case .refundPack: "pack for refund"
        case .shipmentInformation: "update the shipment"
        case .shippingLabel: "update the label"
        default: rawValue
        }
    }

    /// The setting that says which command it is, as messages name it: `commands.not_found`.
    public var setting: String { "commands.\(settingName)" }
}
