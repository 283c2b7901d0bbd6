/// How a printer over a socket is dealt with; every wait is bounded by one of these.
public struct SocketPrinterSettings: Equatable, Sendable {
    /// The `device.unique_id` of the printer that is meant; nil asks nothing.
    public var uniqueID: String?
    /// Whether others print on it too, unseen: then its odometer proves nothing.
    public var isShared = false
    /// How long a connection may take.
    public var connectTimeout: Duration = .seconds(5)
    /// How long an answer may take before it is silence.
    public var answerTimeout: Duration = .seconds(3)
    /// How long the printer may take no bytes of a document.
    public var sendTimeout: Duration = .seconds(60)
    /// How long a printer with labels in its buffer may show no progress.
    public var printTimeout: Duration = .seconds(60)
    /// How long the count may lag behind when nothing is left in the buffer: the last label is on its way out.
    public var settleTimeout: Duration = .seconds(5)

    /// The usual times, for a printer of one's own.
    public init() {}
}
