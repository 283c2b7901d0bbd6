import OMS
import OMSClient
import Station
import StationStore
import Warehouse

/// How the mirror is compared with the OMS in full.
extension MirrorSync {
    /// How many pauses between changes a comparison is spread over at most.
    private static let mostSteps = 120

    /// Goes on with a comparison: all of it when it is urgent, else a few pages, when one is due.
    ///
    /// What is urgent is read with several requests at once: while a page is stored, the next ones are on their way.
    func compare() async throws {
        guard isUrgent || comparison != nil || isDue else { return }
        let current = try await currentComparison()
        isFilling = isUrgent
        let pages = (current.total ?? 0) / max(1, settings.pageSize)
        let left = isUrgent || ignoresChanges ? Int.max : max(1, pages / Self.mostSteps)
        do {
            try await compare(from: current, pages: left, atOnce: isUrgent ? pagesAtOnce : 1)
        } catch {
            // An OMS that limits requests gets one at a time until all pages have come.
            if let error = error as? OMSClientError, error.retryAfter != nil || error.code == .status(429) {
                pagesAtOnce = 1
            }
            throw error
        }
    }

    private func compare(from begun: Comparison, pages: Int, atOnce: Int) async throws {
        var (current, left, underWay) = (begun, pages, 0)
        current.forgetAsked()
        try await withThrowingTaskGroup(of: ReadPart.self) { group in
            var taken: ReadPart?
            while true {
                while underWay < min(atOnce, left), let part = current.next(pageSize: settings.pageSize) {
                    let filter = filter(part)
                    group.addTask { [oms, settings] in
                        let request = Request.packages(filter, page: part.page, limit: settings.pageSize)
                        return ReadPart(part: part, answer: try await oms.send(request))
                    }
                    underWay += 1
                }
                if let taken {
                    warn(taken.answer, filter(taken.part))
                    try await keepCompared(taken.answer)
                    comparison = current
                    if isUrgent { reportProgress(current) }
                    if !current.isComplete { try await store.setFact(.comparison, to: current.text) }
                }
                taken = try await group.next()
                guard let taken else { break }
                (underWay, left) = (underWay - 1, left - 1)
                current.take(taken.answer, for: taken.part, pageSize: settings.pageSize)
                if current.watermark == nil { current.watermark = omsTime(at: current.began) }
            }
        }
        if current.isComplete { try await complete(current) }
    }

    private func filter(_ part: Comparison.Part) -> PackageFilter {
        settings.filter(part.conditions, sort: .init(.id, descending: true))
    }

    private var isDue: Bool {
        guard let lastComparison else { return true }
        let rest =
            ignoresChanges ? min(settings.changesEvery * 8, settings.comparesEvery) : settings.comparesEvery
        let age = settings.now().duration(since: lastComparison)
        // One of the future was made before the clock was set back: how old it is, is not known.
        return age >= rest || age < .zero
    }

    private func currentComparison() async throws -> Comparison {
        if let comparison { return comparison }
        sharedComparison = nil
        if let lease = duty.lease, let since = await feed?.beginComparison(under: lease) {
            sharedComparison = (since, [])
        }
        return Comparison(generation: try await store.beginGeneration(), began: settings.now())
    }

    /// Takes a page into the mirror, and hands on what no reading of changes has brought.
    private func keepCompared(_ answer: Page<Package>) async throws(StoreError) {
        sharedComparison?.ids += answer.rows.map(\.id)
        // Before this station's first comparison all is new, and was not new to others.
        guard duty.lease != nil, let feed, lastComparison != nil else { return try await keep(answer) }
        let news = try await store.unknown(among: answer.rows.filter(settings.keeps))
        if !news.isEmpty { try await feed.owe(news) }
        try await keep(answer)
        if !news.isEmpty { await feed.payDebts() }
    }

    /// What the OMS's clock read when ours read a time, and nothing later than now, whatever became of ours since.
    private func omsTime(at time: Timestamp) -> Timestamp? {
        oms.omsTime.map { $0.before(max(.zero, settings.now().duration(since: time))) }
    }

    private func complete(_ done: Comparison) async throws(StoreError) {
        // A row that could not be read is a package that is still there, and it is unknown which.
        let left = done.unreadable > 0 ? [] : try await store.idsNotSeen(since: done.generation)
        if !left.isEmpty {
            try await store.remove(left)
            sink.changes([], removed: left)
        }
        if try await store.fact(.watermark) == nil {
            // Without the OMS's clock, changes are asked for from long before.
            let watermark = done.watermark ?? done.began.advanced(bySeconds: -86_400)
            try await store.setFact(.watermark, to: watermark.text)
        }
        try await store.setFact(.lastFullRead, to: done.began.text)
        try await store.setFact(.comparison, to: nil)
        if let lease = duty.lease, let sharedComparison, done.unreadable == 0 {
            let age = age(since: done.began)
            await feed?.endComparison(
                Set(sharedComparison.ids).sorted(by: >), since: sharedComparison.since, age: age, under: lease)
        }
        sharedComparison = nil
        if !isUrgent { areReasonsDue = true }
        (comparison, lastComparison, isUrgent) = (nil, done.began, false)
        pagesAtOnce = settings.pagesAtOnce
        try await markFresh(since: done.began)
        try await forget()
    }

    private func reportProgress(_ comparison: Comparison) {
        sink(.filling(Progress(done: comparison.done, total: comparison.total)))
    }

    func endFilling() {
        isFilling = false
        sink(.filling(nil))
    }

    /// Deletes what was finished long ago, by the OMS's clock too: ours may have jumped ahead.
    ///
    /// Before the OMS has said what time it is, nothing is.
    func forget() async throws(StoreError) {
        guard oms.omsTime != nil else { return }
        let now = oms.cautiousTime
        let time = now.before(settings.keepsRecords)
        try await store.forgetFinished(before: time)
        // What the warehouse does not have yet is waited for as long as it would keep it.
        let bound = settings.warehouse == nil ? nil : now.advanced(bySeconds: -Warehouse.journalDays * 86_400)
        try await store.forgetJournal(before: time, keepingNotCopiedSince: bound)
        try await store.forgetPrints(before: time)
        try await store.forgetPrintBytes(before: now.before(settings.keepsLabels))
    }
}

/// A page of a comparison that was answered.
private struct ReadPart: Sendable {
    let part: Comparison.Part
    let answer: Page<Package>
}
