import DequeModule
import Language
public import OMS
import StationStore
import Synchronization
import TaskSignals

/// A webhook event that was new, and what became of it.
public struct ReceivedEvent: Sendable {
    /// The event as the OMS sent it.
    public let event: WebhookEvent
    /// The package as it was read again because of it; nil where it is another location's, is gone, or could not be read.
    public let package: Package?
}

/// Webhook events to be processed: added without waiting, and handled together once a burst has settled.
///
/// An event is a hint and never the truth: it comes late, twice or not at all, in any order, and what it shows may be
/// older than what is known. So nothing is taken from it but which package to read; what is missed, `MirrorSync`
/// finds. Other benches get the package as it was read.
final class WebhookInbox: Sendable {
    private let settings: EngineSettings
    private let store: StationDatabase
    private let reader: PackageReader
    private let mirror: MirrorSync
    private let feed: ChangeFeed?
    private let sink: EventSink
    private let wake = WakeSignal()
    private let waiting = Mutex(Buffer())

    private struct Buffer {
        var events: [WebhookEvent] = []
        /// How long the packages of these events are together, in bytes of JSON.
        var bytes = 0
        /// Whether there were more than can be held: what they were about is found by reading all changes.
        var hasOverflowed = false
    }

    /// How many events are held until they are read.
    private static let mostWaiting = 2_000
    /// How long their packages are together at most, in bytes of JSON; an event of the seed has 7 kB.
    private static let mostBytes = 32 << 20
    /// How often more of a burst is waited for, before what has come is read.
    private static let mostPauses = 4
    /// How many packages are read at once.
    private static let mostReadings = 4

    init(
        settings: EngineSettings, store: StationDatabase, reader: PackageReader, mirror: MirrorSync,
        feed: ChangeFeed? = nil, sink: EventSink
    ) {
        self.settings = settings
        self.store = store
        self.reader = reader
        self.mirror = mirror
        self.feed = feed
        self.sink = sink
    }

    func add(_ event: WebhookEvent) {
        let bytes = event.package?.raw.utf8.count ?? 0
        waiting.withLock { waiting in
            if waiting.events.count < Self.mostWaiting, waiting.bytes + bytes <= Self.mostBytes {
                waiting.events.append(event)
                waiting.bytes += bytes
            } else {
                waiting.hasOverflowed = true
            }
        }
        wake.signal()
    }

    /// Reads what events are about, until the task is cancelled.
    func run() async {
        var known = RecentEvents(most: StationDatabase.mostReceivedEvents, (try? await store.receivedEvents()) ?? [])
        while !Task.isCancelled {
            await wake.wait()
            await settle()
            let (events, hasOverflowed) = take()
            let newEvents = events.filter { known.insert($0.uuid) }
            guard !newEvents.isEmpty || hasOverflowed else { continue }
            let packages = await read(await relevant(newEvents), more: hasOverflowed)
            await feed?.share(newEvents, packages)
            do {
                try await store.rememberReceived(newEvents.map(\.uuid), at: settings.now())
            } catch {
                sink.trouble(Phrase("trouble.events", ["why": Phrase(error)]))
            }
            for event in newEvents {
                settings.onEvent(ReceivedEvent(event: event, package: event.package.flatMap { packages[$0.id] }))
            }
        }
    }

    /// Waits until no more events come, or for so long that a person would notice.
    private func settle() async {
        for _ in 1...Self.mostPauses {
            let count = waiting.withLock(\.events.count)
            try? await settings.sleep(settings.eventsSettle)
            if Task.isCancelled || waiting.withLock(\.events.count) == count { return }
        }
    }

    private func take() -> ([WebhookEvent], Bool) {
        waiting.withLock { waiting in
            defer { waiting = Buffer() }
            return (waiting.events, waiting.hasOverflowed)
        }
    }

    /// The events about packages that are in the mirror or belong there: an OMS sends those of every location.
    private func relevant(_ events: [WebhookEvent]) async -> [WebhookEvent] {
        var relevant: [WebhookEvent] = []
        for event in events {
            guard let package = event.package, !settings.filter().admits(package) else {
                relevant.append(event)
                continue
            }
            if (try? await store.readTime(of: package.id)) != nil { relevant.append(event) }
        }
        return relevant
    }

    /// Reads the packages that events are about, each once; returns those that are there.
    private func read(_ events: [WebhookEvent], more: Bool) async -> [Int: Package] {
        let ids = Set(events.compactMap(\.package?.id))
        let isUnnamed = events.contains { $0.package == nil }
        if more || isUnnamed || ids.count > settings.mostSingleReadings {
            if await mirror.catchUp() { return [:] }
        }
        return await withTaskGroup(of: (Int, Package?).self) { group in
            var packages: [Int: Package] = [:]
            for (position, id) in ids.sorted().enumerated() {
                if position >= Self.mostReadings, let (id, package) = await group.next() { packages[id] = package }
                group.addTask { (id, await self.reader.refresh(id)) }
            }
            for await (id, package) in group { packages[id] = package }
            return packages
        }
    }
}

/// The uuids of the events received last.
struct RecentEvents {
    private let most: Int
    private var known: Set<String>
    /// The same, the oldest first.
    private var order: Deque<String>

    /// Remembers so many; `uuids` are known from before, the oldest first.
    init(most: Int, _ uuids: [String]) {
        self.most = max(1, most)
        order = Deque(uuids.suffix(self.most))
        known = Set(order)
    }

    /// Remembers an event; false when it was known.
    mutating func insert(_ uuid: String) -> Bool {
        guard known.insert(uuid).inserted else { return false }
        order.append(uuid)
        if order.count > most, let oldest = order.popFirst() { known.remove(oldest) }
        return true
    }
}
