import OMS
import OMSClient
import Station
import StationStore

/// Reads packages from the OMS into the mirror, and tells the station what changed.
actor MirrorReader {
    private let settings: EngineSettings
    private let store: StationStore
    private let client: OMSClient
    private let post: Post
    private var isRefreshing = false
    private var connection: Connection?
    private var hasWarned = false
    /// How far the OMS's clock is ahead of ours, in seconds, as its last answer said.
    private(set) var clockOffset = 0

    init(settings: EngineSettings, store: StationStore, client: OMSClient, post: Post) {
        self.settings = settings
        self.store = store
        self.client = client
        self.post = post
    }

    // MARK: - One package

    /// Reads a package and its history again; what could not be read stays as it is.
    @discardableResult
    func read(_ id: Int) async -> (package: Package, logs: [TransitionLog])? {
        do {
            let package = try await ask(.package(id))
            let logs = try await ask(.transitionLogs(id)).rows.sorted {
                ($0.createdDate, $0.id) > ($1.createdDate, $1.id)
            }
            try await keep(package, logs)
            return (package, logs)
        } catch let error as OMSClientError where error.code == .status(404) {
            await lose(id)
        } catch {
            complain(error)
        }
        return nil
    }

    private func keep(_ package: Package, _ logs: [TransitionLog]) async throws {
        let changed = try await store.upsert([package], readAt: settings.now())
        try await store.keepLogs(logs, of: package.id)
        if !changed.isEmpty { post(.changed(changed, removed: [])) }
        post(.opened(OpenedPackage(package: package, logs: logs)))
    }

    private func lose(_ id: Int) async {
        try? await store.remove([id])
        post(.changed([], removed: [id]))
    }

    // MARK: - All packages

    /// Reads all packages of the location again, page by page, and the denial reasons; one reading at a time.
    func refresh() async {
        guard !isRefreshing else { return }
        isRefreshing = true
        defer {
            isRefreshing = false
            post(.filling(nil))
        }
        do {
            try await readReasons()
            try await readAllPackages()
        } catch {
            complain(error)
        }
    }

    private func readAllPackages() async throws {
        let started = settings.now()
        let generation = try await store.beginGeneration()
        let filter = PackageFilter(
            settings.location.map { [.stockLocationCode: $0] } ?? [:], sort: .init(.id, descending: true))
        var (page, done) = (1, 0)
        while true {
            let answer = try await ask(
                .packages(filter, names: settings.parameterNames, page: page, limit: settings.pageSize))
            let packages = answer.rows.filter(filter.admits)
            warn(ignored: answer.rows.count - packages.count, unreadable: answer.unreadable)
            let changed = try await store.upsert(packages, readAt: settings.now())
            if !changed.isEmpty { post(.changed(changed, removed: [])) }
            done += answer.rows.count + answer.unreadable
            post(.filling(Progress(done: done, total: answer.count)))
            guard answer.next != nil, !answer.rows.isEmpty else { break }
            page += 1
        }
        let left = try await store.idsNotSeen(since: generation)
        if !left.isEmpty {
            try await store.remove(left)
            post(.changed([], removed: left))
        }
        try await store.setFact(.lastFullRead, to: started.text)
        post(.fresh(started))
    }

    private func warn(ignored: Int, unreadable: Int) {
        guard !hasWarned, ignored + unreadable > 0 else { return }
        hasWarned = true
        post(
            .trouble(
                ignored > 0
                    ? "The OMS ignores the filter by stock location: packages of others are left out here."
                    : "\(unreadable) packages could not be read: they have no id."))
    }

    private func readReasons() async throws {
        let reasons: [DenialReason]
        do {
            reasons = try await ask(.denialReasons()).rows
        } catch  where error.code == .status(404) {
            reasons = try await ask(.denialReasons(older: true)).rows
        }
        try await store.keepDenialReasons(reasons)
        post(.reasons(reasons))
    }

    // MARK: - The connection

    /// Asks the OMS, and tells the station how reaching it went.
    func ask<Answer>(_ request: Request<Answer>) async throws(OMSClientError) -> Answer {
        do {
            let answer = try await client.answer(to: request)
            if let date = answer.date { clockOffset = date.seconds(since: settings.now()) }
            tell(.online)
            return answer.value
        } catch {
            tell(Connection(error))
            throw error
        }
    }

    private func tell(_ connection: Connection?) {
        guard let connection, connection != self.connection else { return }
        self.connection = connection
        post(.connection(connection))
    }

    private func complain(_ error: any Error) {
        if let error = error as? OMSClientError, error.code == .cancelled { return }
        post(.trouble("\(error)"))
    }
}

extension Connection {
    /// What an error says about reaching the OMS; nil when it says nothing about that.
    fileprivate init?(_ error: OMSClientError) {
        switch error.code {
        case .unknownHost, .couldNotConnect, .tls, .timedOut, .cutOff, .failed: self = .offline("\(error)")
        case .status(401), .status(403): self = .rejected("\(error)")
        case .status, .undecodable, .tooLarge, .redirected: self = .online
        case .invalidSettings, .cancelled, .closed: return nil
        }
    }
}

/// Newest first; an entry without a date is the oldest.
private func > (left: (Timestamp?, Int), right: (Timestamp?, Int)) -> Bool {
    (left.0?.microseconds ?? .min, left.1) > (right.0?.microseconds ?? .min, right.1)
}
