import Foundation
import GRDB
public import OMS
import Synchronization

/// What a station remembers, in one SQLite file: the mirror of the packages, the outbox of commands, the print jobs,
/// the journal of scans, and how far each open package has been checked.
///
/// This target knows SQL, files, what is durable when, and how a damaged file is recovered. It must not know what a
/// scan means, what a command does or how a printer is spoken to: it keeps what it is given, refuses what a command's stage does not allow, and says
/// who has the lock. It has no clock: every time comes from its caller.
///
/// Two connections write to the file, because the two kinds of data are worth different things. The *mirror* can be
/// read again from the OMS; it is written without waiting for the disk. The *ledger* (outbox, prints, journal, sessions) exists
/// nowhere else; what it has acknowledged survives a power cut. See `Connections`.
///
/// Errors: `StoreError` throughout. After one, the file is as it was, and the store goes on.
public final class StationDatabase: Sendable {
    /// Where the file is.
    public let path: String
    /// What was found and done when the file was opened.
    public let opening: OpeningReport

    let connections: Connections
    /// What the states of the installation mean, for the units and codes of summaries.
    let states = Mutex(StateTable())
    /// The numbers of the journal's rows that this run has given out for copying; nil before the first.
    let givenRows = Mutex<ClosedRange<Int>?>(nil)
    private let lock: FolderLock
    private let isTemporary: Bool

    init(
        path: String, connections: Connections, lock: FolderLock, opening: OpeningReport, isTemporary: Bool
    ) {
        self.path = path
        self.connections = connections
        self.lock = lock
        self.opening = opening
        self.isTemporary = isTemporary
    }

    /// Opens the station's file, or makes it, with its folder.
    ///
    /// An older file is brought up to date, with a backup beside it before each step. A damaged one is set aside under
    /// another name and started anew, with what can be read of the ledger. Commands that were being sent when the last
    /// process ended become *unknown*. What happened is in `opening`.
    ///
    /// Errors: `inUse` when another process works in the folder, `newer` when a newer Packline wrote the file,
    /// `readOnly`, `unreachable` and `diskFull` for what they say.
    public static func open(at path: String, now: Timestamp) async throws(StoreError) -> StationDatabase {
        try await open(StoreOpening(path: path, now: now))
    }

    /// Opens an empty store in a new folder among the system's temporary files; closing it removes both.
    ///
    /// For a demonstration and for tests. It is a real file: SQLite in memory would have neither a log nor two connections.
    public static func temporary(now: Timestamp) async throws(StoreError) -> StationDatabase {
        let folder = FileManager.default.temporaryDirectory.path + "/packline-" + UUID().uuidString
        return try await open(StoreOpening(path: folder + "/station.sqlite", now: now, isTemporary: true))
    }

    static func open(_ opening: StoreOpening) async throws(StoreError) -> StationDatabase {
        let result: Result<StationDatabase, StoreError> = await withCheckedContinuation { continuation in
            // A backup or a recovery can take seconds, which the threads of Swift's tasks must not wait for.
            DispatchQueue.global(qos: .userInitiated).async {
                continuation.resume(returning: Result { () throws(StoreError) in try opening.run() })
            }
        }
        return try result.get()
    }

    /// Closes the file and releases the folder's lock; later calls fail with `closed`.
    public func close() throws(StoreError) {
        do {
            try connections.close()
        } catch {
            throw StoreError(error, path: path)
        }
        lock.release()
        if isTemporary { try? FileManager.default.removeItem(atPath: StoreFiles(path: path).folder) }
    }
}

/// What was found and done when a station's file was opened.
public struct OpeningReport: Equatable, Sendable {
    /// Whether there was no file.
    public var isNew = false
    /// The backups that were made before the file was brought up to date.
    public var backups: [String] = []
    /// What became of a damaged file; nil where there was none.
    public var recovered: Recovered?
    /// How many commands were being sent when the last process ended, and are unknown now.
    public var interrupted = 0
    /// How many prints were being sent when the last process ended, and are unknown now.
    public var interruptedPrints = 0
    /// The number of the last scan in the journal, from which this run's scans count on.
    public var lastScan = 0

    /// A damaged file that was set aside, and what could be recovered from it.
    public struct Recovered: Equatable, Sendable {
        /// Where the damaged file is now.
        public var setAside = ""
        /// What was wrong with it, in SQLite's words.
        public var damage: String
        /// How many commands, scans, sessions and print jobs were recovered.
        public var commands = 0, scans = 0, sessions = 0, prints = 0
        /// Whether all that the ledger held could be read.
        public var isComplete = true
    }
}
