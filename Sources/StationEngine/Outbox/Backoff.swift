/// Waits that double up to a bound and leave a part to chance, so that stations do not return in step.
struct Backoff: Sendable {
    let first: Duration
    let longest: Duration
    private var failures = 0

    init(first: Duration, longest: Duration) {
        self.first = first
        self.longest = longest
    }

    /// The next wait; `chance` is between 0 and 1.
    mutating func next(chance: Double) -> Duration {
        let whole = min(first * (1 << min(failures, 16)), longest)
        failures += 1
        return whole * (0.5 + 0.5 * chance)
    }

    /// Something got through: the next wait is the first again.
    mutating func reset() { failures = 0 }
}
