import Language
import OMSClient
import Printing
import Synchronization

/// What came of a link.
enum FetchedLabel: Equatable, Sendable {
    /// The label.
    case document(PrintDocument)
    /// There will be no label there, or it must not be fetched; why.
    case refused(Phrase)
    /// There may be one later; why there is none now.
    case failed(Phrase)
}

/// Fetches labels that are links, beside everything else.
final class LabelFetcher: Sendable {
    /// Fetches what is at an address, from the configured hosts alone.
    typealias Fetch = @Sendable (String) async throws(OMSClientError) -> [UInt8]

    /// Something to do for a package.
    private enum Work: Sendable {
        case fetch([LabelLink], package: Int)
        case waitAgain(Duration, package: Int)
    }

    private struct State {
        var running = 0
        var hasEnded = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let get: Fetch
    private let sleep: @Sendable (Duration) async throws -> Void
    private let sink: EventSink
    private let work: AsyncStream<Work>
    private let queue: AsyncStream<Work>.Continuation
    private let state = Mutex(State())

    init(settings: EngineSettings, sink: EventSink, get: @escaping Fetch) {
        self.get = get
        self.sink = sink
        sleep = settings.sleep
        (work, queue) = AsyncStream.makeStream(of: Work.self)
    }

    /// Fetches the labels of a package; what came of it is news.
    func fetch(_ links: [LabelLink], of package: Int) {
        state.withLock { $0.running += 1 }
        queue.yield(.fetch(links, package: package))
    }

    /// Makes it news later that the labels of a package are to be fetched again.
    func wait(_ time: Duration, thenFor package: Int) { queue.yield(.waitAgain(time, package: package)) }

    /// Returns when everything that was to be fetched by now has come, or has not.
    func drain() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                let isIdle = state.running == 0 || state.hasEnded
                if !isIdle { state.waiting.append(continuation) }
                return isIdle
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Fetches until the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await next in work {
                group.addTask {
                    switch next {
                    case .fetch(let links, let package): await self.fetchAll(links, package)
                    case .waitAgain(let time, let package):
                        try? await self.sleep(time)
                        self.sink.fetchAgain(package)
                    }
                }
            }
        }
        // Nobody fetches any more.
        state.withLock { $0.hasEnded = true }
        resumeAll()
    }

    private func fetchAll(_ links: [LabelLink], _ package: Int) async {
        var results: [LabelLink: FetchedLabel] = [:]
        for link in links { results[link] = await fetch(link) }
        sink.labelsFetched(results, of: package)
        let isIdle = state.withLock { state in
            state.running -= 1
            return state.running == 0
        }
        if isIdle { resumeAll() }
    }

    private func resumeAll() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in waiting { waiter.resume() }
    }

    private func fetch(_ link: LabelLink) async -> FetchedLabel {
        do throws(OMSClientError) {
            let document = PrintDocument(bytes: try await get(link.address))
            switch document.kind {
            case .zpl, .epl, .pdf, .png: return .document(document)
            // A link in a link leads anywhere.
            case .html, .link, .unknown:
                return .refused(
                    Phrase("label.link.no-label", ["host": link.host, "kind": document.kind.rawValue]))
            }
        } catch {
            return error.outcome(at: link.host)
        }
    }
}

extension OMSClientError {
    /// What a failure means for a label at a host: only what no waiting changes is final.
    fileprivate func outcome(at host: String) -> FetchedLabel {
        switch code {
        case .foreignHost:
            .refused(
                host == detail
                    ? Phrase("label.link.host", ["host": host])
                    : Phrase("label.link.elsewhere", ["host": host, "other": detail ?? ""]))
        case .tooLarge: .refused(Phrase("label.link.too-large", ["host": host]))
        case .status(let status): .failed(Phrase("label.link.status", ["host": host, "status": String(status)]))
        default: .failed(Phrase("label.link.no-answer", ["host": host]))
        }
    }
}
