import Language
public import OMS
public import OMSClient
public import Station
public import StationStore
import TaskSignals

/// Runs the model's effects: effects go in, events come out.
///
/// This target knows in which order things are done: a command is on disk before it is acknowledged, delivered in order
/// for each package, looked up before it is ever sent a second time; the mirror is read page by page and kept. It must not know
/// what a scan means (`Station`), how SQL or HTTP is spoken (`StationStore`, `OMSClient`), or what is on a screen.
public final class EffectRunner: Sendable {
    let settings: EngineSettings
    let store: StationDatabase
    let numbers: ScanNumbers
    let sink: EventSink
    /// What must be done in its order, and packages that are only looked up: these wait for no disk.
    private let effects = EffectQueue(), lookUps = EffectQueue()
    /// What other benches are told: nothing waits for it.
    private let shared = EffectQueue()
    private let reader: PackageReader, mirror: MirrorSync
    let delivery: OutboxDispatcher
    private let queries: OMSQueryReader, actions: PackageActions
    private let inbox: WebhookInbox, printing: PrintRunner
    private let sharing: SharedPackages?
    private let feed: ChangeFeed?, journal: JournalCopy?, board: BoardReader
    private let sharedPrints: SharedPrints?
    private let commandNews: AsyncStream<OutboxEntry>
    private let printNews: AsyncStream<PrintJob>

    /// An engine on an open store; `events` is called from any thread, for each event in its order.
    public init(
        settings: EngineSettings, store: StationDatabase, client: OMSHTTPClient,
        events: @escaping @Sendable (StationEvent) -> Void
    ) {
        self.settings = settings
        self.store = store
        numbers = ScanNumbers(earlier: store.opening.lastScan)
        let (news, newsContinuation) = AsyncStream.makeStream(of: PackageNews.self)
        let printsNothing = settings.printing.printers.isEmpty
        let (commandNews, commandNewsContinuation) = AsyncStream.makeStream(of: OutboxEntry.self)
        self.commandNews = commandNews
        let (printNews, printNewsContinuation) = AsyncStream.makeStream(of: PrintJob.self)
        self.printNews = printNews
        sink = EventSink(
            numbers: numbers, news: printsNothing ? nil : newsContinuation,
            commandNews: settings.warehouse == nil ? nil : commandNewsContinuation,
            printNews: settings.warehouse == nil ? nil : printNewsContinuation, send: events)
        let (outboxWake, mirrorWake) = (WakeSignal(), WakeSignal())
        feed = settings.warehouse.map { [sink] in
            ChangeFeed(warehouse: $0, settings: settings, store: store, sink: sink, mirrorWake: mirrorWake)
        }
        sharing = feed.map { SharedPackages(feed: $0) }
        journal = settings.warehouse.map { JournalCopy(warehouse: $0, settings: settings, store: store) }
        board = BoardReader(settings: settings, store: store, sink: sink)
        sharedPrints = settings.warehouse.map { [sink] in
            SharedPrints(warehouse: $0, settings: settings, store: store, sink: sink)
        }
        let hosts = settings.printing.labelHosts
        let fetch: LabelFetcher.Fetch = { address throws(OMSClientError) in
            try await client.document(at: address, from: hosts)
        }
        printing = PrintRunner(
            settings: settings, store: store, sink: sink, shared: sharedPrints, news: news,
            fetch: settings.fetchLabel ?? fetch)
        let oms = OMSConnection(client: client, settings: settings, sink: sink, returned: [outboxWake, mirrorWake])
        reader = PackageReader(settings: settings, store: store, oms: oms, sink: sink)
        queries = OMSQueryReader(settings: settings, store: store, oms: oms, sink: sink)
        actions = PackageActions(settings: settings, oms: oms, reader: reader, papers: printing.papers, sink: sink)
        mirror = MirrorSync(settings: settings, store: store, oms: oms, sink: sink, wake: mirrorWake, feed: feed)
        delivery = OutboxDispatcher(
            settings: settings, store: store, oms: oms, reader: reader, sink: sink, sharing: sharing,
            returned: outboxWake)
        inbox = WebhookInbox(settings: settings, store: store, reader: reader, mirror: mirror, feed: feed, sink: sink)
    }

    /// Reports what is stored, then reads the OMS and delivers what is queued, until the task is cancelled.
    ///
    /// Errors: `StoreError` when the store cannot be read at the start; nothing was done then.
    public func run() async throws(StoreError) {
        try await store.understand(settings.commands.states)
        let stored = StoredState(settings: settings, store: store, sink: sink, printing: printing)
        try await stored.stopForeignCommands()
        try await stored.correctTimes()
        let isWhole = try await stored.report()
        await withDiscardingTaskGroup { group in
            group.addTask { await self.lookUp() }
            // Packages that are read now must not be followed by older ones from the disk.
            let kept = Task { if !isWhole { await stored.reportAllPackages() } }
            group.addTask { await self.perform(after: kept) }
            await kept.value
            group.addTask { await self.delivery.run() }
            group.addTask { await self.mirror.run() }
            group.addTask { await self.inbox.run() }
            group.addTask { await self.printing.run() }
            if let feed { group.addTask { await feed.run() } }
            if let journal { group.addTask { await journal.run() } }
            if let sharedPrints {
                group.addTask { await sharedPrints.run() }
                group.addTask { for await job in self.printNews { await sharedPrints.record(job) } }
            }
            if let sharing {
                group.addTask { await sharing.run() }
                group.addTask { await self.share(with: sharing) }
                group.addTask { for await entry in self.commandNews { await sharing.note(entry) } }
                group.addTask {
                    for await loss in sharing.losses { await self.delivery.lose(loss.package, to: loss.to) }
                }
            }
        }
    }

    /// Takes an event that the OMS sent by webhook: what it is about is read soon, once a burst has settled.
    public func receive(_ event: WebhookEvent) { inbox.add(event) }

    /// Takes effects to be done, in their order.
    public func take(_ effects: [Effect]) {
        lookUps.put(effects.filter(\.isLookUp))
        if sharing != nil { shared.put(effects.filter(\.isShared)) }
        self.effects.put(effects.filter { !$0.isLookUp })
    }

    /// Returns when every effect taken so far is done; commands that are queued by then are on disk.
    ///
    /// The packages of packs that were applied by then have been read again, as far as the OMS could be reached, and their
    /// labels are on disk as print jobs.
    public func drain() async {
        await effects.drain()
        await lookUps.drain()
        await delivery.drain()
        await printing.drain()
        if sharing != nil { await shared.drain() }
    }

    /// What could not be read of the OMS in the first round; nil until that is done.
    public var firstRound: FirstRound? { get async { await mirror.firstRound } }

    // MARK: - Effects

    private func lookUp() async {
        while let batch = await lookUps.next() {
            for case .open(let package) in batch { await reader.open(package) }
            lookUps.finished()
        }
    }

    /// Tells other benches what they must know, in its order; of what is checked of a package only the newest.
    private func share(with sharing: SharedPackages) async {
        while let batch = await shared.next() {
            let saves = batch.enumerated().compactMap { place, effect in
                if case .save(let session) = effect { (session.package, place) } else { nil }
            }
            let newest = Dictionary(saves, uniquingKeysWith: { $1 })
            for (place, effect) in batch.enumerated() {
                switch effect {
                case .claim(let package, let token): await sharing.claim(package, takingOver: token)
                case .release(let package): await sharing.release(package)
                case .save(let session): if newest[session.package] == place { await sharing.save(session) }
                case .forget(let package): await sharing.forget(package)
                case .choose(let session): await sharing.choose(session)
                case .packer(let name): await sharing.setPacker(name)
                case .lookAtPrints(let packages): await sharedPrints?.look(at: packages)
                case .confirmBenchPrint(let print): await sharedPrints?.confirm(print)
                default: break
                }
            }
            shared.finished()
        }
    }

    /// Does the effects as they come: what must be on disk in its order is waited for, the rest runs beside.
    private func perform(after kept: Task<Void, Never>) async {
        await withDiscardingTaskGroup { group in
            while let batch = await effects.next() {
                var ledger = WriteBatch(numbers: numbers)
                for effect in batch where !ledger.take(effect) {
                    switch effect {
                    case .read(let package):
                        group.addTask {
                            await kept.value
                            await self.reader.refresh(package)
                            self.sink(.readEnded(package: package))
                        }
                    case .find(let code, let scan):
                        group.addTask {
                            await kept.value
                            await self.reader.find(code, for: scan)
                        }
                    case .change(let change, let package, let scan):
                        group.addTask { await self.actions.change(change, of: package, for: scan) }
                    case .invoice(let package, let use, let scan):
                        group.addTask { await self.actions.useInvoice(of: package, use, for: scan) }
                    case .printGiftNote(let package, let scan):
                        group.addTask { await self.actions.printGiftNote(of: package, for: scan) }
                    case .inquire(let conditions, let number):
                        let turn = queries.begin()
                        guard let conditions else { break }
                        group.addTask {
                            await kept.value
                            await self.queries.run(conditions, number: number, turn: turn)
                        }
                    case .countBoard: group.addTask { await self.board.count() }
                    case .needs(let needs): group.addTask { await self.board.tell(needs) }
                    case .offerFilterValues: group.addTask { await self.offerFilterValues() }
                    case .acknowledged(let time): await acknowledge(until: time)
                    case .chose(let kind, let command): await keepChosen(command, for: kind)
                    case .spoke(let language): await keep(language.rawValue, as: .language)
                    case .packer(let name): await keep(name, as: .packer)
                    case .refresh: await mirror.refresh()
                    case .confirmPrint(let job): await printing.actions.move(job, to: .confirmed)
                    case .notePrinted(let job): await printing.actions.move(job, to: .printed)
                    case .printAgain(let job, let reason): await printing.actions.printAgain(job, reason)
                    case .printLabel(let package): sink.tell(.asked(package))
                    case .dismissLabel(let package): sink.tell(.dismissed(package))
                    case .retry(let command, let contents):
                        await write(&ledger)
                        await delivery.retry(command, for: contents)
                    case .discard(let command):
                        await write(&ledger)
                        await delivery.discard(command)
                    default: break
                    }
                }
                await write(&ledger)
                effects.finished()
            }
            group.cancelAll()
        }
    }
}
