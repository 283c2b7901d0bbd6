import OMS

extension Timestamp {
    /// The time so long after this one.
    func advanced(by duration: Duration) -> Timestamp {
        let (seconds, rest) = duration.components
        return Timestamp(microseconds: microseconds + Int64(seconds) * 1_000_000 + Int64(rest / 1_000_000_000_000))
    }

    /// The time so long before this one.
    func before(_ age: Duration) -> Timestamp { advanced(by: .zero - age) }

    /// How long it is after another time.
    func duration(since other: Timestamp) -> Duration { .microseconds(microseconds - other.microseconds) }
}
