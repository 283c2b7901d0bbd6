import Foundation
public import OMS

/// What was done, counted from the journal: at all, or of one packer, bench, hour or location.
public struct Figures: Hashable, Sendable {
    /// The packages that were packed, and their units; a package counts when it was packed at the bench, whenever the OMS learned it.
    public var packages = 0, units = 0
    /// The codes that were scanned, whatever became of them; not what was typed.
    public var scans = 0
    /// Those of them that were wrong for the moment.
    public var wrong = 0
    /// The packages that were packed although not every unit was checked.
    public var forced = 0
    /// The packages that were denied.
    public var denied = 0
    /// The codes that were neither a package nor an item nor anything else that was known; they are among the wrong ones.
    public var notFound = 0
    /// The labels that were printed, and those that were printed again.
    public var labels = 0, reprints = 0
    /// How long a package was worked on, in the median, without longer pauses; nil where none was.
    public var medianMilliseconds: Double?
    /// When the first and the last code was scanned; nil without any.
    public var firstScan: Timestamp?, lastScan: Timestamp?

    /// Figures of nothing.
    public init() {}
}

/// What figures are counted by.
public enum FigureGroup: String, CaseIterable, Sendable {
    /// Each packer, bench, hour or location by itself.
    case packer, bench, hour, location
}

/// What the figures of one row are about.
public enum FigureSubject: Hashable, Sendable {
    /// All that there is.
    case all
    /// A packer; the empty text is nobody.
    case packer(String)
    /// A bench.
    case bench(BenchName)
    /// The hour that begins then.
    case hour(Timestamp)
    /// A stock location.
    case location(String)

    /// By what rows are ordered.
    var order: String {
        switch self {
        case .all: ""
        case .packer(let name), .location(let name): name
        case .bench(let bench): bench.name + " " + bench.id.uuidString
        case .hour(let time): String(time.microseconds)
        }
    }
}

/// The figures of one subject.
public struct FigureRow: Hashable, Sendable {
    /// What they are about.
    public let subject: FigureSubject
    /// The figures.
    public let figures: Figures
}

/// Which figures are wanted: of a time, and by what.
public struct FigureQuery: Hashable, Sendable {
    /// From when, and until before when.
    public let start: Timestamp, end: Timestamp
    /// By what; nil for one row of all.
    public let group: FigureGroup?
    /// The stock location; nil for all.
    public let location: String?
    /// When each hour begins in the zone of the site, from `start` on: where the clock is put back an hour is there twice.
    public let hours: [Timestamp]

    /// Figures from a time until before another, with the hours of a zone.
    public init(
        from start: Timestamp, until end: Timestamp, by group: FigureGroup?, in zone: Zone, location: String? = nil
    ) {
        self.start = start
        self.end = end
        self.group = group
        self.location = location
        hours = group == .hour ? zone.hours(from: start, until: end) : []
    }

    /// The rows in their order; where all is counted together there is always one.
    func ordered(_ rows: [FigureRow]) -> [FigureRow] {
        if rows.isEmpty, group == nil { return [FigureRow(subject: .all, figures: Figures())] }
        return rows.sorted { $0.subject.order < $1.subject.order }
    }
}
