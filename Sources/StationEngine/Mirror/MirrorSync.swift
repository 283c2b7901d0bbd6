import Language
import OMS
import OMSClient
import Station
import StationStore
import TaskSignals

/// Keeps the mirror in agreement with the OMS: filled once, then kept by asking for changes, and compared now and then.
///
/// It is the only part of the engine that acts by the clock, because changes are not reported reliably. While the OMS
/// cannot be reached it asks less and less often; the first answer to any request after an outage wakes it.
actor MirrorSync {
    private let settings: EngineSettings
    private let store: StationDatabase
    private let oms: OMSConnection
    private let sink: EventSink
    private let wake: WakeSignal

    /// The running comparison; nil between two.
    private var comparison: Comparison?
    /// When the last comparison was complete; nil when there was none of this OMS and location.
    private var lastComparison: Timestamp?
    /// Whether everything is to be read now, without waiting between pages; whether a person asked for that.
    private var isUrgent = false, isAsked = false
    private var isFilling = false
    /// Whether the denial reasons are to be read: at the start, on request, and after each full comparison.
    private var areReasonsDue = true
    private var ignoresChanges = false
    /// What the OMS was seen to ignore, and whether rows were seen that could not be read: said once.
    private var warned: Set<PackageParameter> = []
    private var hasWarnedOfUnreadable = false
    private var backoff: Backoff
    /// What could not be read in the first round; nil until that is done.
    private(set) var firstRound: FirstRound?
    /// Why the last round brought no packages, or no reasons.
    private var failures = FirstRound()

    /// How far before the newest change known changes are asked for again: a change may become visible a little late.
    private static let overlap = 30
    /// When nothing has changed for so long, nothing late is expected any more.
    private static let quiet = 300
    /// How many pauses between changes a comparison is spread over at most.
    private static let mostSteps = 120

    init(settings: EngineSettings, store: StationDatabase, oms: OMSConnection, sink: EventSink, wake: WakeSignal) {
        self.settings = settings
        self.store = store
        self.oms = oms
        self.sink = sink
        self.wake = wake
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
            let wasAsked = isAsked
            if isAsked { (isAsked, isUrgent, comparison, areReasonsDue) = (false, true, nil, true) }
            let (delay, trouble) = await readRound(isAsked: wasAsked)
            if isFirst { firstRound = failures }
            if isFirst || isFilling { endFilling() }
            if wasAsked { sink(.refreshed(trouble: trouble)) }
            isFirst = false
            await wake.wait(within: delay, settings.sleep)
        }
    }

    /// Reads all packages of the location again, as soon as the current reading is done.
    func refresh() {
        isAsked = true
        sink.clearTrouble()
        wake.signal()
    }

    /// Reads what has changed, as soon as the current reading is done; false where the OMS cannot list changes.
    func catchUp() -> Bool {
        guard !ignoresChanges else { return false }
        wake.signal()
        return true
    }

    /// Recalls how far an earlier run came; nothing of it counts for another OMS or location.
    private func recall() async throws(StoreError) {
        let origin = "\(settings.origin) \(settings.location ?? "")"
        if let known = try await store.fact(.origin), known != origin {
            for fact in [FactName.watermark, .lastFullRead, .lastRead, .comparison] {
                try await store.setFact(fact, to: nil)
            }
        }
        try await store.setFact(.origin, to: origin)
        comparison = try await store.fact(.comparison).flatMap(Comparison.init)
        lastComparison = try await store.fact(.lastFullRead).flatMap(Timestamp.init)
    }

    // MARK: - One round

    /// Asks for what is due; returns how long to wait for the next round, and why the packages could not be read.
    private func readRound(isAsked: Bool) async -> (delay: Duration, trouble: Phrase?) {
        async let reasonsError = readReasons()
        let (delay, trouble) = await readPackages(isAsked: isAsked)
        // An OMS that gives packages and refuses reasons is asked for them again after the next comparison.
        failures.reasons = await reasonsError
        if let error = failures.reasons, trouble == nil, !error.isOutage { areReasonsDue = false }
        return (delay, trouble)
    }

    /// Reads what is due of the packages; how long to wait then, and why they could not be read.
    private func readPackages(isAsked: Bool) async -> (delay: Duration, trouble: Phrase?) {
        do {
            if lastComparison != nil { try await readChanges() }
            try await compare()
            backoff.reset()
            failures.packages = nil
            return (pause, nil)
        } catch {
            failures.packages = error
            let (why, wait) = (Phrase(error), backoff.next(chance: .random(in: 0...1)))
            switch error {
            case let error as OMSClientError:
                // The end of the round reports it.
                if Connection(error) == .online, !isAsked { sink.trouble(why) }
                return (max(wait, error.retryAfter ?? .zero), why)
            case let error as StoreError where error.code == .closed || error.code == .cancelled: break
            default: sink.trouble(why)
            }
            return (wait, why)
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
            areReasonsDue = false
        } catch {
            return error as? OMSClientError
        }
        return nil
    }

    // MARK: - Changes

    /// Reads what the OMS changed since the newest change that is known; a station that is stopped meanwhile goes on there.
    private func readChanges() async throws {
        guard !ignoresChanges, let watermark = try await store.fact(.watermark).flatMap(Timestamp.init) else { return }
        let began = settings.now()
        var (from, newest, page) = (start(watermark), watermark, 1)
        while true {
            let filter = settings.filter([.modifiedFrom: from.text], sort: .init(.modifiedDate))
            let answer = try await read(filter, page: page)
            let dates = answer.rows.compactMap(\.modifiedDate)
            guard dates.count == answer.rows.count, dates.allSatisfy({ $0 >= from }) else {
                // The OMS does not know the condition: from now on all pages are read, now and then.
                ignoresChanges = true
                return
            }
            newest = max(newest, dates.max() ?? newest)
            guard answer.next != nil, !answer.rows.isEmpty || answer.unreadable > 0 else { break }
            if let last = dates.last, last > from, zip(dates, dates.dropFirst()).allSatisfy({ $0 <= $1 }) {
                (from, page) = (last, 1)
                if last > watermark { try await store.setFact(.watermark, to: last.text) }
            } else {
                page += 1
            }
        }
        if newest != watermark { try await store.setFact(.watermark, to: newest.text) }
        try await markFresh(since: began)
    }

    private func start(_ watermark: Timestamp) -> Timestamp {
        let isQuiet = oms.omsTime.map { $0 > watermark.advanced(bySeconds: Self.quiet) } ?? false
        return isQuiet ? watermark : watermark.advanced(bySeconds: -Self.overlap)
    }

    /// Reads a page into the mirror, and reports what changed.
    private func read(_ filter: PackageFilter, page: Int) async throws -> Page<Package> {
        let answer = try await oms.send(.packages(filter, page: page, limit: settings.pageSize))
        let kept = answer.rows.filter(settings.keeps)
        warn(answer, filter)
        let changed = try await store.upsert(kept, readAt: settings.now())
        let left = Set(answer.rows.map(\.id)).subtracting(kept.map(\.id))
        if !left.isEmpty { try await store.remove(left) }
        sink.changes(changed, removed: left.sorted())
        return answer
    }

    /// Says once of each condition that the OMS ignores it, and once that rows could not be read.
    private func warn(_ answer: Page<Package>, _ filter: PackageFilter) {
        let ignored = Set(answer.rows.flatMap(filter.unmet)).subtracting(warned)
        for parameter in PackageParameter.allCases where ignored.contains(parameter) {
            warned.insert(parameter)
            let key = parameter == .stockLocationCode ? "trouble.ignored.location" : "trouble.ignored"
            sink.trouble(Phrase(key, ["condition": parameter.facts.name]))
        }
        guard answer.unreadable > 0, !hasWarnedOfUnreadable else { return }
        hasWarnedOfUnreadable = true
        sink.trouble(Phrase("trouble.unreadable", ["count": answer.unreadable]))
    }

    private func markFresh(since time: Timestamp) async throws(StoreError) {
        try await store.setFact(.lastRead, to: time.text)
        sink(.fresh(time))
    }

    // MARK: - Comparing

    /// Goes on with a comparison: all of it when it is urgent, else a few pages, when one is due.
    private func compare() async throws {
        guard isUrgent || comparison != nil || isDue else { return }
        var current = try await currentComparison()
        isFilling = isUrgent
        let pages = (current.total ?? 0) / max(1, settings.pageSize)
        var left = isUrgent || ignoresChanges ? Int.max : max(1, pages / Self.mostSteps)
        while left > 0 {
            left -= 1
            let filter = settings.filter(current.conditions, sort: .init(.id, descending: true))
            let isLast = current.take(try await read(filter, page: current.page), pageSize: settings.pageSize)
            if current.watermark == nil { current.watermark = omsTime(at: current.began) }
            comparison = current
            if isUrgent { reportProgress(current) }
            if isLast == true { return try await complete(current) }
            try await store.setFact(.comparison, to: current.text)
        }
    }

    private var isDue: Bool {
        guard let lastComparison else { return true }
        let rest =
            ignoresChanges ? min(settings.changesEvery * 8, settings.comparesEvery) : settings.comparesEvery
        return settings.now() >= lastComparison.advanced(bySeconds: Int(rest.components.seconds))
    }

    private func currentComparison() async throws -> Comparison {
        if let comparison { return comparison }
        return Comparison(generation: try await store.beginGeneration(), began: settings.now())
    }

    /// What the OMS's clock read when ours read a time.
    private func omsTime(at time: Timestamp) -> Timestamp? {
        oms.omsTime.map { Timestamp(microseconds: $0.microseconds + time.microseconds - settings.now().microseconds) }
    }

    private func complete(_ done: Comparison) async throws(StoreError) {
        // A row that could not be read is a package that is still there, and it is unknown which.
        let left = done.unreadable > 0 ? [] : try await store.idsNotSeen(since: done.generation)
        if !left.isEmpty {
            try await store.remove(left)
            sink.changes([], removed: left)
        }
        if try await store.fact(.watermark) == nil {
            // Without the OMS's clock, changes are asked for from long before.
            let watermark = done.watermark ?? done.began.advanced(bySeconds: -86_400)
            try await store.setFact(.watermark, to: watermark.text)
        }
        try await store.setFact(.lastFullRead, to: done.began.text)
        try await store.setFact(.comparison, to: nil)
        if !isUrgent { areReasonsDue = true }
        (comparison, lastComparison, isUrgent) = (nil, done.began, false)
        try await markFresh(since: done.began)
        try await forget()
    }

    private func reportProgress(_ comparison: Comparison) {
        sink(.filling(Progress(done: comparison.done, total: comparison.total)))
    }

    private func endFilling() {
        isFilling = false
        sink(.filling(nil))
    }

    /// Deletes what was finished long ago.
    private func forget() async throws(StoreError) {
        let time = settings.now().advanced(bySeconds: -Int(settings.keepsRecords.components.seconds))
        try await store.forgetFinished(before: time)
        try await store.forgetScans(before: time)
        try await store.forgetPrints(before: time)
        let printed = settings.now().advanced(bySeconds: -Int(settings.keepsLabels.components.seconds))
        try await store.forgetPrintBytes(before: printed)
    }
}
