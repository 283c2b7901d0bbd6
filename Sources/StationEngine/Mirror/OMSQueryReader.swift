import Language
import OMS
import Station
import StationStore
import Synchronization

/// Asks the OMS which packages meet conditions, and reports each page as it comes.
///
/// One question at a time: another takes its place, and what was asked before is asked no further.
final class OMSQueryReader: Sendable {
    private let settings: EngineSettings
    private let store: StationDatabase
    private let oms: OMSConnection
    private let sink: EventSink
    /// The question that is asked now, by a count of all that were; pages of any other are not asked for any more.
    private let current = Mutex(0)

    /// How many pages of an answer are read at most.
    private static let mostPages = 50

    init(settings: EngineSettings, store: StationDatabase, oms: OMSConnection, sink: EventSink) {
        self.settings = settings
        self.store = store
        self.oms = oms
        self.sink = sink
    }

    /// Takes the place of what was asked before; gives the turn to ask with.
    func begin() -> Int {
        current.withLock { current in
            current += 1
            return current
        }
    }

    /// Asks page by page until the end, while it is this question's turn.
    func run(_ conditions: [PackageParameter: String], number: Int, turn: Int) async {
        var done = 0
        for page in 1...Self.mostPages {
            do {
                let answer = try await oms.send(
                    .packages(settings.filter(conditions), page: page, limit: settings.pageSize))
                guard isTurn(turn) else { return }
                done += answer.rows.count + answer.unreadable
                let isLast = answer.next == nil || answer.rows.isEmpty
                let end: OMSQueryAnswer.End? = isLast ? .complete : page == Self.mostPages ? .tooMany : nil
                let progress = Progress(done: done, total: answer.count)
                try await report(answer.rows, to: conditions, number, progress, end)
                if isLast { return }
            } catch {
                guard isTurn(turn) else { return }
                let progress = Progress(done: done, total: nil)
                sink(.inquiry(OMSQueryAnswer(number: number, progress: progress, end: .failed(Phrase(error)))))
                return
            }
        }
    }

    private func isTurn(_ turn: Int) -> Bool { current.withLock { $0 == turn } }

    /// Stores what belongs here, and returns which rows meet the conditions; those that do not show what was ignored.
    private func report(
        _ rows: [Package], to conditions: [PackageParameter: String], _ number: Int, _ progress: Progress,
        _ end: OMSQueryAnswer.End?
    ) async throws {
        let filter = PackageFilter(conditions)
        let checked = rows.map { (package: $0, check: filter.check($0, zone: settings.zone)) }
        let met = checked.filter(\.check.unmet.isEmpty)
        let kept = met.filter { settings.keeps($0.package) }
        sink.changes(try await store.upsert(kept.map(\.package), readAt: settings.now()))
        sink(
            .inquiry(
                OMSQueryAnswer(
                    number: number, ids: kept.map(\.package.id), others: met.count - kept.count, progress: progress,
                    ignored: Set(checked.flatMap(\.check.unmet)), unchecked: Set(kept.flatMap(\.check.unseen)),
                    end: end)))
    }
}
