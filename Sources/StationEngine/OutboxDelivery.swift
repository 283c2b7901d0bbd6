import OMS
import StationStore

/// Brings commands from the outbox to the OMS: in order for each package, several packages at once, none of them twice.
actor OutboxDelivery {
    private let settings: EngineSettings
    private let store: StationStore
    private let wire: OMSWire
    private let reader: PackageReader
    private let post: Post
    /// Rung when there may be something to do.
    private let bell = Bell()
    /// Rung when the OMS answers again after an outage.
    private let returned: Bell

    /// What is not at its end, by package, oldest first.
    private var queues: [Int: [OutboxEntry]] = [:]
    /// Packages whose first command may be delivered, in their order.
    private var ready: [Int] = []
    /// Packages whose first command is under way, or waits for its next turn.
    private var busy: Set<Int> = []
    private var underWay = 0
    /// Commands marked as being sent when they were accepted, on their way to the wire.
    private var accepted: [OutboxEntry] = []
    /// Packages whose history may be newer than what is known of it.
    private var stale: Set<Int> = []
    /// Commands whose package was looked at, and which the OMS can no longer be at work on.
    private var settled: Set<OutboxEntry.ID> = []
    /// How often a command was answered by a page in the OMS's place.
    private var pages: [OutboxEntry.ID: Int] = [:]
    private var backoffs: [Int: Backoff] = [:]
    private var holdBackoff: Backoff
    private var hold: Duration?
    private var isHeld = false
    private var isRunning = false

    /// How often a command is answered by a page before a person is asked: about a minute with the usual waits.
    static let mostPages = 8

    init(
        settings: EngineSettings, store: StationStore, wire: OMSWire, reader: PackageReader, post: Post, returned: Bell
    ) {
        self.settings = settings
        self.store = store
        self.wire = wire
        self.reader = reader
        self.post = post
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
            for entry in pending { keep(entry) }
            isRunning = true
        } catch {
            post.trouble("The outbox could not be read: \(error)")
        }
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                for entry in accepted { group.addTask { await self.deliver(entry, isAccepted: true) } }
                accepted = []
                for entry in takeReady() { group.addTask { await self.deliver(entry, isAccepted: false) } }
                if let delay = takeHold() { group.addTask { await self.waitOut(delay) } }
                await bell.heard()
            }
            group.cancelAll()
        }
    }

    // MARK: - Commands that come

    /// Takes the package of a command that may be sent as soon as it is on disk; gives what is to be sent.
    func reserve(_ intent: CommandIntent) async -> SentCommand? {
        let package = intent.package
        guard isRunning, !isHeld, hold == nil, underWay < settings.mostDeliveries, queues[package] == nil,
            !busy.contains(package), !stale.contains(package), let time = wire.omsTime
        else { return nil }
        busy.insert(package)
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
            keep(entry)
        }
        bell.ring()
    }

    /// Gives back packages that were taken for commands which could not be written.
    func release(_ packages: [Int]) {
        for package in packages where busy.contains(package) && queues[package] == nil {
            busy.remove(package)
            underWay -= 1
        }
    }

    /// Sends a command again that a person decided about.
    func retry(_ id: Int) async { await decide { try await self.store.retry(id, at: self.settings.now()) } }

    /// Gives up a command that a person decided about.
    func discard(_ id: Int) async { await decide { try await self.store.discard(id, at: self.settings.now()) } }

    private func decide(_ change: () async throws -> OutboxEntry) async {
        do {
            tell(try await change())
            bell.ring()
        } catch {
            post.trouble("\(error)")
        }
    }

    // MARK: - What is next

    /// The first commands of packages that are not busy, as many as may be under way at once.
    private func takeReady() -> [OutboxEntry] {
        var entries: [OutboxEntry] = []
        while !isHeld, hold == nil, underWay < settings.mostDeliveries, !ready.isEmpty {
            let package = ready.removeFirst()
            guard let entry = queues[package]?.first, entry.stage != .needsAttention, busy.insert(package).inserted
            else { continue }
            underWay += 1
            entries.append(entry)
        }
        return entries
    }

    private func deliver(_ entry: OutboxEntry, isAccepted: Bool) async {
        let package = entry.intent.package
        let delivery = CommandDelivery(settings: settings, store: store, wire: wire, reader: reader) {
            await self.tell($0)
        }
        let end =
            isAccepted
            ? await delivery.put(entry)
            : await delivery.deliver(
                entry, isSettled: settled.contains(entry.id), isStale: stale.contains(package))
        underWay -= 1
        bell.ring()
        if case .broken(let error) = end { await recover(entry, from: error) }
        if case .page(let words) = end { await count(words, of: entry) }
        if let delay = delay(after: end, of: entry) { try? await settings.sleep(delay) }
        busy.remove(package)
        offer(package)
        bell.ring()
    }

    /// Learns from the end of a delivery; returns how long the package waits for its next turn.
    private func delay(after end: CommandDelivery.End, of entry: OutboxEntry) -> Duration? {
        let package = entry.intent.package
        if case .settling = end {
            settled.insert(entry.id)
            return settings.settling
        }
        settled.remove(entry.id)
        switch end {
        case .settled(let isReadBack):
            pages[entry.id] = nil
            if isReadBack { stale.remove(package) } else { stale.insert(package) }
            backoffs[package] = nil
            holdBackoff.reset()
            return nil
        case .hold(let least):
            if !isHeld { hold = max(hold ?? .zero, least ?? .zero) }
            return nil
        case .again, .page, .settling, .broken:
            var backoff = backoffs[package] ?? Backoff(first: settings.firstDelay, longest: settings.longestDelay)
            defer { backoffs[package] = backoff }
            return backoff.next(chance: .random(in: 0...1))
        }
    }

    /// Counts a page that was answered in the OMS's place; one time too many, a person is asked.
    private func count(_ words: String, of entry: OutboxEntry) async {
        let count = pages[entry.id, default: 0] + 1
        pages[entry.id] = count < Self.mostPages ? count : nil
        guard count >= Self.mostPages else { return }
        do {
            tell(
                try await store.move(
                    entry.id, to: .needsAttention,
                    reason: "wanted: \(entry.intent.name); sent \(count) times: \(words)",
                    at: settings.now()))
        } catch {
            await recover(entry, from: error)
        }
    }

    /// The file could not be written, or says that the command is not where it was thought to be: it is right.
    private func recover(_ entry: OutboxEntry, from error: StoreError) async {
        switch error.code {
        case .notAllowed, .noSuchEntry:
            if let known = try? await store.entry(entry.id) { tell(known) }
        case .closed, .cancelled: break
        default: post.trouble("The outbox could not be written: \(error)")
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
            await returned.heard(within: holdBackoff.next(chance: .random(in: 0...1)), settings.sleep)
        }
        isHeld = false
        bell.ring()
    }

    // MARK: - Keeping up

    private func tell(_ entry: OutboxEntry) {
        keep(entry)
        post.command(entry)
    }

    private func keep(_ entry: OutboxEntry) {
        let package = entry.intent.package
        var queue = queues[package] ?? []
        queue.removeAll { $0.id == entry.id }
        if !entry.stage.isFinal {
            queue.insert(entry, at: queue.firstIndex { $0.id > entry.id } ?? queue.endIndex)
        }
        queues[package] = queue.isEmpty ? nil : queue
        offer(package)
    }

    /// Lets a package have its turn, where it waits for one.
    private func offer(_ package: Int) {
        guard !busy.contains(package), let first = queues[package]?.first, first.stage != .needsAttention else {
            return
        }
        ready.append(package)
    }
}
