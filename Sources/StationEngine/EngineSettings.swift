public import OMS
public import Station

/// How the engine works, and what it takes from the world.
public struct EngineSettings: Sendable {
    /// The ERP code of the stock location whose packages are kept; nil for all.
    public var location: String?
    /// The names under which the installation knows the query's parameters.
    public var parameterNames = ParameterNames()
    /// Which of the OMS's commands is which.
    public var commands = CommandTable()
    /// How many packages are read at once; the OMS takes 100 at most.
    public var pageSize = 100
    /// How many commands are delivered at once, each of another package.
    public var mostDeliveries = 4
    /// The first and the longest wait before something is tried again that did not get through.
    public var firstDelay: Duration = .milliseconds(500)
    /// The longest wait; waits double up to it.
    public var longestDelay: Duration = .seconds(30)
    /// What the wall clock says.
    public var now: @Sendable () -> Timestamp
    /// Waits; a test's own does not.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// Takes the answers to scans, once what they tell of is on disk.
    public var answer: @Sendable (ScanAnswer) -> Void

    /// The usual settings for a location.
    public init(
        location: String? = nil, now: @escaping @Sendable () -> Timestamp,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        answer: @escaping @Sendable (ScanAnswer) -> Void = { _ in }
    ) {
        self.location = location
        self.now = now
        self.sleep = sleep
        self.answer = answer
    }
}
