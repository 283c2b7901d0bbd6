import OMS

@testable import StationStore

// Single parts of what the station writes and reads together.
extension StationDatabase {
    /// Keeps the state of a package's check; on the disk when this returns.
    func saveSession(_ package: Int, _ state: JSONValue) async throws(StoreError) {
        try await record(WriteRecord(sessions: [package: state]))
    }

    /// Forgets a package's check.
    func removeSession(_ package: Int) async throws(StoreError) {
        try await record(WriteRecord(sessions: [package: nil]))
    }

    /// The greatest number in the journal, from which a new run counts on; 0 when it is empty.
    func lastScanNumber() async throws(StoreError) -> Int {
        try await read(ScanTable.lastNumber)
    }

    /// The generation of the full comparison that was begun last; 0 before the first.
    func currentGeneration() async throws(StoreError) -> Int {
        try await read { db in try FactTable.generation(db) }
    }
}
