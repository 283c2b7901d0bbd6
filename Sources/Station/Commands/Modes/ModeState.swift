/// What a package scan does, what came of it, and when that ends by itself.
struct ModeState: Equatable, Sendable {
    /// What a package scan does.
    private(set) var mode = StationModel.Mode.open
    /// What became of the packages that were scanned in it; nil where a scan opens the package.
    private(set) var tally: ModeTally?
    /// When something was scanned last, in milliseconds of the monotonic clock.
    private var lastScan: Int64 = 0
    /// How long a mode lasts without a scan, in milliseconds; nil for as long as it is not changed.
    private let timeout: Int64?

    init(timeout: Int64?) { self.timeout = timeout }

    /// When the mode ends if nothing is scanned before; nil where it does not end by itself.
    var deadline: Int64? { tally == nil ? nil : timeout.map { lastScan &+ $0 } }

    /// Sets what a package scan does; the same mode once more goes on counting.
    mutating func set(_ mode: StationModel.Mode, at time: Int64) {
        lastScan = time
        guard mode != self.mode else { return }
        self.mode = mode
        tally = mode == .open ? nil : ModeTally()
    }

    /// Something was scanned.
    mutating func noteScan(at time: Int64) { lastScan = time }

    /// Ends a mode in which nothing was scanned for too long; gives what it was, and after how many minutes.
    mutating func end(at time: Int64) -> (mode: StationModel.Mode, minutes: Int)? {
        guard let deadline, let timeout, time >= deadline else { return nil }
        let ended = mode
        set(.open, at: time)
        return (ended, Int(timeout / 60_000))
    }

    /// Changes what is counted, where something is.
    mutating func count(_ change: (inout ModeTally) -> Void) {
        guard var tally else { return }
        change(&tally)
        self.tally = tally
    }
}
