import Foundation
import GRDB
import OMS
import Testing

@testable import StationStore

@Suite("Opening the station's file")
struct OpeningTests {
    private let folder = TemporaryFolder()

    @Test("a second station on the same folder is told who is there, and may in when that one has ended")
    func second() async throws {
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        let error = await #expect(throws: StoreError.self) {
            try await StationDatabase.open(at: folder.database, now: noon())
        }
        #expect(error?.code == .inUse(process: Int(getpid())))
        #expect(
            error?.description
                == "another Packline (process \(getpid())) is working with \(folder.path): end it first, or "
                + "give this one a folder of its own with --state")
        try await store.enqueue(pack(1), at: noon())
        try store.close()
        let next = try await StationDatabase.open(at: folder.database, now: noon())
        #expect(try await next.pending().count == 1)
        try next.close()
    }

    @Test("a store that was closed says so and does nothing; closing it again is nothing")
    func closed() async throws {
        let store = try await StationDatabase.temporary(now: noon())
        try store.close()
        try store.close()
        let writing = await #expect(throws: StoreError.self) { try await store.enqueue(pack(1), at: noon()) }
        #expect(writing?.code == .closed)
        let reading = await #expect(throws: StoreError.self) { try await store.summaries() }
        #expect(reading?.code == .closed)
        #expect(!FileManager.default.fileExists(atPath: store.path), "a temporary store leaves nothing behind")
    }

    @Test("the folder is made where it is missing, and nobody else may read what is in it")
    func privacy() async throws {
        let path = folder.path + "/state/packline/station.sqlite"
        let store = try await StationDatabase.open(at: path, now: noon())
        let rights = try [path, path + "-wal", folder.path + "/state/packline"].map { path in
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(rights == [0o600, 0o600, 0o700])
        try store.close()
    }

    @Test("a file of a newer Packline is refused, and that one finds it as it was")
    func newer() async throws {
        var migrator = StoreSchema.migrator
        migrator.registerMigration("90") { try $0.execute(sql: "CREATE TABLE tomorrow (id INTEGER)") }
        let opening = StoreOpening(path: folder.database, now: noon(), migrator: migrator)
        let store = try await StationDatabase.open(opening)
        try await store.enqueue(pack(1), at: noon())
        try store.close()
        let error = await #expect(throws: StoreError.self) {
            try await StationDatabase.open(at: folder.database, now: noon())
        }
        #expect(error?.code == .newer)
        #expect(
            error?.description
                == "\(folder.database) was written by a newer Packline: update this one, or give it a folder of its own"
        )
        let again = try await StationDatabase.open(opening)
        #expect(again.opening == OpeningReport())
        #expect(try await again.pending().count == 1)
        try again.close()
    }

    @Test("each step is applied once, behind a backup that holds what was there before it")
    func migrations() async throws {
        let old = try await StationDatabase.open(at: folder.database, now: noon())
        try await old.enqueue(pack(73), at: noon())
        try old.close()

        var migrator = StoreSchema.migrator
        for step in ["90", "91"] {
            migrator.registerMigration(step) { try $0.execute(sql: "ALTER TABLE outbox ADD COLUMN extra\(step) TEXT") }
        }
        let opening = StoreOpening(path: folder.database, now: noon(), migrator: migrator)
        let new = try await StationDatabase.open(opening)
        let backups = ["90", "91"].map { "\(folder.database).before-\($0)" }
        #expect(new.opening == OpeningReport(backups: backups))
        #expect(try await new.pending().count == 1)
        try new.close()
        #expect(try await StationDatabase.open(opening).opening.backups == [])

        for (backup, columns) in zip(backups, [0, 1]) {
            let (extra, entries) = try await DatabaseQueue(path: backup).read { db in
                (
                    try db.columns(in: "outbox").filter { $0.name.hasPrefix("extra") }.count,
                    try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox")
                )
            }
            #expect(extra == columns)
            #expect(entries == 1)
        }
    }

    @Test(
        "commands of a file from before goods were kept with them are there, and can be looked at before it is opened")
    func beforeContents() async throws {
        let queue = try DatabaseQueue(path: folder.database)
        try StoreSchema.migrator.migrate(queue, upTo: "3")
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO outbox (package, kind, name, parameters, stage, created, changed)
                    VALUES (73, 'pack', 'Pack', '{}', 'queued', 1, 1)
                    """)
        }
        try queue.close()
        #expect(try await OutboxReport.read(at: folder.database, finished: 9).map(\.entry.intent.package) == [73])
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        let entry = try #require(try await store.pending().first)
        #expect(entry.intent.contents == nil)
        #expect(entry.cause == nil)
        #expect(try await store.notCompared() == [])
        try store.close()
    }

    @Test("what was chosen at the bench can be read beside a station that works with the file, and without any file")
    func chosenBeside() async throws {
        #expect(try await StationDatabase.chosenCommands(at: folder.database) == [:])
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        let chosen = ChosenCommand(transition: 14, slug: nil, name: "Sevkiyatla paketle")
        try await store.keepChosen(chosen, for: .pack)
        #expect(try await StationDatabase.chosenCommands(at: folder.database) == [.pack: chosen])
        try store.close()
        #expect(try await StationDatabase.chosenCommands(at: folder.database) == [.pack: chosen])
    }

    @Test("a step that fails leaves the file as it was")
    func failedMigration() async throws {
        try await StationDatabase.open(at: folder.database, now: noon()).close()
        var migrator = StoreSchema.migrator
        migrator.registerMigration("90") { db in
            try db.execute(sql: "CREATE TABLE half (id INTEGER)")
            try db.execute(sql: "nonsense")
        }
        await #expect(throws: StoreError.self) {
            try await StationDatabase.open(StoreOpening(path: folder.database, now: noon(), migrator: migrator))
        }
        let store = try await StationDatabase.open(at: folder.database, now: noon())
        #expect(try await store.connections.mirror.read { try $0.tableExists("half") } == false)
        try store.close()
    }

    // MARK: - Folders

    // The tests may run as root, who may write anywhere: these paths refuse root too.

    @Test("a folder that cannot be, because a file has its name, is named with the reason")
    func belowAFile() async throws {
        try write([1], to: folder.path + "/file")
        let error = await #expect(throws: StoreError.self) {
            try await StationDatabase.open(at: folder.path + "/file/station.sqlite", now: noon())
        }
        #expect(error?.code == .unreachable)
        #expect(error?.description == "\(folder.path)/file/station.sqlite cannot be opened: Not a directory")
    }

    private static let notWritable =
        "/x may not be written: check who owns it, its permissions, and that its disk is not mounted read-only"

    @Test(
        "what the system says of a folder becomes a code and one sentence",
        arguments: [
            (EACCES, .readOnly, Self.notWritable),
            (EROFS, .readOnly, Self.notWritable),
            (ENOSPC, .diskFull, "there is no room left on the disk for /x: free some, then try again"),
            (ENOENT, .unreachable, "/x cannot be opened: No such file or directory"),
        ] as [(Int32, StoreError.Code, String)])
    func systemErrors(errno: Int32, code: StoreError.Code, sentence: String) {
        let error = StoreError(errno: errno, "/x")
        #expect(error.code == code)
        #expect(error.description == sentence)
    }

    @Test(
        "a folder in which nobody may write is reported", .enabled(if: FileManager.default.fileExists(atPath: "/sys")))
    func readOnly() async throws {
        let error = await #expect(throws: StoreError.self) {
            try await StationDatabase.open(at: "/sys/packline/station.sqlite", now: noon())
        }
        #expect(error?.code == .readOnly || error?.code == .unreachable, "\(String(describing: error))")
    }
}
