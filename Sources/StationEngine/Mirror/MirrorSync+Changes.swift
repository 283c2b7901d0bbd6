import Language
import OMS
import Station
import StationStore
import Warehouse

/// How the mirror learns what has changed.
extension MirrorSync {
    /// How far before the newest change known changes are asked for again: a change may become visible a little late.
    private static let overlap = 30
    /// When nothing has changed for so long, nothing late is expected any more.
    private static let quiet = 300

    /// Reads what the OMS changed since the newest change that is known; a station that is stopped meanwhile goes on there.
    ///
    /// For all benches, it is since the newest change that the feed has: this bench may know more.
    func readChanges() async throws {
        guard !ignoresChanges, let known = try await store.fact(.watermark).flatMap(Timestamp.init) else { return }
        let began = settings.now()
        var shared = await sharedReading(known)
        let watermark = min(known, shared?.covered ?? known)
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
            guard answer.next != nil, !answer.rows.isEmpty || answer.unreadable > 0 else {
                await share(answer.rows, upTo: newest, since: began, in: &shared)
                break
            }
            if let last = dates.last, last > from, zip(dates, dates.dropFirst()).allSatisfy({ $0 <= $1 }) {
                (from, page) = (last, 1)
                if last > known { try await store.setFact(.watermark, to: last.text) }
                await share(answer.rows, upTo: last, since: began, in: &shared)
            } else {
                page += 1
                await share(answer.rows, upTo: nil, since: began, in: &shared)
            }
        }
        if newest > known { try await store.setFact(.watermark, to: newest.text) }
        try await markFresh(since: began)
        guard let shared else { return }
        if !shared.isNews {
            let mark = FeedMark(from: newest, to: newest)
            await feed?.confirm(mark, age: age(since: began), under: shared.lease)
        }
        await feed?.forgetOld()
    }

    /// What this reading writes to the feed; nil where the bench reads for itself.
    private func sharedReading(_ known: Timestamp) async -> SharedReading? {
        guard let lease = duty.lease, let feed else { return nil }
        return SharedReading(lease: lease, covered: await feed.start(under: lease) ?? known)
    }

    /// Writes a page to the feed, and up to when it has all then; where that fails, nothing more of this reading is written.
    private func share(
        _ packages: [Package], upTo time: Timestamp?, since began: Timestamp, in reading: inout SharedReading?
    ) async {
        guard var current = reading else { return }
        let mark = time.flatMap { current.mark(upTo: $0) }
        let isShared = await feed?.share(packages, mark, age: age(since: began), under: current.lease) ?? false
        reading = isShared ? current : nil
    }

    /// How long ago a time was.
    func age(since time: Timestamp) -> Duration {
        .microseconds(max(0, settings.now().microseconds - time.microseconds))
    }

    private func start(_ watermark: Timestamp) -> Timestamp {
        let isQuiet = oms.omsTime.map { $0 > watermark.advanced(bySeconds: Self.quiet) } ?? false
        return isQuiet ? watermark : watermark.advanced(bySeconds: -Self.overlap)
    }

    /// Reads a page into the mirror, and reports what changed.
    func read(_ filter: PackageFilter, page: Int) async throws -> Page<Package> {
        let answer = try await oms.send(.packages(filter, page: page, limit: settings.pageSize))
        warn(answer, filter)
        try await keep(answer)
        return answer
    }

    /// Takes a page into the mirror.
    func keep(_ answer: Page<Package>) async throws(StoreError) {
        let kept = answer.rows.filter(settings.keeps)
        let changed = try await store.upsert(kept, readAt: settings.now())
        let left = Set(answer.rows.map(\.id)).subtracting(kept.map(\.id))
        if !left.isEmpty { try await store.remove(left) }
        sink.changes(changed, removed: left.sorted())
    }

    /// Says once of each condition that the OMS ignores it, and once that rows could not be read.
    func warn(_ answer: Page<Package>, _ filter: PackageFilter) {
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

    func markFresh(since time: Timestamp) async throws(StoreError) {
        try await store.setFact(.lastRead, to: time.text)
        sink(.fresh(time))
    }
}

/// A reading of changes that other benches follow, from mark to mark.
private struct SharedReading {
    let lease: Lease
    /// Up to when the feed has all.
    private(set) var covered: Timestamp
    /// Whether anything new was seen.
    private(set) var isNews = false

    init(lease: Lease, covered: Timestamp) { (self.lease, self.covered) = (lease, covered) }

    /// The mark that goes with a page; nil where it brings no newer change.
    mutating func mark(upTo time: Timestamp) -> FeedMark? {
        guard time > covered else { return nil }
        defer { (covered, isNews) = (time, true) }
        return FeedMark(from: covered, to: time)
    }
}
