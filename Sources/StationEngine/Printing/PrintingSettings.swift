public import Printing

/// The printers of a bench, and what is printed by itself.
public struct PrintingSettings: Sendable {
    /// The printers, by the names of the configuration.
    public var printers: [String: any Printer] = [:]
    /// The printer for carrier labels; nil prints none.
    public var labelPrinter: String?
    /// Whether the label of a package that is packed here is printed by itself.
    public var isAutomatic = true
    /// How long is waited before a printer that needs a hand is asked again; the last one is for ever.
    public var retryDelays: [Duration] = [.seconds(1), .seconds(2), .seconds(5)]

    /// No printers.
    public init() {}
}
