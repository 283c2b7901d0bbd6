import Language
import OMS
import Station
import StationStore

/// What the engine puts on disk, and what is answered once it is there.
extension EffectRunner {
    /// Reports what the filter form can offer; where that cannot be read, it offers nothing.
    func offerFilterValues() async {
        if let values = try? await store.filterValues() { sink(.filterValues(values)) }
    }

    /// Stores what need not be reported again; where that fails it is reported again, which does no harm.
    func acknowledge(until time: Timestamp) async {
        do {
            try await store.setFact(.acknowledged, to: time.text)
        } catch {
            sink.trouble(Phrase("trouble.acknowledged", ["why": Phrase(error)]))
        }
    }

    /// Stores which command is meant; where that fails the question is asked again.
    func keepChosen(_ command: ChosenCommand, for kind: CommandKind) async {
        do {
            try await store.keepChosen(command, for: kind)
        } catch {
            sink.trouble(Phrase("trouble.chosen", ["why": Phrase(error)]))
        }
    }

    /// Stores what was chosen at the bench; where that fails the next start has what is set up.
    func keep(_ chosen: String, as fact: FactName) async {
        do {
            try await store.setFact(fact, to: chosen)
        } catch {
            sink.trouble(Phrase("trouble.chosen", ["why": Phrase(error)]))
        }
    }

    /// Writes what has come together, then acknowledges it; a command with nothing before it is sent at once.
    func write(_ ledger: inout WriteBatch) async {
        var batch = ledger
        ledger = WriteBatch(numbers: numbers)
        let undecided = await complete(&batch)
        if !batch.commands.isEmpty { await settings.passing(.accepting) }
        var sent: [SentCommand?] = []
        for command in batch.commands { sent.append(await delivery.reserve(command.intent)) }
        do {
            let entries = try await store.record(batch.record(at: settings.now(), sending: sent))
            if !entries.isEmpty { await settings.passing(.accepted) }
            for entry in entries { reportAccepted(entry) }
            if !entries.isEmpty { await delivery.add(entries) }
        } catch {
            await delivery.release(sent.compactMap { $0?.intent.package })
            if batch.hasRecord { sink.trouble(Phrase("trouble.journal", ["why": Phrase(error)])) }
            for command in batch.commands {
                sink(.notAccepted(command.intent, scan: command.scan, reason: Phrase(error)))
            }
        }
        for answer in batch.answers { settings.answer(answer) }
        for command in undecided { sink(.undecided(command.intent, scan: command.scan, command.commands)) }
    }

    /// Completes the commands of a batch by what is known of their packages; returns those that a person must decide.
    func complete(_ batch: inout WriteBatch) async -> [UndecidedCommand] {
        // A choice that cannot be read is asked for again, which does no harm.
        let known = batch.hasOpenCommands ? try? await store.knowing(settings.commands) : nil
        return await batch.completeCommands(known ?? settings.commands) { id in
            try? await store.package(id, settings.commands)
        }
    }

    /// Reports that a command is on disk, also for one that is being sent already.
    func reportAccepted(_ entry: OutboxEntry) {
        if entry.stage == .sending {
            sink.command(
                OutboxEntry(
                    id: entry.id, intent: entry.intent, scan: entry.scan, createdAt: entry.createdAt,
                    changedAt: entry.createdAt))
        }
        sink.command(entry)
    }
}
