import OMS
public import StationStore
import TaskSignals
public import Warehouse

/// Copies the bench's journal to the warehouse, in batches.
///
/// It looks for rows when some were written, a little later so that they come together, and when the connection returns. The
/// warehouse says which it has, so that none is lost or copied twice, whatever ends when.
struct JournalCopy: Sendable {
    let warehouse: Warehouse
    let settings: EngineSettings
    let store: StationDatabase
    private let wake = WakeSignal()

    init(warehouse: Warehouse, settings: EngineSettings, store: StationDatabase) {
        (self.warehouse, self.settings, self.store) = (warehouse, settings, store)
    }

    /// How many scans, and how many deeds, are copied at once.
    private static let batch = 500
    /// How many seconds no old rows are looked for.
    private static let forgetsEvery = 600

    /// Copies until the task is cancelled.
    func run() async {
        if store.opening.recovered != nil { try? await store.skipJournal() }
        await withDiscardingTaskGroup { group in
            group.addTask { for await _ in store.journalChanges() { wake.signal() } }
            group.addTask { for await state in warehouse.states() where state == .connected { wake.signal() } }
            group.addTask { await copyWhenWoken() }
        }
    }

    private func copyWhenWoken() async {
        var forgot: Timestamp?
        while !Task.isCancelled {
            await wake.wait()
            guard (try? await settings.sleep(settings.journalSettles)) != nil else { return }
            guard warehouse.state == .connected else { continue }
            do {
                try await copy()
                let now = settings.now()
                if forgot.map({ now.seconds(since: $0) >= Self.forgetsEvery }) ?? true {
                    try await warehouse.forgetOldJournal()
                    forgot = now
                }
            } catch {
                // Without a connection its return wakes; what else failed is tried again when there is more to copy.
            }
        }
    }

    /// Copies all that the warehouse does not have.
    private func copy() async throws {
        var isWhole = false
        while !isWhole {
            let numbers = try await warehouse.journalNumbers()
            let entries = try await store.journal(after: numbers, most: Self.batch)
            guard !entries.isEmpty else { return }
            try await warehouse.copyJournal(entries.map(JournalRow.init))
            try await store.noteCopied(entries)
            isWhole = entries.count < Self.batch
        }
    }
}

extension JournalRow {
    /// A line of the station's journal as it is shared and counted.
    public init(_ entry: JournalEntry) {
        self.init(
            number: entry.number, at: entry.at, packer: entry.packer ?? "", package: entry.package,
            meaning: entry.meaning, outcome: entry.outcome, units: entry.units, milliseconds: entry.milliseconds)
    }
}
