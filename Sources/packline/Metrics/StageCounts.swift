import OMS
import PrometheusMetrics

/// How often commands, or print jobs, came to each stage in this run, and how long they took to one.
struct StageCounts<Stage: WorkStage> {
    private(set) var counts: [Stage: Int] = [:]
    /// How long it took from when it was accepted until it was done.
    private(set) var times = DurationHistogram()
    /// The stage in which each was last seen, and since when; when those were accepted that are not done yet.
    private var seen: [Int: (stage: Stage, at: Timestamp)] = [:]
    private var began: [Int: Timestamp] = [:]

    /// Of how many the last stage is remembered, at the least: those that are done are hardly reported again.
    private static var mostSeen: Int { 10_000 }

    /// Of how many the last stage is remembered now.
    var remembered: Int { seen.count }

    /// Counts the stage that one has come to, where it came to it since the run began and was not counted yet.
    mutating func note(_ id: Int, _ stage: Stage, at time: Timestamp, since start: Timestamp) {
        let known = seen[id]
        guard time >= start, known?.stage != stage || known?.at != time else { return }
        seen[id] = (stage, time)
        // Another reason in the same stage is no other stage.
        if known?.stage != stage { counts[stage, default: 0] += 1 }
        if known == nil, stage.isAccepted { began[id] = time }
        // A clock that was set back in between has measured nothing.
        if stage.isDone, let began = began.removeValue(forKey: id), time >= began {
            times.count(.microseconds(time.microseconds - began.microseconds))
        }
        if stage.isLeft { began[id] = nil }
        if seen.count > 2 * Self.mostSeen { forget(before: id - Self.mostSeen) }
    }

    private mutating func forget(before id: Int) {
        seen = seen.filter { $0.key >= id || began[$0.key] != nil }
    }
}

/// A stage of what a station has to do.
protocol WorkStage: Hashable, RawRepresentable<String>, Sendable {
    /// Whether what is seen in it first was accepted then.
    var isAccepted: Bool { get }
    /// Whether it is where the work was to lead.
    var isDone: Bool { get }
    /// Whether the work was given up.
    var isLeft: Bool { get }
}

extension CommandStage: WorkStage {
    var isAccepted: Bool { self == .queued || self == .sending }
    var isDone: Bool { self == .applied }
    var isLeft: Bool { self == .refused || self == .discarded }
}

extension PrintStage: WorkStage {
    var isAccepted: Bool { self == .wanted }
    var isDone: Bool { self == .sent || self == .printed }
    var isLeft: Bool { self == .void || self == .failed }
}
