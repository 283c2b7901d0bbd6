import Language
import Station
import StationEngine
import StationStore

extension Settings {
    /// Changes the file of a station that does not run; of one that does, only that station may.
    ///
    /// `inUse` says so, with the process that works with the file where that is known. Errors: `Failure`.
    func changeFile<Value>(
        inUse: (String?) -> Phrase, _ change: (StationDatabase) async throws(StoreError) -> Value
    ) async throws -> Value {
        do {
            let store = try await StationDatabase.open(at: storePath(), now: .now)
            defer { try? store.close() }
            if let recovered = store.opening.recovered {
                Output.report(Alarm.fileSetAside(FileRecovery(recovered)).phrase.text)
            }
            return try await change(store)
        } catch {
            guard case .inUse(let process) = error.code else { throw Failure(error) }
            throw Failure(inUse(process.map { String($0) }), Status.unavailable)
        }
    }
}
