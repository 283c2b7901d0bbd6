/// How long to wait before a connection is tried again: longer after each failure, and never the same for all benches.
struct ReconnectDelay {
    let first: Duration, longest: Duration
    private var failures = 0

    init(first: Duration, longest: Duration) {
        self.first = first
        self.longest = longest
    }

    /// The wait after one more failure; `chance` is a random number from 0 to 1.
    mutating func next(chance: Double) -> Duration {
        let wait = min(longest, first * (1 << min(failures, 16)))
        failures += 1
        return wait * (0.5 + chance)
    }

    /// Begins anew, after a success.
    mutating func reset() { failures = 0 }
}

extension Duration {
    /// Whole milliseconds, at least 1, and at most about 24 days.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let bounded = min(max(seconds, 0), 2_147_482)
        return max(1, Int(bounded) * 1_000 + Int(max(attoseconds, 0) / 1_000_000_000_000_000))
    }
}
