import OMS
import StationStore
import Warehouse

/// What the bench that asks the OMS writes for all.
extension ChangeFeed {
    /// From when on the feed needs the changes; nil where it has no mark yet.
    func start(under lease: Lease) async -> Timestamp? {
        if recent.isEmpty { await recallRecent() }
        await payDebts()
        if lastMark == nil { lastMark = try? await warehouse.lastMark() }
        return lastMark?.to
    }

    /// Recalls what was written last, so that a program that was started anew does not write it again.
    private func recallRecent() async {
        let count = 300
        guard let position,
            case .rows(let rows, _, _)? = try? await warehouse.feed(
                after: max(0, position - count), most: count)
        else { return }
        for case .package(_, let json) in rows.map(\.content) {
            if let package = Package(raw: json) { recent.note(package) }
        }
    }

    /// Writes those of the packages that are news, and how far the changes are in the feed with them; whether they are in it.
    func share(_ packages: [Package], _ mark: FeedMark?, age: Duration, under lease: Lease) async -> Bool {
        let news = packages.filter(recent.isNews)
        var rows = news.map { FeedNews(.package($0.id, json: $0.raw), age: age) }
        if let mark { rows.append(FeedNews(.mark(mark), age: age)) }
        guard !rows.isEmpty else { return true }
        guard await write(rows, under: lease) != nil else { return false }
        for package in news { recent.note(package) }
        if let mark { lastMark = mark }
        return true
    }

    /// Says that nothing else has changed since the last mark.
    func confirm(_ mark: FeedMark, age: Duration, under lease: Lease) async {
        do throws(WarehouseError) {
            guard let write = try await warehouse.confirm(mark, age: age, under: lease) else { return noteLost() }
            if !write.numbers.isEmpty { await pass(write.numbers) }
            lastMark = mark
        } catch {
            // The next reading says so.
        }
    }

    /// Says that all packages are compared from now on; the number by which others know it.
    func beginComparison(under lease: Lease) async -> Int? {
        await write([FeedNews(.comparing)], under: lease)?.numbers.last
    }

    /// Says which packages the OMS lists; others remove what is not among them.
    func endComparison(_ ids: [Int], since: Int, age: Duration, under lease: Lease) async {
        await write([FeedNews(.compared(since: since, ids: ids), age: age)], under: lease)
    }

    /// Hands on the reasons for denials.
    func share(_ reasons: [DenialReason], under lease: Lease) async {
        await write([FeedNews(.reasons(reasons))], under: lease)
    }

    // MARK: - Debts

    /// Notes which packages the mirror is about to know and the feed does not: no reading of changes would bring them to the others.
    func owe(_ packages: [Package]) async throws(StoreError) {
        let known = try await owed()
        try await store.setFact(.unsharedPackages, to: Self.text(known + packages.map(\.id)))
    }

    /// Writes what is owed, as the mirror has it.
    func payDebts() async {
        guard let ids = try? await owed(), !ids.isEmpty else { return }
        var packages: [Package] = []
        for id in Set(ids).sorted() {
            if let package = try? await store.package(id) { packages.append(package) }
        }
        if !packages.isEmpty {
            let news = packages.map { FeedNews(.package($0.id, json: $0.raw)) }
            guard await write(news, under: nil) != nil else { return }
            for package in packages { recent.note(package) }
        }
        try? await store.setFact(.unsharedPackages, to: nil)
    }

    private func owed() async throws(StoreError) -> [Int] {
        try await store.fact(.unsharedPackages)?.split(separator: " ").compactMap { Int($0) } ?? []
    }

    private static func text(_ ids: [Int]) -> String { ids.map(String.init).joined(separator: " ") }
}
