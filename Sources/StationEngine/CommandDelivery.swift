import OMS
import OMSClient
import Station
import StationStore

/// The way of one command: found out which transition it is, sent, answered or looked up, and read back.
struct CommandDelivery: Sendable {
    let settings: EngineSettings
    let store: StationStore
    let mirror: MirrorReader

    /// How the delivery of a command ended for now.
    enum End {
        /// It came to its end, or waits for a person.
        case settled
        /// It did not get through: try again later, not before so long.
        case later(atLeast: Duration?)
    }

    /// Delivers a command as far as it goes now; each stage is on disk before the next step, and told.
    func deliver(_ entry: OutboxEntry, tell: @Sendable (OutboxEntry) async -> Void) async -> End {
        do {
            return entry.stage == .unknown ? try await lookUp(entry, tell) : try await send(entry, tell)
        } catch let error as OMSClientError {
            return .later(atLeast: error.retryAfter)
        } catch {
            return .later(atLeast: nil)
        }
    }

    // MARK: - Sending

    private func send(_ entry: OutboxEntry, _ tell: (OutboxEntry) async -> Void) async throws -> End {
        let transition: Int
        do {
            transition = try await self.transition(of: entry.intent)
        } catch let refusal as NotOffered {
            await tell(try await move(entry, .sending))
            await tell(try await move(entry, .refused, refusal.description))
            return .settled
        }
        await tell(try await move(entry, .sending))
        do throws(OMSClientError) {
            try await mirror.ask(
                .command(entry.intent.package, transition: transition, parameters: entry.intent.parameters))
        } catch {
            return try await handle(error, of: entry, tell)
        }
        await tell(try await move(entry, .applied))
        await mirror.read(entry.intent.package)
        return .settled
    }

    /// What an error means for a command: refused for good, to be sent later, or unknown and to be looked up.
    private func handle(
        _ error: OMSClientError, of entry: OutboxEntry, _ tell: (OutboxEntry) async -> Void
    ) async throws -> End {
        switch error.fate {
        case .unknown:
            let unknown = try await move(entry, .unknown, "\(error)")
            await tell(unknown)
            return try await lookUp(unknown, tell)
        case .refused where !error.mayPass:
            await tell(try await move(entry, .refused, error.words ?? "\(error)"))
            await mirror.read(entry.intent.package)
            return .settled
        case .refused, .notSent, .harmless:
            await tell(try await move(entry, .queued, "\(error)"))
            return .later(atLeast: error.retryAfter)
        }
    }

    /// The transition that does what is wanted: as it was offered, else as the package offers it now.
    private func transition(of intent: CommandIntent) async throws -> Int {
        if let transition = intent.transition { return transition }
        let package = try await mirror.ask(.package(intent.package))
        guard let kind = intent.kind, let command = settings.commands.command(kind, among: package.commands) else {
            throw NotOffered(package: package, name: intent.name)
        }
        return command.transition
    }

    private struct NotOffered: Error, CustomStringConvertible {
        let package: Package
        let name: String

        var description: String { "it is \(package.state.name): the OMS does not offer to \(name) it" }
    }

    // MARK: - Looking up

    /// Finds out from the package and its history what became of a command, before anything is sent again.
    private func lookUp(_ entry: OutboxEntry, _ tell: (OutboxEntry) async -> Void) async throws -> End {
        guard let (package, logs) = await mirror.read(entry.intent.package) else { return .later(atLeast: nil) }
        // The OMS's clock shows whole seconds, and ours was read a moment before the entry was written.
        let since = entry.createdAt.advanced(bySeconds: await mirror.clockOffset - 2)
        let aftermath = Aftermath(
            entry.intent, transition: entry.intent.transition, package: package, logs: logs, since: since)
        switch aftermath {
        case .applied: await tell(try await move(entry, .applied))
        case .attention(let words): await tell(try await move(entry, .needsAttention, words))
        case .notApplied:
            let queued = try await move(entry, .queued, "the OMS has not applied it")
            await tell(queued)
            return .later(atLeast: nil)
        }
        return .settled
    }

    private func move(
        _ entry: OutboxEntry, _ stage: CommandStage, _ reason: String? = nil
    ) async throws(StoreError) -> OutboxEntry {
        try await store.move(entry.id, to: stage, reason: reason, at: settings.now())
    }
}

extension OMSClientError {
    /// Whether a refusal is about now and not about the command: a token that ran out, too many requests.
    fileprivate var mayPass: Bool { status == 401 || status == 429 || status == 503 }
}
