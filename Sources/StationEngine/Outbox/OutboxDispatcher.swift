import Language
import OMS
import StationStore
import TaskSignals

/// Brings commands from the outbox to the OMS: in order for each package, several packages at once, none of them twice.
actor OutboxDispatcher {
    let settings: EngineSettings
    let store: StationDatabase
    private let oms: OMSConnection
    private let reader: PackageReader
    let sink: EventSink
    private let sharing: SharedPackages?
    /// Signalled when there may be something to do.
    let wake = WakeSignal()
    /// Signalled when the OMS answers again after an outage.
    private let returned: WakeSignal

    private var queues = OutboxQueues()
    private var underWay = 0
    /// Commands marked as being sent when they were accepted, and about to be sent.
    private var accepted: [OutboxEntry] = []
    /// Packages whose history may be newer than what is known of it.
    private var stale: Set<Int> = []
    /// Commands whose package was read, and which the OMS can no longer be processing.
    private var settled: Set<OutboxEntry.ID> = []
    private var attempts = DeliveryAttempts()
    /// Packs that were just applied, whose package is being read, and who waits for that.
    private var firstReadings: Set<OutboxEntry.ID> = []
    private var drains: [CheckedContinuation<Void, Never>] = []
    private var backoffs: [Int: Backoff] = [:]
    private var holdBackoff: Backoff
    private var hold: Duration?
    private var isHeld = false
    private var isRunning = false

    init(
        settings: EngineSettings, store: StationDatabase, oms: OMSConnection, reader: PackageReader, sink: EventSink,
        sharing: SharedPackages? = nil, returned: WakeSignal
    ) {
        self.settings = settings
        self.store = store
        self.oms = oms
        self.reader = reader
        self.sink = sink
        self.sharing = sharing
        self.returned = returned
        holdBackoff = Backoff(first: settings.firstDelay, longest: settings.longestDelay)
    }

    /// Delivers what is queued, and what will be, until the task is cancelled.
    func run() async {
        do {
            let pending = try await store.pending()
            // What was done just before the last process ended may not have been read back.
            stale.formUnion(pending.map(\.intent.package))
            stale.formUnion(try await store.packagesNotReadBack())
            for entry in pending + (try await store.notCompared()) { queues.keep(entry) }
            isRunning = true
        } catch {
            sink.trouble(Phrase("trouble.outbox-read", ["why": Phrase(error)]))
        }
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                for entry in accepted { group.addTask { await self.deliver(entry, isAccepted: true) } }
                accepted = []
                for work in takeReady() { group.addTask { await self.do(work) } }
                if let delay = takeHold() { group.addTask { await self.waitOut(delay) } }
                await wake.wait()
            }
            group.cancelAll()
        }
    }

    /// Returns when no package of a pack that was just applied is being read for the first time.
    func drain() async {
        guard !firstReadings.isEmpty else { return }
        await withCheckedContinuation { drains.append($0) }
    }

    // MARK: - Commands that come

    /// Takes the package of a command that may be sent as soon as it is on disk; gives what is to be sent.
    ///
    /// One that depends on the goods is never sent before its package was read, and one that ends the work on a package not
    /// before the other benches were asked.
    func reserve(_ intent: CommandIntent) async -> SentCommand? {
        let package = intent.package
        guard !intent.dependsOnGoods, sharing == nil || !intent.needsClaim, isRunning, !isHeld, hold == nil,
            underWay < settings.mostDeliveries,
            !stale.contains(package), let time = oms.omsTime, queues.reserve(package)
        else { return nil }
        underWay += 1
        if let offered = try? await store.offered(intent, settings.commands) {
            return SentCommand(intent: offered, omsTime: time)
        }
        release([package])
        return nil
    }

    /// Takes commands that were just written to disk.
    func add(_ entries: [OutboxEntry]) {
        for entry in entries {
            if entry.stage == .sending { accepted.append(entry) }
            queues.keep(entry)
        }
        wake.signal()
    }

    /// Gives back packages that were taken for commands which could not be written.
    func release(_ packages: [Int]) {
        for package in packages where queues.release(package) { underWay -= 1 }
    }

    // MARK: - What is next

    /// The first commands of packages that are not busy, as many as may be delivered at once.
    private func takeReady() -> [OutboxQueues.Work] {
        var works: [OutboxQueues.Work] = []
        while !isHeld, hold == nil, underWay < settings.mostDeliveries, let work = queues.next() {
            underWay += 1
            works.append(work)
        }
        return works
    }

    private func `do`(_ work: OutboxQueues.Work) async {
        switch work {
        case .deliver(let entry): await deliver(entry, isAccepted: false)
        case .compare(let entry): await finish(entry, await delivery(of: entry).compare(entry))
        }
    }

    private func deliver(_ entry: OutboxEntry, isAccepted: Bool) async {
        let delivery = delivery(of: entry)
        let end =
            isAccepted
            ? await delivery.put(entry)
            : await delivery.deliver(
                entry, isSettled: settled.contains(entry.id), isStale: stale.contains(entry.intent.package))
        await finish(entry, end)
    }

    private func delivery(of entry: OutboxEntry) -> CommandSender {
        CommandSender(
            settings: settings, store: store, oms: oms, reader: reader, sink: sink, sharing: sharing,
            busyAnswers: attempts.busyAnswers(to: entry.id)
        ) { await self.follow($0) }
    }

    /// Learns from the end of a delivery, and lets the package have its next turn when it is time.
    private func finish(_ entry: OutboxEntry, _ end: CommandSender.End) async {
        let package = entry.intent.package
        endFirstReading(of: entry)
        underWay -= 1
        wake.signal()
        if case .broken(let error) = end { await recover(entry, from: error) }
        if case .page(let words) = end { await count(words, of: entry) }
        if case .unread(let words) = end { await countReading(words, of: entry) }
        if let delay = delay(after: end, of: entry) { try? await settings.sleep(delay) }
        queues.end(package)
        wake.signal()
    }

    /// Learns from the end of a delivery; returns how long the package waits for its next turn.
    private func delay(after end: CommandSender.End, of entry: OutboxEntry) -> Duration? {
        let package = entry.intent.package
        if case .settling = end {
            settled.insert(entry.id)
            return settings.settling
        }
        settled.remove(entry.id)
        switch end {
        case .settled(let isReadBack):
            attempts.settle(entry.id)
            if isReadBack {
                queues.compared(entry)
                stale.remove(package)
            } else {
                stale.insert(package)
            }
            backoffs[package] = nil
            holdBackoff.reset()
            return nil
        case .hold(let least):
            if !isHeld { hold = max(hold ?? .zero, least ?? .zero) }
            return nil
        case .busy:
            let count = attempts.busyAnswers(to: entry.id)
            attempts.countBusyAnswer(to: entry.id)
            return settings.busyDelays.dropFirst(count).first ?? settings.longestDelay
        case .again, .page, .unread, .settling, .broken:
            // What answers in the OMS's place does so for longer than a connection is broken.
            let first = if case .page = end { settings.firstDelay * 4 } else { settings.firstDelay }
            var backoff = backoffs[package] ?? Backoff(first: first, longest: settings.longestDelay)
            defer { backoffs[package] = backoff }
            return backoff.next(chance: .random(in: 0...1))
        }
    }

    /// Counts a page that was answered in the OMS's place; one time too many, a person is asked.
    private func count(_ words: Phrase, of entry: OutboxEntry) async {
        guard let count = attempts.countPage(answering: entry.id) else { return }
        do {
            report(
                try await store.move(
                    entry.id, to: .needsAttention,
                    reason: Phrase("reason.sent-often", ["command": entry.intent.name, "count": count, "why": words])
                        .stored,
                    at: settings.now()))
        } catch {
            await recover(entry, from: error)
        }
    }

    /// Counts a failed reading after a pack; past the limit, no more are tried.
    private func countReading(_ words: Phrase, of entry: OutboxEntry) async {
        guard attempts.countFailedReading(after: entry.id) != nil else { return }
        do {
            try await store.compared(entry.id, difference: nil, at: settings.now())
            queues.compared(entry)
            stale.insert(entry.intent.package)
            let known = try await store.package(entry.intent.package)?.number ?? entry.packageNumber
            let number = known ?? String(entry.intent.package)
            let reason = StageReason.notCompared(words).phrase(in: settings.zone, at: settings.now())
            sink.trouble(Phrase("trouble.command", ["number": number, "why": reason]))
        } catch {
            await recover(entry, from: error)
        }
    }

    /// The file could not be written, or says that the command is not where it was thought to be: it is right.
    private func recover(_ entry: OutboxEntry, from error: StoreError) async {
        switch error.code {
        case .notAllowed, .noSuchEntry:
            if let known = try? await store.entry(entry.id) { report(known) }
        case .closed, .cancelled: break
        default: sink.trouble(Phrase("trouble.outbox-write", ["why": Phrase(error)]))
        }
    }

    // MARK: - When nothing gets through

    private func takeHold() -> Duration? {
        guard let least = hold, !isHeld else { return nil }
        hold = nil
        isHeld = true
        return least
    }

    /// Nothing gets through: everything waits, so that a dead network is not hammered; it ends at once when an
    /// outage is seen to be over, unless the OMS itself asked for a time.
    private func waitOut(_ least: Duration) async {
        if least > .zero {
            try? await settings.sleep(max(least, holdBackoff.next(chance: .random(in: 0...1))))
        } else {
            await returned.wait(within: holdBackoff.next(chance: .random(in: 0...1)), settings.sleep)
        }
        isHeld = false
        wake.signal()
    }

    // MARK: - Keeping up

    /// Takes note of a stage that a delivery has come to; the package of a pack that was applied is read next.
    private func follow(_ entry: OutboxEntry) {
        if entry.stage == .applied, entry.intent.kind == .pack { firstReadings.insert(entry.id) }
        report(entry)
    }

    private func endFirstReading(of entry: OutboxEntry) {
        guard firstReadings.remove(entry.id) != nil, firstReadings.isEmpty else { return }
        for drain in drains { drain.resume() }
        drains = []
    }

    func report(_ entry: OutboxEntry) {
        queues.keep(entry)
        sink.command(entry)
    }
}
