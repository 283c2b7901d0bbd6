import Language
import OMS
import OMSClient
import Station
import StationStore

// What is to be sent for a command, as far as the package allows it.
extension CommandSender {
    /// What became of the question what is to be sent.
    enum Resolution {
        case offered(CommandIntent)
        case stopped(CommandStage, StageReason)
    }

    /// What is to be sent; why it cannot be known now is reported with the command, which stays unchanged on disk.
    func resolve(_ entry: OutboxEntry, isStale: Bool) async throws -> Resolution {
        do {
            return try await resolve(entry.intent, isStale: isStale)
        } catch let error as OMSClientError {
            // A command that was discarded meanwhile must not come back by this.
            if entry.reason != error.phrase.stored, error.code != .cancelled,
                try await store.entry(entry.id)?.stage == entry.stage
            {
                await report(entry.waiting(error.phrase.stored))
            }
            throw error
        }
    }

    /// What is to be sent: the transition as it was offered, else as the package offers it now.
    ///
    /// The package is read where its goods matter, where the mirror does not offer the command, or is older than what was done
    /// to the package, and where a lost answer would be confused with an older command.
    private func resolve(_ intent: CommandIntent, isStale: Bool) async throws -> Resolution {
        if intent.dependsOnGoods { return try await resolveByReading(intent, isStale: isStale) }
        if !isStale, oms.omsTime != nil, let offered = try await store.offered(intent, settings.commands) {
            return .offered(offered)
        }
        guard case .found(let package, let history) = try await reader.read(intent.package) else {
            return .stopped(.refused, .packageGone)
        }
        let table = try await commands()
        guard let offered = intent.offered(by: package, table) else {
            return .stopped(.refused, notOffered(intent, package, history, table))
        }
        return .offered(offered)
    }

    /// What is to be sent where the goods matter: the package is read first, and must need what the command was given for.
    private func resolveByReading(_ intent: CommandIntent, isStale: Bool) async throws -> Resolution {
        // What was known when it was accepted stands in the outbox, but for one that an older program accepted.
        let given =
            intent.contents == nil
            ? intent.givenFor(try await store.package(intent.package, settings.commands)) : intent
        guard let package = try await readBeforeSending(intent.package, withHistory: isStale) else {
            return .stopped(.refused, .packageGone)
        }
        await settings.passing(.read)
        let table = try await commands()
        guard let offered = given.offered(now: package, table) else {
            guard case .found(let package, let history) = try await reader.read(intent.package) else {
                return .stopped(.refused, .packageGone)
            }
            return .stopped(.refused, notOffered(intent, package, history, table))
        }
        if let difference = given.contents?.difference(to: package) {
            return .stopped(.needsAttention, .contentsChanged(difference))
        }
        return .offered(offered.givenFor(package).renamingItems(by: package))
    }

    private func readBeforeSending(_ id: Int, withHistory: Bool) async throws -> Package? {
        guard withHistory else { return try await reader.readAlone(id) }
        guard case .found(let package, _) = try await reader.read(id) else { return nil }
        return package
    }

    /// Which of the OMS's commands is which, with what was chosen at the bench.
    func commands() async throws(StoreError) -> CommandTable { try await store.knowing(settings.commands) }

    private func notOffered(
        _ intent: CommandIntent, _ package: Package, _ history: PackageReader.History, _ table: CommandTable
    ) -> StageReason {
        if let setting = intent.kind.flatMap({ table.choice($0, of: package).setting($0, package.state) }) {
            return .unclear(setting)
        }
        // Entries that leave the state as it is do not show how the package came there.
        let stay = history.logs.prefix { $0.target.map(package.state.means) ?? true }
        let kind = table.kind(of: package)
        return .notOffered(intent, package.state, kind, since: stay.last { $0.target != nil })
    }
}

extension OutboxEntry {
    /// The entry with why it waits.
    fileprivate func waiting(_ reason: String) -> OutboxEntry {
        OutboxEntry(
            id: id, intent: intent, scan: scan, stage: stage, attempts: attempts, createdAt: createdAt,
            changedAt: changedAt, reason: reason, mark: mark)
    }
}
