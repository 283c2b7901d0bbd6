import Station
import StationStore

/// All printing of a bench: which labels are wanted, and a dispatcher for each printer.
final class PrintRunner: Sendable {
    /// What a person does with print jobs.
    let actions: PrintActions
    /// Prints invoices and gift notes.
    let papers: PaperPrints
    private let watch: LabelWatch
    private let fetcher: LabelFetcher
    private let dispatchers: [String: PrintDispatcher]
    private let news: AsyncStream<PackageNews>
    private let marks = NewsMarks()
    private let sink: EventSink

    init(
        settings: EngineSettings, store: StationDatabase, sink: EventSink, shared: SharedPrints?,
        news: AsyncStream<PackageNews>,
        fetch: @escaping LabelFetcher.Fetch
    ) {
        let dispatchers = settings.printing.printers.reduce(into: [String: PrintDispatcher]()) { all, printer in
            all[printer.key] = PrintDispatcher(
                name: printer.key, printer: printer.value, settings: settings, store: store, sink: sink)
        }
        let wanted: @Sendable (String) async -> Void = { await dispatchers[$0]?.look() }
        actions = PrintActions(settings: settings, store: store, sink: sink, wanted: wanted)
        papers = PaperPrints(settings: settings, store: store, sink: sink, wanted: wanted)
        fetcher = LabelFetcher(settings: settings, sink: sink, get: fetch)
        watch = LabelWatch(
            settings: settings, store: store, sink: sink, fetcher: fetcher, shared: shared, wanted: wanted)
        self.dispatchers = dispatchers
        self.news = news
        self.sink = sink
    }

    /// Returns when every label that is wanted by what is known now is on disk, but for links that cannot be fetched now.
    func drain() async {
        guard !dispatchers.isEmpty else { return }
        await marks.wait { sink.markNews() }
        await fetcher.drain()
        await marks.wait { sink.markNews() }
    }

    /// Prints until the task is cancelled.
    func run() async {
        guard !dispatchers.isEmpty else { return }
        await withDiscardingTaskGroup { group in
            for dispatcher in dispatchers.values {
                group.addTask { await dispatcher.run() }
                group.addTask { await dispatcher.followLeases() }
            }
            group.addTask { await self.fetcher.run() }
            group.addTask { await self.watch.run(self.news, marks: self.marks) }
        }
    }
}
