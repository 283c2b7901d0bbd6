import Language
import OMS
import OMSClient
import Station
import StationStore
import TaskSignals
import Warehouse

/// Keeps the mirror in agreement with the OMS: filled once, then kept by asking for changes, and compared now and then.
///
/// It is the only part of the engine that acts by the clock, because changes are not reported reliably. While the OMS
/// cannot be reached it asks less and less often; the first answer to any request after an outage wakes it. Where benches share a
/// warehouse one of them asks, and the others are told (`ChangeFeed`).
actor MirrorSync {
    let settings: EngineSettings
    let store: StationDatabase
    let oms: OMSConnection
    let sink: EventSink
    private let wake: WakeSignal
    /// What other benches tell of the OMS, and what this one reads for them; nil for a bench without others.
    let feed: ChangeFeed?

    /// The running comparison; nil between two.
    var comparison: Comparison?
    /// How many pages of a comparison are asked for at once.
    var pagesAtOnce: Int
    /// When the last comparison was complete; nil when there was none of this OMS and location.
    var lastComparison: Timestamp?
    /// The running comparison as other benches know it, and the packages that were seen; nil where they do not.
    var sharedComparison: (since: Int, ids: [Int])?
    /// Whether everything is to be read now, without waiting between pages; whether that is under way.
    var isUrgent = false, isFilling = false
    /// Whether a person asked for all to be read.
    private var isAsked = false
    /// Whether the denial reasons are to be read: at the start, on request, and after each full comparison.
    var areReasonsDue = true
    /// Whether the OMS does not list changes alone.
    var ignoresChanges = false
    /// What the OMS was seen to ignore, and whether rows were seen that could not be read: said once.
    var warned: Set<PackageParameter> = []
    var hasWarnedOfUnreadable = false
    private var backoff: Backoff
    /// What could not be read in the first round; nil until that is done.
    private(set) var firstRound: FirstRound?
    /// Why the last round brought no packages, or no reasons.
    private var failures = FirstRound()

    /// What was to be read last.
    private(set) var duty = ChangeFeed.Duty.alone

    init(
        settings: EngineSettings, store: StationDatabase, oms: OMSConnection, sink: EventSink, wake: WakeSignal,
        feed: ChangeFeed? = nil
    ) {
        self.settings = settings
        self.store = store
        self.oms = oms
        self.sink = sink
        self.wake = wake
        self.feed = feed
        pagesAtOnce = settings.pagesAtOnce
        backoff = Backoff(first: settings.firstDelay, longest: settings.longestDelay)
    }

    /// Keeps the mirror until the task is cancelled.
    func run() async {
        do {
            try await recall()
        } catch {
            sink.trouble(Phrase("trouble.progress", ["why": Phrase(error)]))
        }
        isUrgent = lastComparison == nil
        var isFirst = true
        while !Task.isCancelled {
            let before = duty
            duty = await feed?.duty() ?? .alone
            await takeCompared()
            if duty == .alone, before == .nothing, !isAsked {
                await spreadOut()
                duty = await feed?.duty() ?? .alone
            }
            let wasAsked = isAsked
            if isAsked { (isAsked, isUrgent, comparison, areReasonsDue) = (false, true, nil, true) }
            let (delay, trouble) = await readRound(isAsked: wasAsked)
            if isFirst { firstRound = failures }
            if isFirst || isFilling { endFilling() }
            if wasAsked { sink(.refreshed(trouble: trouble)) }
            isFirst = false
            if let delay { await wake.wait(within: delay, settings.sleep) } else { await wake.wait() }
        }
    }

    /// Waits for a part of the time between two readings: benches that are left alone do not all ask at once.
    private func spreadOut() async {
        await wake.wait(within: settings.changesEvery * Double.random(in: 0...1), settings.sleep)
    }

    /// Takes account of a comparison that another bench has made: this one need not, and forgets what is old.
    private func takeCompared() async {
        guard let time = await feed?.takeCompared() else { return }
        (lastComparison, comparison, sharedComparison) = (time, nil, nil)
        do {
            try await store.setFact(.comparison, to: nil)
            try await forget()
        } catch {
            sink.trouble(Phrase(error))
        }
    }

    /// Reads all packages of the location again, as soon as the current reading is done.
    func refresh() {
        isAsked = true
        sink.clearTrouble()
        wake.signal()
    }

    /// Reads what has changed, as soon as the current reading is done; false where the OMS cannot list changes.
    ///
    /// Where another bench reads, it does so when it is told.
    func catchUp() -> Bool {
        guard !ignoresChanges else { return false }
        if duty != .nothing { wake.signal() }
        return true
    }

    /// Recalls how far an earlier run came; nothing of it counts for another OMS or location.
    private func recall() async throws(StoreError) {
        let origin = "\(settings.origin) \(settings.location ?? "")"
        if let known = try await store.fact(.origin), known != origin {
            let facts: [FactName] = [
                .watermark, .lastFullRead, .lastRead, .comparison, .feedPosition, .unsharedPackages,
            ]
            for fact in facts {
                try await store.setFact(fact, to: nil)
            }
        }
        try await store.setFact(.origin, to: origin)
        comparison = try await store.fact(.comparison).flatMap(Comparison.init)
        lastComparison = try await store.fact(.lastFullRead).flatMap(Timestamp.init)
        try await feed?.begin()
    }

    // MARK: - One round

    /// Asks for what is due; returns how long to wait for the next round, nil where another bench reads, and why the packages could
    /// not be read.
    private func readRound(isAsked: Bool) async -> (delay: Duration?, trouble: Phrase?) {
        async let reasonsError = readReasons()
        let (delay, trouble) = await readPackages(isAsked: isAsked)
        // An OMS that gives packages and refuses reasons is asked for them again after the next comparison.
        failures.reasons = await reasonsError
        if let error = failures.reasons, trouble == nil, !error.isOutage { areReasonsDue = false }
        return (delay, trouble)
    }

    /// Reads what is due of the packages; how long to wait then, and why they could not be read.
    private func readPackages(isAsked: Bool) async -> (delay: Duration?, trouble: Phrase?) {
        do {
            let next = try await readDue()
            backoff.reset()
            failures.packages = nil
            await feed?.noteReached()
            return (next, nil)
        } catch {
            failures.packages = error
            let (why, wait) = (Phrase(error), backoff.next(chance: .random(in: 0...1)))
            switch error {
            case let error as OMSClientError:
                // The end of the round reports it.
                if Connection(error) == .online, !isAsked { sink.trouble(why) }
                // One that is busy is busy for all.
                if error.retryAfter == nil, Connection(error).map({ $0 != .online }) ?? false {
                    await feed?.noteCutOff()
                }
                return (max(wait, error.retryAfter ?? .zero), why)
            case let error as StoreError where error.code == .closed || error.code == .cancelled: break
            default: sink.trouble(why)
            }
            return (wait, why)
        }
    }

    /// Reads what this bench has to read; how long to wait then, nil where another bench reads.
    private func readDue() async throws -> Duration? {
        switch duty {
        case .nothing:
            guard isUrgent else { return nil }
            try await readChanges()
            try await compare()
            return nil
        case .join(let head):
            if lastComparison != nil { try await readChanges() }
            if ignoresChanges { isUrgent = true }
            if isUrgent { try await compare() }
            return await feed?.joined(at: head) == true ? .zero : pause
        case .alone, .forAll:
            if lastComparison != nil { try await readChanges() }
            try await compare()
            return pause
        }
    }

    /// The time between two rounds, a tenth more or less, so that stations do not ask in step.
    private var pause: Duration { settings.changesEvery * Double.random(in: 0.9...1.1) }

    /// Reads the denial reasons where they are due; why the OMS gave none.
    ///
    /// Packages can be packed without reasons; a station that wants to deny says that they are missing.
    private func readReasons() async -> OMSClientError? {
        guard areReasonsDue else { return nil }
        do {
            let reasons: [DenialReason]
            do {
                reasons = try await oms.send(.denialReasons()).rows
            } catch  where error.code == .status(404) {
                reasons = try await oms.send(.denialReasons(older: true)).rows
            }
            try await store.keepDenialReasons(reasons)
            sink(.reasons(reasons))
            if let lease = duty.lease { await feed?.share(reasons, under: lease) }
            areReasonsDue = false
        } catch {
            return error as? OMSClientError
        }
        return nil
    }
}
