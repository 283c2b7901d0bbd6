import OMS
import OMSClient
import StationStore

/// The way of one command: found out which transition it is, sent, answered or looked up, and read back.
struct CommandDelivery: Sendable {
    let settings: EngineSettings
    let store: StationStore
    let wire: OMSWire
    let reader: PackageReader
    /// Told of each stage, once it is on disk.
    let tell: @Sendable (OutboxEntry) async -> Void

    /// How the delivery of a command ended for now.
    enum End {
        /// It came to its end, or waits for a person; whether the package and its history were read since.
        case settled(isReadBack: Bool)
        /// The package stands where it stood: look again when the OMS can no longer be at work on the command.
        case settling
        /// This package's turn comes again later.
        case again
        /// A page was answered in the OMS's place although the package can be read: its turn comes again, but not for ever.
        case page(String)
        /// Nothing gets through: everything waits, at least so long.
        case hold(atLeast: Duration?)
        /// The station's file cannot be used.
        case broken(StoreError)
    }

    /// Delivers a command as far as it goes now; each stage is on disk before the next step, and told.
    ///
    /// `isSettled` says that the package has been looked at before, and the OMS had time since. With `isStale`, the package's
    /// history is not known as it is: it is read before anything is sent.
    func deliver(_ entry: OutboxEntry, isSettled: Bool, isStale: Bool) async -> End {
        await ending {
            switch entry.stage {
            case .unknown: return try await lookUp(entry, isSettled: isSettled)
            case .sending:
                // Its end could not be written: what it was is not known any more.
                let unknown = try await move(entry, .unknown, "what became of it could not be written down")
                return try await lookUp(unknown, isSettled: false)
            default: return try await send(entry, isStale: isStale)
            }
        }
    }

    /// Sends a command that is marked on disk as being sent.
    func put(_ entry: OutboxEntry) async -> End {
        await ending { try await answer(to: entry) }
    }

    private func ending(_ work: () async throws -> End) async -> End {
        do {
            return try await work()
        } catch let error as OMSClientError {
            return End(error)
        } catch let error as StoreError {
            return .broken(error)
        } catch {
            return .again
        }
    }

    // MARK: - Sending

    private func send(_ entry: OutboxEntry, isStale: Bool) async throws -> End {
        let intent: CommandIntent
        switch try await resolve(entry.intent, isStale: isStale) {
        case .offered(let resolved): intent = resolved
        case .refused(let words):
            _ = try await move(entry, .refused, words)
            return .settled(isReadBack: true)
        }
        let now = settings.now()
        let sending = try await store.send(entry.id, as: intent, omsTime: wire.omsTime ?? now, at: now)
        await tell(sending)
        return try await answer(to: sending)
    }

    private func answer(to entry: OutboxEntry) async throws -> End {
        guard let transition = entry.intent.transition else {
            _ = try await move(entry, .queued, nil)
            return .again
        }
        do throws(OMSClientError) {
            try await wire.ask(
                .command(entry.intent.package, transition: transition, parameters: entry.intent.parameters))
        } catch {
            return try await handle(error, of: entry)
        }
        await settings.passing(.answered)
        _ = try await move(entry, .applied)
        return await readBack(entry)
    }

    /// What an error means for a command: refused for good, to be sent later, or unknown and to be looked up.
    private func handle(_ error: OMSClientError, of entry: OutboxEntry) async throws -> End {
        switch error.fate {
        case .unknown:
            let unknown = try await move(entry, .unknown, "\(error)")
            return Task.isCancelled ? .again : try await lookUp(unknown, isSettled: false)
        case .refused where error.status == 403 && !error.isPage:
            // Nobody here may, or this command may not be given: the package tells which.
            do {
                _ = try await reader.read(entry.intent.package)
            } catch let other as OMSClientError {
                _ = try await move(entry, .queued, "\(error)")
                return End(other)
            }
            _ = try await move(entry, .refused, error.words ?? "\(error)")
            return .settled(isReadBack: true)
        case .refused where error.isPage && !error.isAboutNow:
            _ = try await move(entry, .queued, "\(error)")
            // Everything is behind that page, or this command alone is: the package tells which.
            guard case .found = try await reader.read(entry.intent.package) else { return .again }
            return .page("\(error)")
        case .refused where !error.isAboutNow:
            let isGone = error.status == 404 && !error.isPage
            _ = try await move(entry, .refused, isGone ? Self.gone : error.words ?? "\(error)")
            return await readBack(entry)
        case .refused, .notSent, .harmless:
            _ = try await move(entry, .queued, "\(error)")
            return End(error)
        }
    }

    private func readBack(_ entry: OutboxEntry) async -> End {
        let reading = try? await reader.read(entry.intent.package)
        await settings.passing(.readBack)
        return .settled(isReadBack: reading != nil)
    }

    private static let gone = "the OMS no longer has the package"

    // MARK: - What is to be sent

    private enum Resolution {
        case offered(CommandIntent)
        case refused(String)
    }

    /// What is to be sent: the transition as it was offered, else as the package offers it now.
    ///
    /// The package is read where the mirror does not offer the command, or is older than what was done to the package, and
    /// where a lost answer could not be told from an older command.
    private func resolve(_ intent: CommandIntent, isStale: Bool) async throws -> Resolution {
        if !isStale, wire.omsTime != nil, let offered = try await store.offered(intent, settings.commands) {
            return .offered(offered)
        }
        guard case .found(let package, _) = try await reader.read(intent.package) else {
            return .refused(Self.gone)
        }
        guard let offered = intent.offered(by: package, settings.commands) else {
            return .refused("it is \(package.state.name): the OMS does not offer to \(intent.name) it")
        }
        return .offered(offered)
    }

    // MARK: - Looking up

    /// Finds out from the package and its history what became of a command, before anything is sent again.
    private func lookUp(_ entry: OutboxEntry, isSettled: Bool) async throws -> End {
        guard case .found(let package, let history) = try await reader.read(entry.intent.package) else {
            let words = "wanted: \(entry.intent.name); \(Self.gone)"
            _ = try await move(entry, .needsAttention, words)
            return .settled(isReadBack: true)
        }
        let mark = entry.mark ?? SendingMark(time: entry.createdAt)
        switch Aftermath(entry.intent, package: package, history: history, since: mark) {
        case .applied: _ = try await move(entry, .applied, "its log shows that the OMS has applied it")
        case .attention(let words): _ = try await move(entry, .needsAttention, words)
        case .notApplied where !isSettled: return .settling
        case .notApplied:
            _ = try await move(entry, .queued, "the OMS has not applied it")
            return .again
        }
        return .settled(isReadBack: true)
    }

    private func move(
        _ entry: OutboxEntry, _ stage: CommandStage, _ reason: String? = nil
    ) async throws(StoreError) -> OutboxEntry {
        let moved = try await store.move(entry.id, to: stage, reason: reason, at: settings.now())
        await tell(moved)
        return moved
    }
}

extension CommandDelivery.End {
    /// What an error says about when to go on.
    ///
    /// One connection that broke does not say that the next will: where nothing gets through, there is none.
    fileprivate init(_ error: OMSClientError) {
        switch error.code {
        case .unknownHost, .couldNotConnect, .tls, .timedOut, .failed, .invalidSettings,
            .status(401), .status(403), .status(407), .status(429), .status(502), .status(503), .status(504):
            self = .hold(atLeast: error.retryAfter)
        case .status where error.isPage: self = .hold(atLeast: error.retryAfter)
        case .status, .cutOff, .undecodable, .tooLarge, .redirected, .cancelled, .closed: self = .again
        }
    }
}

extension OMSClientError {
    /// Whether a refusal is about now and not about the command: a token that ran out, too many requests.
    fileprivate var isAboutNow: Bool { status.map([401, 407, 408, 425, 429].contains) ?? false }
}
