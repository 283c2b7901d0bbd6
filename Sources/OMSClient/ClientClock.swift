/// How the client waits and reads the clock; tests put their own in its place.
struct ClientClock: Sendable {
    /// Returns after that long, or throws when the task is cancelled; no thread waits meanwhile.
    let wait: @Sendable (Duration) async throws -> Void
    /// The time now.
    let now: @Sendable () -> ContinuousClock.Instant
    /// A random number from 0 to 1.
    let chance: @Sendable () -> Double

    /// The system's clock and random numbers.
    static let real = ClientClock(
        wait: { try await Task.sleep(for: $0) }, now: { .now }, chance: { .random(in: 0...1) })
}
