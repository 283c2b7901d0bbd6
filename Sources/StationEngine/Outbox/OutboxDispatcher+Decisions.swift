import Language
import OMS
import Station
import StationStore
import TaskSignals

// What people decide about commands, here or at another bench.
extension OutboxDispatcher {
    /// Sends a command again that a person decided about, for other goods where there are any.
    func retry(_ id: Int, for contents: PackContents?) async {
        await decide { try await self.store.retry(id, contents: contents, at: self.settings.now()) }
    }

    /// Gives up a command that a person decided about.
    func discard(_ id: Int) async { await decide { try await self.store.discard(id, at: self.settings.now()) } }

    /// Another bench has taken over a package: what is queued for it and ends the work on it is not sent by itself any more.
    func lose(_ package: Int, to holder: PackageHolder) async {
        do {
            let stopped = try await store.stopQueued(
                of: package, kinds: CommandKind.needingClaim,
                reason: holder.reason(in: settings.zone, at: settings.now()).stored, at: settings.now())
            for entry in stopped { report(entry) }
            if !stopped.isEmpty { wake.signal() }
        } catch {
            sink.trouble(Phrase("trouble.outbox-write", ["why": Phrase(error)]))
        }
    }

    private func decide(_ change: () async throws -> OutboxEntry) async {
        do {
            report(try await change())
            wake.signal()
        } catch {
            sink.trouble(Phrase(error))
        }
    }
}
