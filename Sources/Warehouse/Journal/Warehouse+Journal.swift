import OMS

/// The journal: who did what at which bench. Each bench copies its own there, and nobody changes another's.
extension Warehouse {
    /// How many days a row is kept.
    public static let journalDays = 400

    /// The smallest and the greatest number of this bench's rows, and 0, which no row has.
    public func journalNumbers() async throws(WarehouseError) -> ClosedRange<Int> {
        let row = try await run(JournalStatements.numbers(of: bench)).only()
        let (first, last) = (row.optionalText(0).flatMap { Int($0) }, row.optionalText(1).flatMap { Int($0) })
        return min(0, first ?? 0)...max(0, last ?? 0)
    }

    /// Writes rows of this bench, all of them or none.
    ///
    /// One that is there already is not written twice; what became of its scan since is.
    public func copyJournal(_ rows: [JournalRow]) async throws(WarehouseError) {
        guard !rows.isEmpty else { return }
        try await run(JournalStatements.copy(rows, of: bench))
    }

    /// Deletes a few thousand rows, of whichever bench, that are older than a journal is kept.
    public func forgetOldJournal() async throws(WarehouseError) {
        try await run(JournalStatements.forget(olderThan: Self.journalDays))
    }
}
