import OMS
import Station
import StationStore
import TaskSignals
import Warehouse

/// What the rows of the feed mean for this bench.
extension ChangeFeed {
    /// Takes rows into the mirror, in their order; false where the mirror lacks what was changed before them.
    func apply(_ rows: [FeedRow]) async throws(StoreError) -> Bool {
        var packages: [Package] = []
        for row in rows {
            if case .package(_, let json) = row.content {
                if let package = Package(raw: json) { packages.append(package) }
                continue
            }
            try await keep(packages)
            packages = []
            guard try await take(row) else { return false }
        }
        try await keep(packages)
        return true
    }

    private func take(_ row: FeedRow) async throws(StoreError) -> Bool {
        switch row.content {
        case .package, .heard, .unknown: break
        case .unread: noteUnread()
        case .mark(let mark): return try await take(mark, row.age)
        case .comparing: comparing = (row.number, try await store.beginGeneration())
        case .compared(let since, let ids): try await removeOthers(than: ids, since: since, row.age)
        case .reasons(let reasons):
            try await store.keepDenialReasons(reasons)
            sink(.reasons(reasons))
        }
        return true
    }

    /// Takes packages into the mirror as the OMS had them; those that belong elsewhere leave it.
    private func keep(_ packages: [Package]) async throws(StoreError) {
        guard !packages.isEmpty else { return }
        for package in packages { recent.note(package) }
        let changed = try await store.upsert(packages.filter(settings.keeps), readAt: settings.now())
        var left: [Int] = []
        for package in packages where !settings.keeps(package) {
            // It may have come back since, which this bench has read itself.
            guard let known = try await store.package(package.id), !known.isNewer(than: package) else { continue }
            left.append(package.id)
        }
        if !left.isEmpty { try await store.remove(left) }
        sink.changes(changed, removed: left)
    }

    /// Notes how far the feed has all changes, where this mirror has what was changed before.
    private func take(_ mark: FeedMark, _ age: Duration) async throws(StoreError) -> Bool {
        guard let known = try await store.fact(.watermark).flatMap(Timestamp.init), known >= mark.from else {
            return false
        }
        lastMark = mark
        if mark.to > known { try await store.setFact(.watermark, to: mark.to.text) }
        try await store.setFact(.lastRead, to: settings.now().before(age).text)
        tellFresh(age)
        return true
    }

    /// Removes what a comparison did not find; of one that began before this bench followed, only that it was complete is known.
    private func removeOthers(than ids: [Int], since: Int, _ age: Duration) async throws(StoreError) {
        if let comparing, comparing.since == since {
            let left = Set(try await store.idsNotSeen(since: comparing.generation)).subtracting(ids)
            if !left.isEmpty {
                try await store.remove(left)
                sink.changes([], removed: left.sorted())
            }
        }
        comparing = nil
        let time = settings.now().before(age)
        try await store.setFact(.lastFullRead, to: time.text)
        comparedAt = time
        mirrorWake.signal()
    }
}

extension Package {
    fileprivate func isNewer(than other: Package) -> Bool {
        guard let modifiedDate, let date = other.modifiedDate else { return false }
        return modifiedDate > date
    }
}
