import Foundation

/// The station's time zone: turns timestamps into local dates and times.
public struct Zone: Hashable, Sendable {
    private let timeZone: TimeZone

    /// The zone of that name, such as `Europe/Istanbul`; nil when there is none.
    public init?(_ identifier: String) {
        guard let timeZone = TimeZone(identifier: identifier) else { return nil }
        self.timeZone = timeZone
    }

    private init(timeZone: TimeZone) { self.timeZone = timeZone }

    /// The zone that this computer is set to.
    public static var current: Zone { Zone(timeZone: .current) }

    /// Universal time.
    public static let universal = Zone(timeZone: .gmt)

    /// What the wall clock reads at a moment.
    public func civil(_ timestamp: Timestamp) -> CivilTime { CivilTime(timestamp, offset: offset(at: timestamp)) }

    /// How many seconds the wall clock is ahead of universal time at a moment.
    func offset(at timestamp: Timestamp) -> Int {
        timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(timestamp.microseconds) / 1_000_000))
    }
}
