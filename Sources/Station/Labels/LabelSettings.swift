/// How labels are printed and proved at a bench.
public struct LabelSettings: Equatable, Sendable {
    /// Whether a printer for labels is configured.
    public var hasPrinter = false
    /// The names of all printers that are configured; nil where that is not known.
    public var printers: Set<String>?
    /// Whether a printed label must be scanned back.
    public var confirm = Confirm.ask
    /// After how many seconds a label that has not come counts as needing attention.
    public var lateAfter = 120

    /// When a printed label is scanned back.
    public enum Confirm: String, CaseIterable, Sendable {
        /// It need not be.
        case never
        /// It is asked for; the next package can be opened meanwhile.
        case ask
        /// No other package is opened while a label is out that was not scanned back.
        case always
    }

    /// The usual settings.
    public init() {}
}
