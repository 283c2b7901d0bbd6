/// When a read is sent again after it failed, and how long is waited before.
///
/// Commands are never sent again here, whatever the policy says.
public struct RetryPolicy: Hashable, Sendable {
    /// How often a read is sent at most, the first time included.
    public var attempts: Int
    /// The wait after the first failure; it doubles with each further one.
    public var firstDelay: Duration
    /// The longest wait.
    public var longestDelay: Duration
    /// The longest `Retry-After` that is waited for; a longer one is handed to the caller with the error.
    public var longestRetryAfter: Duration
    /// What part of a wait is left to chance, 0 to 1, so that stations do not return in step.
    public var jitter: Double

    /// A policy with these bounds.
    public init(
        attempts: Int = 3, firstDelay: Duration = .milliseconds(250), longestDelay: Duration = .seconds(8),
        longestRetryAfter: Duration = .seconds(30), jitter: Double = 0.5
    ) {
        self.attempts = attempts
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
        self.longestRetryAfter = longestRetryAfter
        self.jitter = jitter
    }

    /// No read is sent twice.
    public static let never = RetryPolicy(attempts: 1)

    /// How long to wait before a read is sent again; nil when it is not.
    ///
    /// `chance` is a number from 0 to 1.
    func delay(after error: OMSClientError, attempt: Int, chance: Double) -> Duration? {
        guard attempt < attempts, Self.isTransient(error) else { return nil }
        if let retryAfter = error.retryAfter {
            return retryAfter <= longestRetryAfter ? retryAfter : nil
        }
        let doublings = min(attempt - 1, 20)
        let whole = min(firstDelay * (1 << doublings), longestDelay)
        return whole * (1 - jitter * chance)
    }

    /// Whether the same read may well succeed a little later.
    private static func isTransient(_ error: OMSClientError) -> Bool {
        switch error.code {
        case .unknownHost, .couldNotConnect, .cutOff: true
        case .status(let status): OMSClientError.temporaryStatuses.contains(status)
        default: false
        }
    }
}
