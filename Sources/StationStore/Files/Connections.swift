import Foundation
import GRDB
import OMS
import Synchronization

/// The two connections to the station's file.
///
/// SQLite's `synchronous` belongs to a connection, so each kind of data has a connection with the setting it needs:
///
/// - The **mirror** writes with NORMAL: a commit is a write to the log and waits for no disk. After a power cut its last
///   commits may be missing, but never one without all those before it. Its pool has the readers, and it alone copies
///   the log back into the file (a checkpoint), after its commit, when it holds no lock that the ledger needs.
/// - The **ledger** writes with FULL: SQLite syncs the log before a commit returns, and with it everything that either
///   connection wrote before. A checkpoint syncs the log, then the file, before the log is written over, under NORMAL
///   too; so nothing that was synced once depends on the other connection's setting.
///
/// One writer at a time holds SQLite's lock. The ledger waits for one page of packages at the most, in steps of 0.1 ms;
/// SQLite's own waiting would start with 1 ms and grow.
struct Connections: Sendable {
    let mirror: DatabasePool
    let ledger: GroupCommitWriter

    /// Opens both on a file that is, or becomes, a database with a write-ahead log.
    init(path: String) throws {
        mirror = try DatabasePool(
            path: path, configuration: Self.configuration("mirror", synchronous: "NORMAL", checkpointPages: 1_000))
        // The mirror's checkpoint comes first; this one only bounds the log while nothing is read from the OMS.
        ledger = GroupCommitWriter(
            queue: try DatabaseQueue(
                path: path, configuration: Self.configuration("ledger", synchronous: "FULL", checkpointPages: 16_000)))
    }

    /// Closes both; the log is copied back into the file, and gone.
    ///
    /// SQLite leaves that to the connection that closes last, and a pool's last one is a reader, which may not: so the
    /// ledger closes last.
    func close() throws {
        try mirror.close()
        try ledger.queue.close()
    }

    private static func configuration(
        _ label: String, synchronous: String, checkpointPages: Int
    ) -> Configuration {
        var configuration = Configuration()
        configuration.label = label
        configuration.busyMode = .callback { tries in
            usleep(100)
            return tries < 50_000
        }
        configuration.prepareDatabase { db in
            try db.execute(
                sql: "PRAGMA synchronous = \(synchronous); PRAGMA wal_autocheckpoint = \(checkpointPages)")
        }
        return configuration
    }
}

/// Writes that must be on the disk before they are acknowledged.
///
/// Writes that arrive while the disk is busy with earlier ones share the next commit, so that a hundred scans in one
/// burst wait for a few syncs rather than for a hundred. Each caller still gets the result of its own write.
final class GroupCommitWriter: Sendable {
    let queue: DatabaseQueue
    private let waiting = Mutex<[Write]>([])

    init(queue: DatabaseQueue) {
        self.queue = queue
    }

    /// A write that waits for its commit.
    private struct Write: Sendable {
        /// Does the work in the open transaction, and returns what resumes the caller once that is committed.
        let perform: @Sendable (Database) throws -> @Sendable () -> Void
        /// Reports to the caller that nothing was written.
        let fail: @Sendable (any Error) -> Void
    }

    /// Does the work in a transaction and returns when that is on the disk.
    ///
    /// The work may refuse with a `StoreError` before its first change; an error of SQLite undoes the whole commit. It is
    /// done whether or not the caller's task is cancelled.
    func write<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let write = Write(
                perform: { db in
                    do {
                        let value = try work(db)
                        return { continuation.resume(returning: value) }
                    } catch let refusal as StoreError {
                        return { continuation.resume(throwing: refusal) }
                    }
                },
                fail: { continuation.resume(throwing: $0) })
            let isFirst = waiting.withLock { waiting in
                waiting.append(write)
                return waiting.count == 1
            }
            if isFirst { queue.asyncWriteWithoutTransaction { self.commit($0) } }
        }
    }

    /// Commits everything that waits now; what comes later finds an empty list and asks for a commit of its own.
    private func commit(_ db: Database) {
        let writes = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        do {
            var replies: [@Sendable () -> Void] = []
            try db.inTransaction(.immediate) {
                replies = try writes.map { try $0.perform(db) }
                return .commit
            }
            for reply in replies { reply() }
        } catch {
            for write in writes { write.fail(error) }
        }
    }
}

extension StationDatabase {
    /// Reads from the mirror's readers, which never wait for a writer.
    func read<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws(StoreError) -> T {
        do {
            return try await connections.mirror.read(work)
        } catch {
            throw noted(error)
        }
    }

    /// Writes what can be read again from the OMS.
    func writeMirror<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws(StoreError) -> T {
        do {
            return try await connections.mirror.write(work)
        } catch {
            throw noted(error)
        }
    }

    /// Writes what must not be lost; on the disk when this returns.
    func writeLedger<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws(StoreError) -> T {
        do {
            return try await connections.ledger.write(work)
        } catch {
            throw noted(error)
        }
    }

    /// The error for the caller; damage is marked beside the file, so that the next opening sets it aside.
    private func noted(_ error: any Error) -> StoreError {
        let error = StoreError(error, path: path)
        if error.code == .damaged { StoreFiles(path: path).markDamaged(error.detail) }
        return error
    }
}
