import GRDB
public import OMS

/// What happened at the bench in one moment, written in one commit: one wait for the disk for all of it.
public struct WriteRecord: Sendable {
    /// Lines of the scan journal.
    public var scans: [JournalEntry]
    /// How far packages have been checked; nil forgets a package.
    public var sessions: [Int: JSONValue?]
    /// Commands, in the order in which they were given.
    public var commands: [NewCommand]

    /// A record of these things.
    public init(scans: [JournalEntry] = [], sessions: [Int: JSONValue?] = [:], commands: [NewCommand] = []) {
        self.scans = scans
        self.sessions = sessions
        self.commands = commands
    }

    /// Whether there is nothing to write.
    public var isEmpty: Bool { scans.isEmpty && sessions.isEmpty && commands.isEmpty }
}

/// A command that is to be accepted.
public struct NewCommand: Hashable, Sendable {
    /// What is wanted.
    public let intent: CommandIntent
    /// The scan that asked for it, by its number in the journal.
    public let scan: Int?
    /// When it was given.
    public let time: Timestamp
    /// What the OMS's clock reads, for a command that is sent as soon as it is on the disk; nil for one that waits.
    ///
    /// Being accepted and being marked as sent is then one write. Nothing of the package may be pending before it.
    public let omsTime: Timestamp?

    /// A command that was given at a time.
    public init(_ intent: CommandIntent, scan: Int? = nil, at time: Timestamp, sendingAt omsTime: Timestamp? = nil) {
        self.intent = intent
        self.scan = scan
        self.time = time
        self.omsTime = omsTime
    }
}

extension StationDatabase {
    /// Writes all of a record or nothing of it; when this returns, it is on the disk and may be acknowledged.
    ///
    /// Returns the entries of the outbox, in the order of the commands.
    @discardableResult
    public func record(_ record: WriteRecord) async throws(StoreError) -> [OutboxEntry] {
        guard !record.isEmpty else { return [] }
        return try await writeLedger { db in
            try ScanTable.put(db, record.scans)
            try self.noteWritten(db, record.scans)
            for (package, state) in record.sessions { try SessionTable.put(db, package, state) }
            return try record.commands.map { try OutboxTable.insert(db, $0) }
        }
    }
}
