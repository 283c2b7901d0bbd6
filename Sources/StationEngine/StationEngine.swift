import OMS
public import OMSClient
public import Station
public import StationStore

/// The work behind the screen: effects go in, events come out.
///
/// This room knows in which order things are done: a command is on disk before it is acknowledged, delivered in order
/// for each package, looked up before it is ever sent a second time; the mirror is read page by page and kept. It must not know
/// what a scan means (`Station`), how SQL or HTTP is spoken (`StationStore`, `OMSClient`), or what is on a screen.
public final class StationEngine: Sendable {
    private let settings: EngineSettings
    private let store: StationStore
    private let post: Post
    private let effects = EffectQueue()
    private let mirror: MirrorReader
    private let delivery: OutboxDelivery

    /// An engine on an open store; `events` is called from any thread, for each event in its order.
    public init(
        settings: EngineSettings, store: StationStore, client: OMSClient,
        events: @escaping @Sendable (StationEvent) -> Void
    ) {
        self.settings = settings
        self.store = store
        post = Post(send: events)
        mirror = MirrorReader(settings: settings, store: store, client: client, post: post)
        delivery = OutboxDelivery(settings: settings, store: store, client: client, mirror: mirror, post: post)
    }

    /// Tells what the store remembers, then reads the OMS and delivers what is queued, until the task is cancelled.
    ///
    /// Errors: `StoreError` when the store cannot be read at the start; nothing was done then.
    public func run() async throws(StoreError) {
        try await tellWhatIsKept()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.delivery.run() }
            group.addTask { await self.mirror.refresh() }
            group.addTask { await self.perform() }
            await group.waitForAll()
        }
    }

    /// Takes effects to be done, in their order.
    public func take(_ effects: [Effect]) { self.effects.put(effects) }

    /// Returns when every effect taken so far is done; commands that are queued by then are on disk.
    public func drain() async { await effects.drain() }

    private func tellWhatIsKept() async throws(StoreError) {
        effects.base = try await store.lastScanNumber()
        post(.mirror(PackageIndex(try await store.summaries())))
        post(.reasons(try await store.denialReasons()))
        post(.sessions(try await store.sessions().compactMap { PackingSession(package: $0.key, $0.value) }))
        for entry in try await store.entries(limit: 200).reversed() {
            post(.outbox(QueuedCommand(entry, base: effects.base)))
        }
        if let time = try await store.fact(.lastFullRead).flatMap(Timestamp.init) { post(.fresh(time)) }
    }

    // MARK: - Effects

    /// Does the effects as they come: what must be on disk in its order is waited for, the rest runs beside.
    private func perform() async {
        while let batch = await effects.next() {
            var ledger = LedgerBatch(base: effects.base)
            for effect in batch {
                if ledger.take(effect) { continue }
                await write(&ledger)
                await perform(effect)
            }
            await write(&ledger)
            effects.finished()
        }
    }

    private func perform(_ effect: Effect) async {
        switch effect {
        case .open(let package): await open(package)
        case .read(let package): Task { await mirror.read(package) }
        case .refresh: Task { await mirror.refresh() }
        case .run(let intent, let scan): await accept(intent, scan: scan)
        case .retry(let command): await delivery.retry(command)
        case .discard(let command): await delivery.discard(command)
        case .answer(let answer): settings.answer(answer)
        case .journal, .save, .forget, .sound, .wake, .quit: break
        }
    }

    private func open(_ id: Int) async {
        do {
            guard let package = try await store.package(id) else {
                post(.gone(package: id))
                return
            }
            let logs = try await store.logs(of: id)
            post(.opened(OpenedPackage(package: package, logs: logs.isEmpty ? nil : logs)))
        } catch {
            post(.trouble("The package could not be read: \(error)"))
            post(.gone(package: id))
        }
    }

    private func accept(_ intent: CommandIntent, scan: Int?) async {
        do {
            let entry = try await store.enqueue(intent, scan: scan.map { $0 + effects.base }, at: settings.now())
            post(.outbox(QueuedCommand(entry, base: effects.base)))
            await delivery.add(entry)
        } catch {
            post(.notAccepted(intent, scan: scan, reason: "\(error)"))
        }
    }

    private func write(_ ledger: inout LedgerBatch) async {
        defer { ledger = LedgerBatch(base: effects.base) }
        do {
            try await ledger.write(to: store)
        } catch {
            post(.trouble("The journal could not be written: \(error)"))
        }
        for answer in ledger.answers { settings.answer(answer) }
    }
}

/// The way of events to the station.
struct Post: Sendable {
    let send: @Sendable (StationEvent) -> Void

    func callAsFunction(_ event: StationEvent) { send(event) }
}
