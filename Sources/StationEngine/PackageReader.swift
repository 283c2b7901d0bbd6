import OMS
import OMSClient
import Station
import StationStore

/// Reads one package and its history from the OMS into the mirror.
struct PackageReader: Sendable {
    let settings: EngineSettings
    let store: StationStore
    let wire: OMSWire
    let post: Post

    /// What the OMS has under an id.
    enum Reading {
        case found(Package, History)
        case gone
    }

    /// The entries of a package's transition log, newest first, and whether these are all.
    struct History {
        var logs: [TransitionLog] = []
        var isWhole = true
    }

    /// Reads a package and its history; one that is gone, or another location's, leaves the mirror.
    ///
    /// Both are asked for at once, in half the time. Only whoever decides by them whether a command was applied reads them
    /// one after the other: a history that is older than its package would make a command of our own somebody else's.
    /// Errors: `OMSClientError` and `StoreError`; what could not be read stays as it was.
    func read(_ id: Int, inTurn: Bool = false) async throws -> Reading {
        async let early = historyAhead(of: id, isAsked: !inTurn)
        guard let package = try await package(id) else {
            try await leave(id)
            return .gone
        }
        let known = try await early
        let history = if let known { known } else { try await history(of: id) }
        try await keep(package, history.logs)
        return .found(package, history)
    }

    /// Reads a package because the station asks for it; what goes wrong is told, not thrown.
    ///
    /// Returns the package, where there is one.
    @discardableResult
    func refresh(_ id: Int) async -> Package? {
        do {
            if case .found(let package, _) = try await read(id) { return package }
        } catch let error as OMSClientError where Connection(error).map({ $0 != .online }) ?? true {
            // How reaching the OMS goes has been told.
        } catch {
            post.trouble("\(error)")
        }
        return nil
    }

    /// Reads the packages that a code may name, because the station asks for them.
    ///
    /// Those are the one with that id, and those of the order with that number: the OMS can be asked for nothing else
    /// that is scanned. An id that cannot be read does not keep the order from being found.
    func find(_ code: String, for scan: Int) async {
        do {
            let outage = try await readAsID(code)
            let filter = settings.filter([.orderNumberPrefix: code])
            let found = try await wire.ask(.packages(filter, limit: settings.pageSize))
                .rows
                .filter { $0.orderNumber == code && settings.keeps($0) }
            post.changes(try await store.upsert(found, readAt: settings.now()))
            post(.lookedUp(scan: scan, trouble: found.isEmpty ? outage.map { "\($0)" } : nil))
        } catch {
            post(.lookedUp(scan: scan, trouble: "\(error)"))
        }
    }

    /// Reads the package whose id a code may be; returns an error that leaves open whether there is one.
    ///
    /// A number that is no id can be refused in any way: that is an answer.
    private func readAsID(_ code: String) async throws -> OMSClientError? {
        guard let id = Int(code), id > 0 else { return nil }
        do {
            _ = try await read(id)
        } catch let error as OMSClientError {
            return error.isOutage ? error : nil
        }
        return nil
    }

    /// The most pages of a history that are read; a package with 5,000 entries is past all sense.
    private static let mostPages = 50

    /// What the OMS has under an id; nil when it says that there is nothing.
    private func package(_ id: Int) async throws -> Package? {
        do {
            return try await wire.ask(.package(id))
        } catch  where error.saysGone {
            return nil
        }
    }

    private func historyAhead(of id: Int, isAsked: Bool) async throws -> History? {
        isAsked ? try await history(of: id) : nil
    }

    private func history(of id: Int) async throws -> History {
        var history = History()
        for page in 1...Self.mostPages {
            let answer = try await wire.ask(.transitionLogs(id, page: page))
            history.logs += answer.rows
            if answer.unreadable > 0 { history.isWhole = false }
            guard answer.next != nil, !answer.rows.isEmpty else {
                history.logs.sort { ($0.createdDate, $0.id) > ($1.createdDate, $1.id) }
                return history
            }
        }
        history.isWhole = false
        return history
    }

    private func keep(_ package: Package, _ logs: [TransitionLog]) async throws(StoreError) {
        var newest = OpenedPackage(package: package, logs: logs)
        if settings.keeps(package) {
            let changed = try await store.upsert([package], readAt: settings.now())
            let areLogsNew = try await store.keepLogs(logs, of: package.id)
            post.changes(changed)
            // An answer that was overtaken by a later one must not be shown in its place.
            let known = changed.isEmpty ? try await store.package(package.id) : package
            newest = OpenedPackage(
                package: known ?? package, logs: areLogsNew ? logs : try await store.logs(of: package.id))
        } else {
            try await leave(package.id)
        }
        post(.opened(newest))
    }

    private func leave(_ id: Int) async throws(StoreError) {
        try await store.remove([id])
        post.changes([], removed: [id])
    }
}

/// Newest first; an entry without a date is the oldest.
private func > (left: (Timestamp?, Int), right: (Timestamp?, Int)) -> Bool {
    (left.0?.microseconds ?? .min, left.1) > (right.0?.microseconds ?? .min, right.1)
}

extension OMSClientError {
    /// Whether the OMS itself says that there is no such thing; a proxy's page says nothing of that.
    fileprivate var saysGone: Bool { code == .status(404) && !isPage }
}
