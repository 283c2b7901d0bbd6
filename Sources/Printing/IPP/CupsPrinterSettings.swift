/// How a printer behind IPP or CUPS is dealt with; every wait is bounded by one of these.
public struct CupsPrinterSettings: Equatable, Sendable {
    /// The `printer-uuid` of the printer that is meant; nil asks nothing.
    public var uniqueID: String?
    /// How long a connection may take.
    public var connectTimeout: Duration = .seconds(5)
    /// How long an answer may take.
    public var answerTimeout: Duration = .seconds(10)
    /// How long a job may take before a trouble of which the printer only warns counts.
    public var warningPatience: Duration = .seconds(5)
    /// How long a job is followed; after that it is sent, and no more is known of it.
    public var printTimeout: Duration = .seconds(60)

    /// The usual times.
    public init() {}

    var connectMilliseconds: Int32 { Int32(clamping: Int(connectTimeout / .milliseconds(1))) }
    var answerSeconds: Double { answerTimeout / .seconds(1) }
}
