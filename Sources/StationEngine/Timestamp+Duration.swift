import OMS

extension Timestamp {
    /// The time so long before this one.
    func before(_ age: Duration) -> Timestamp {
        let (seconds, rest) = age.components
        return Timestamp(microseconds: microseconds - Int64(seconds) * 1_000_000 - Int64(rest / 1_000_000_000_000))
    }

    /// How long it is after another time.
    func duration(since other: Timestamp) -> Duration { .microseconds(microseconds - other.microseconds) }
}
