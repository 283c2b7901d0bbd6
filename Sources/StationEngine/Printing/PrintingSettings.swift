public import Printing
import Station

/// The printers of a bench, and what is printed by itself.
public struct PrintingSettings: Sendable {
    /// The printers, by the names of the configuration.
    public var printers: [String: any Printer] = [:]
    /// The printer for carrier labels; nil prints none.
    public var labelPrinter: String?
    /// The printer for invoices and gift notes; nil makes no print jobs of them.
    public var paperPrinter: String?
    /// Whether the label of a package that is packed here is printed by itself.
    public var isAutomatic = true
    /// The hosts from which labels that are links are fetched, in small letters.
    public var labelHosts: Set<String> = []
    /// How long is waited before a printer that needs a hand is asked again; the last one is for ever.
    public var retryDelays: [Duration] = [.seconds(1), .seconds(2), .seconds(5)]

    /// No printers.
    public init() {}
}

extension PrintingSettings {
    /// The printer that takes over where that one is not configured any more; nil where it is, or none can.
    func printer(insteadOf name: String, for kind: String) -> String? {
        guard printers[name] == nil else { return nil }
        return kind == QueuedPrint.Paper.label.rawValue ? labelPrinter : paperPrinter
    }
}
