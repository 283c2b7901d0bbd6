public import OMS
public import Station
public import Testing

/// Drives a station as a packer would, with a clock of its own, and lets nothing go by unsaid.
///
/// Each step states every aspect of the station that it changes and every effect that it has, both as text. What was
/// not stated fails the test at the line of the step, and the failure shows the whole station. Tests that look at the
/// station themselves say so once, with `unstated`.
///
///     var station = StationDriver(packages: [.coat])
///     station.scan("000000073", changes: [.says: "OK 000000073 · Preparing · 3 units"], effects: ["open 73", "read 73"])
public struct StationDriver {
    /// The station.
    public private(set) var station: StationModel
    /// The effects of the last step that were not taken care of by the driver.
    public private(set) var effects: [Effect] = []
    private var isStated = true
    private var time = Int64(1_000_000)
    private let start = Timestamp(microseconds: 1_589_292_000_000_000)

    /// A station with these settings that knows nothing yet.
    public init(settings: StationSettings = StationSettings(station: "bench 3", location: "369")) {
        station = StationModel(settings: settings, at: Moment(uptime: 1_000_000, wall: start))
    }

    fileprivate var now: Moment {
        Moment(uptime: time, wall: Timestamp(microseconds: start.microseconds + (time - 1_000_000) * 1_000))
    }

    // MARK: - What happens

    /// Sends an event and states what it changes and does.
    public mutating func send(
        _ event: StationEvent, changes: [Aspect: String] = [:], effects expected: [String] = [],
        at line: SourceLocation = #_sourceLocation
    ) {
        step(changes, expected, line, event) { [$0.handle(event, at: $1)] }
    }

    /// Types keys as a person does, a fifth of a second apart.
    public mutating func type(
        _ text: String, changes: [Aspect: String] = [:], effects: [String] = [],
        at line: SourceLocation = #_sourceLocation
    ) {
        keys(text.unicodeScalars.map { .character($0) }, gap: 200, changes, effects, line)
    }

    /// Types a line and presses Enter.
    public mutating func enter(
        _ text: String, changes: [Aspect: String] = [:], effects: [String] = [],
        at line: SourceLocation = #_sourceLocation
    ) {
        keys((text + "\r").unicodeScalars.map { .character($0) }, gap: 200, changes, effects, line)
    }

    /// Scans: machine speed, ended by Enter, a second after what came before.
    public mutating func scan(
        _ code: String, changes: [Aspect: String] = [:], effects: [String] = [],
        at line: SourceLocation = #_sourceLocation
    ) {
        scan([code], changes: changes, effects: effects, at: line)
    }

    /// Scans several labels in one shot, a second after what came before.
    public mutating func scan(
        _ codes: [String], changes: [Aspect: String] = [:], effects: [String] = [],
        at line: SourceLocation = #_sourceLocation
    ) {
        time += 1_000
        keys(
            (codes.joined(separator: "\r") + "\r").unicodeScalars.map { .character($0) }, gap: 2, changes, effects, line
        )
    }

    /// Presses one key, a second after what came before.
    public mutating func press(
        _ key: KeyInput, changes: [Aspect: String] = [:], effects: [String] = [],
        at line: SourceLocation = #_sourceLocation
    ) {
        time += 1_000
        keys([key], gap: 0, changes, effects, line)
    }

    /// Presses a key of the keymap.
    public mutating func press(
        _ command: StationCommand.ID, changes: [Aspect: String] = [:], effects: [String] = [],
        at line: SourceLocation = #_sourceLocation
    ) {
        press(.command(command), changes: changes, effects: effects, at: line)
    }

    /// Presses Esc, and lets the moment pass in which it could be the start of something else.
    public mutating func escape(
        changes: [Aspect: String] = [:], effects expected: [String] = [],
        at line: SourceLocation = #_sourceLocation
    ) {
        time += 1_000
        let start = now
        time += 50
        step(changes, expected, line) { station, moment in
            [station.handle(.keys([.character("\u{1B}")]), at: start), station.handle(.woken, at: moment)]
        }
    }

    /// Lets time pass.
    public mutating func wait(milliseconds: Int64) { time += milliseconds }

    private mutating func keys(
        _ keys: [KeyInput], gap: Int64, _ changes: [Aspect: String], _ expected: [String],
        _ line: SourceLocation
    ) {
        let moments = keys.map { _ in
            time += gap
            return now
        }
        step(changes, expected, line) { station, _ in
            zip(keys, moments).map { station.handle(.keys([$0]), at: $1) }
        }
    }

    /// Wakes the station when it asked for it within the next moment, as a screen would.
    private mutating func wake(after done: [Effect]) -> [Effect] {
        guard case .wake(at: .some(let at))? = done.last(where: \.isWake), at <= time + 100 else { return [] }
        time = max(time, at)
        let woken = station.handle(.woken, at: now)
        return woken + wake(after: woken)
    }

    private mutating func step(
        _ changes: [Aspect: String], _ expected: [String], _ line: SourceLocation, _ event: StationEvent? = nil,
        _ act: (inout StationModel, Moment) -> [[Effect]]
    ) {
        let before = station
        effects = act(&station, now).flatMap(\.self)
        effects += wake(after: effects)
        let picture = StationSnapshot(station)
        var failures = picture.differences(from: isStated ? StationSnapshot(before) : nil, stated: changes)
        let done = effects.compactMap(\.text)
        if done != expected, isStated || !expected.isEmpty {
            failures.append("effects: \(done)\n  stated: \(expected)")
        }
        failures += Rules(event: event, before: before, after: station, effects: effects).broken
        if failures.isEmpty { return }
        failures.append("The station:\n\(picture.text)")
        Issue.record(Comment(rawValue: failures.joined(separator: "\n")), sourceLocation: line)
    }

    /// The same station, of which a step may change and do more than it states: the test looks at it itself.
    public var unstated: StationDriver {
        var driver = self
        driver.isStated = false
        return driver
    }

    /// The same station, whose every step states all that it changes and does.
    public var stated: StationDriver {
        var driver = self
        driver.isStated = true
        return driver
    }
}

extension Effect {
    fileprivate var isWake: Bool { if case .wake = self { true } else { false } }
}

extension StationDriver {
    /// A station whose mirror holds the sample packages, at the start of the day.
    public static func atWork(_ settings: StationSettings = StationSettings(station: "bench 3", location: "369"))
        -> Self
    {
        var driver = StationDriver(settings: settings)
        let packages = [Sample.coat, Sample.mug, Sample.packed].map(PackageSummary.init)
        driver.send(
            .mirror(PackageIndex(packages)), changes: [.list: ">000000073 Preparing, 000000071 Waiting"])
        driver.send(.reasons(Sample.reasons))
        driver.send(.connection(.online), changes: [.connection: "online"])
        driver.send(.fresh(driver.start))
        return driver
    }

    /// A station at which a package was scanned and has come from the mirror.
    public static func atWork(on package: Package, _ settings: StationSettings? = nil) -> Self {
        var driver = settings.map { atWork($0) } ?? atWork()
        _ = driver.station.handle(.line(package.number, number: 1), at: driver.now)
        _ = driver.station.handle(.opened(OpenedPackage(package: package, logs: nil)), at: driver.now)
        return driver
    }
}

extension StationDriver {
    /// Sends an event of which the test states nothing: for tests of what many events come to.
    public mutating func quietly(_ event: StationEvent) {
        _ = station.handle(event, at: now)
    }

    /// Writes a line of which the test states nothing.
    public mutating func enterQuietly(_ line: String) {
        _ = station.handle(.line(line, number: 0), at: now)
    }
}
