import OMS
import OMSClient
import Station
import StationStore

/// Brings commands from the outbox to the OMS: in order for each package, several packages at once, none of them twice.
actor OutboxDelivery {
    private let settings: EngineSettings
    private let store: StationStore
    private let mirror: MirrorReader
    private let post: Post
    private let delivery: CommandDelivery

    /// What is not at its end, oldest first.
    private var pending: [OutboxEntry] = []
    private var busy: Set<Int> = []
    private var backoff: Backoff
    private var isWaiting = false
    private var base = 0
    private var waker: CheckedContinuation<Void, Never>?
    private var isAwake = true

    init(
        settings: EngineSettings, store: StationStore, client: OMSClient, mirror: MirrorReader, post: Post
    ) {
        self.settings = settings
        self.store = store
        self.mirror = mirror
        self.post = post
        delivery = CommandDelivery(settings: settings, store: store, mirror: mirror)
        backoff = Backoff(first: settings.firstDelay, longest: settings.longestDelay)
    }

    /// Delivers what is queued, and what will be, until the task is cancelled.
    func run() async {
        do {
            base = try await store.lastScanNumber()
            merge(try await store.pending())
        } catch {
            post(.trouble("The outbox could not be read: \(error)"))
        }
        await withTaskGroup(of: Void.self) { group in
            while !Task.isCancelled {
                for entry in takeReady() {
                    group.addTask { await self.deliver(entry) }
                }
                await sleepUntilWoken()
            }
            group.cancelAll()
        }
    }

    /// Takes a command that was just written to disk.
    func add(_ entry: OutboxEntry) {
        merge([entry])
        wake()
    }

    /// Sends a command again that a person decided about.
    func retry(_ id: Int) async { await decide { try await self.store.retry(id, at: self.settings.now()) } }

    /// Gives up a command that a person decided about.
    func discard(_ id: Int) async { await decide { try await self.store.discard(id, at: self.settings.now()) } }

    private func decide(_ change: () async throws -> OutboxEntry) async {
        do {
            follow(try await change())
            wake()
        } catch {
            post(.trouble("\(error)"))
        }
    }

    // MARK: - What is next

    /// The first command of each package that is not busy, as many as may be under way at once.
    private func takeReady() -> [OutboxEntry] {
        guard !isWaiting else { return [] }
        var seen = busy
        var ready: [OutboxEntry] = []
        for entry in pending where seen.insert(entry.intent.package).inserted {
            guard entry.stage != .needsAttention, busy.count < settings.mostDeliveries else { continue }
            busy.insert(entry.intent.package)
            ready.append(entry)
        }
        return ready
    }

    private func deliver(_ entry: OutboxEntry) async {
        let end = await delivery.deliver(entry) { await self.follow($0) }
        busy.remove(entry.intent.package)
        switch end {
        case .settled: backoff.reset()
        case .later(let least): startWaiting(atLeast: least)
        }
        wake()
    }

    /// Nothing gets through: everything waits, so that a dead network is not hammered.
    private func startWaiting(atLeast least: Duration?) {
        guard !isWaiting else { return }
        isWaiting = true
        let delay = max(backoff.next(chance: .random(in: 0...1)), least ?? .zero)
        Task {
            try? await settings.sleep(delay)
            self.stopWaiting()
        }
    }

    private func stopWaiting() {
        isWaiting = false
        wake()
    }

    // MARK: - Keeping up

    private func merge(_ entries: [OutboxEntry]) {
        for entry in entries where !pending.contains(where: { $0.id == entry.id }) { pending.append(entry) }
        pending.sort { $0.id < $1.id }
    }

    private func follow(_ entry: OutboxEntry) {
        if entry.stage.isFinal {
            pending.removeAll { $0.id == entry.id }
        } else if let position = pending.firstIndex(where: { $0.id == entry.id }) {
            pending[position] = entry
        } else {
            merge([entry])
        }
        post(.outbox(QueuedCommand(entry, base: base)))
    }

    private func sleepUntilWoken() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if isAwake || Task.isCancelled {
                    continuation.resume()
                } else {
                    waker = continuation
                }
                isAwake = false
            }
        } onCancel: {
            Task { await self.wake() }
        }
    }

    private func wake() {
        isAwake = true
        waker?.resume()
        waker = nil
    }
}
