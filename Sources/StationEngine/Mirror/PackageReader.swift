import Language
import OMS
import OMSClient
import Station
import StationStore

/// Reads one package and its history from the OMS into the mirror.
struct PackageReader: Sendable {
    let settings: EngineSettings
    let store: StationDatabase
    let oms: OMSConnection
    let sink: EventSink
    let ordering = ReadOrdering()

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

    /// Reads a package, then its history; one that is gone, or another location's, leaves the mirror.
    ///
    /// In that order, because what became of a command is decided by them: a history that is older than its package would
    /// take a command of our own for another station's.
    /// Errors: `OMSClientError` and `StoreError`; what could not be read stays as it was.
    func read(_ id: Int) async throws -> Reading {
        let turn = ordering.begin()
        let package: Package
        do {
            package = try await oms.send(.package(id)).understood(by: settings.commands.states)
        } catch  where error.isGone {
            try await removeGone(id, turn)
            return .gone
        }
        let history = try await history(of: id)
        try await save(package, history.logs, turn)
        return .found(package, history)
    }

    /// Reads a package without its history, before something is done to it that its goods matter for; nil when it is gone.
    func readAlone(_ id: Int) async throws -> Package? {
        let turn = ordering.begin()
        do {
            let package = try await oms.send(.package(id)).understood(by: settings.commands.states)
            try await save(package, nil, turn)
            return package
        } catch let error as OMSClientError where error.isGone {
            try await removeGone(id, turn)
            return nil
        }
    }

    /// Tells what the mirror has of a package because the station opens it.
    ///
    /// In order with the readings: what was on the disk before one of them must not be reported after it.
    func open(_ id: Int) async {
        do throws(StoreError) {
            try await ordering.inTurn(of: id) { () async throws(StoreError) in
                guard let package = try await store.package(id, settings.commands) else {
                    return sink(.gone(package: id))
                }
                let logs = try await store.logs(of: id)
                sink(.opened(OpenedPackage(package: package, logs: logs.isEmpty ? nil : logs)))
            }
        } catch {
            sink.trouble(Phrase("trouble.package", ["why": Phrase(error)]))
            sink(.gone(package: id))
        }
    }

    /// Reads a package because the station asks for it; errors are reported, not thrown.
    ///
    /// Returns the package, where there is one.
    @discardableResult
    func refresh(_ id: Int) async -> Package? {
        do {
            if case .found(let package, _) = try await read(id) { return package }
        } catch let error as OMSClientError where Connection(error).map({ $0 != .online }) ?? true {
            // The state of the connection has been reported.
        } catch {
            sink.trouble(Phrase(error))
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
            let found = try await oms.send(.packages(filter, limit: settings.pageSize))
                .rows
                .filter { $0.orderNumber == code && settings.keeps($0) }
            sink.changes(try await store.upsert(found, readAt: settings.now()))
            sink(.lookedUp(scan: scan, trouble: found.isEmpty ? outage.map { Phrase($0) } : nil))
        } catch {
            sink(.lookedUp(scan: scan, trouble: Phrase(error)))
        }
    }

    /// Reads the package whose id a code may be; returns an error that leaves open whether there is one.
    ///
    /// An OMS can refuse a number that is no id with any status: that is an answer.
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

    private func history(of id: Int) async throws -> History {
        var history = History()
        for page in 1...Self.mostPages {
            let answer = try await oms.send(.transitionLogs(id, page: page))
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

    /// Keeps what was read; a reading that another one, or a list, has overtaken shows what is kept and changes nothing.
    ///
    /// The history above all must not become an older one: it says from where on a lost answer is looked for.
    private func save(_ package: Package, _ logs: [TransitionLog]?, _ turn: Int) async throws(StoreError) {
        let id = package.id
        try await ordering.inTurn(of: id) { () async throws(StoreError) in
            let isNewest = ordering.isNewest(turn, of: id, .package)
            guard settings.keeps(package) else {
                guard isNewest else { return }
                try await remove(id)
                return sink(.opened(OpenedPackage(package: package, logs: logs)))
            }
            let changed = isNewest ? try await store.upsert([package], readAt: settings.now()) : []
            // What was read from a list meanwhile can be newer, and is what the mirror has then.
            let shown = isNewest && !changed.isEmpty ? package : try await store.package(id, settings.commands)
            guard let logs else {
                guard isNewest, !changed.isEmpty else { return }
                let known = try await store.logs(of: id)
                sink.changes(changed)
                return sink(.opened(OpenedPackage(package: package, logs: known.isEmpty ? nil : known)))
            }
            guard ordering.isNewest(turn, of: id, .history) else { return sink.changes(changed) }
            // One that left the mirror since must not come back by its history.
            guard let shown else { return }
            try await store.keepLogs(logs, of: id)
            sink.changes(changed)
            sink(.opened(OpenedPackage(package: shown, logs: logs)))
        }
    }

    private func removeGone(_ id: Int, _ turn: Int) async throws(StoreError) {
        try await ordering.inTurn(of: id) { () async throws(StoreError) in
            if ordering.isNewest(turn, of: id, .package) { try await remove(id) }
        }
    }

    private func remove(_ id: Int) async throws(StoreError) {
        try await store.remove([id])
        sink.changes([], removed: [id])
    }
}

/// Newest first; an entry without a date is the oldest.
private func > (left: (Timestamp?, Int), right: (Timestamp?, Int)) -> Bool {
    (left.0?.microseconds ?? .min, left.1) > (right.0?.microseconds ?? .min, right.1)
}

extension OMSClientError {
    /// Whether the OMS itself says that there is no such thing; a proxy's page says nothing of that.
    fileprivate var isGone: Bool { code == .status(404) && !isPage }
}
