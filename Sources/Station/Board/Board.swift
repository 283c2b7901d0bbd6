public import OMS

/// How the day stands: what is left for each due time of today, and when it will be done at the present rate.
public struct Board: Equatable, Sendable {
    /// The due times of today, earlier ones that were missed first.
    public let dueTimes: [DueTime]
    /// How many packages were packed today.
    public let packed: Int
    /// How many are packed in an hour, as in the last 30 minutes.
    public let rate: Int
    /// The hours from the first in which something was packed to the present one, with what was packed in each.
    public let hours: [BoardCounts.Hour]
    /// The benches, those with most need first, then by name.
    public let benches: [BoardBench]

    /// What is left for one due time.
    public struct DueTime: Equatable, Sendable {
        /// When it is due; nil for all that was due before today, and for what is over where there are many due times.
        public let due: Timestamp?
        /// How many packages are left to be packed.
        public let left: Int
        /// When they will be packed, one due time after the other; nil where nothing was packed in the last 30 minutes.
        public let end: Timestamp?
        /// Whether that is too late, or the time is over.
        public let isLate: Bool
    }

    /// More due times than this are put together by the hour, and those that are over are one.
    static let mostDueTimes = 6

    /// The board of packages that are left, by when each is due, at a time.
    public init(due packages: [Timestamp], _ counts: BoardCounts, at now: Timestamp, in zone: Zone) {
        let today = CivilDate(zone.civil(now))
        let (start, end) = (zone.start(of: today), zone.start(of: today.advanced(byDays: 1)))
        var left: [Timestamp: Int] = [:]
        for due in packages where due < end { left[due < start ? .distantPast : Self.minute(due), default: 0] += 1 }
        if left.count > Self.mostDueTimes {
            left = left.reduce(into: [:]) { byHour, due in
                let end = Self.hourEnd(due.key, zone)
                byHour[end <= now ? .distantPast : end, default: 0] += due.value
            }
        }
        var before = 0
        dueTimes = left.sorted { $0.key < $1.key }.map { due, count in
            before += count
            let seconds = counts.lastHalfHour > 0 ? before * 1_800 / counts.lastHalfHour : nil
            let end = seconds.map { now.advanced(bySeconds: $0) }
            return DueTime(
                due: due == .distantPast ? nil : due, left: count, end: end,
                isLate: due < now || end.map { $0 > due } ?? false)
        }
        packed = counts.hours.reduce(0) { $0 + $1.packages }
        rate = counts.lastHalfHour * 2
        let packedByHour = Dictionary(counts.hours.map { ($0.start, $0.packages) }, uniquingKeysWith: +)
        hours =
            (counts.hours.first?.start).map { first in
                zone.hours(from: first, until: max(now, first.advanced(bySeconds: 1))).map {
                    BoardCounts.Hour(start: $0, packages: packedByHour[$0] ?? 0)
                }
            } ?? []
        benches = counts.benches.sorted {
            ($0.needs.isEmpty ? 1 : 0, $0.name) < ($1.needs.isEmpty ? 1 : 0, $1.name)
        }
    }

    private static func minute(_ time: Timestamp) -> Timestamp {
        time.advanced(bySeconds: -Int(time.microseconds / 1_000_000 % 60))
    }

    /// The end of the hour in which a time lies; a full hour is its own end.
    private static func hourEnd(_ time: Timestamp, _ zone: Zone) -> Timestamp {
        guard time != .distantPast else { return time }
        let minute = zone.civil(time).minute
        return minute == 0 ? time : time.advanced(bySeconds: (60 - minute) * 60)
    }
}

extension Timestamp {
    /// Before anything.
    fileprivate static let distantPast = Timestamp(microseconds: 0)
}
