import Foundation

/// The names and moves of the files around a station's database.
struct StoreFiles {
    /// The database.
    let path: String

    /// The folder that it is in.
    var folder: String {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return folder.isEmpty ? "." : folder
    }

    /// A backup of the file as it was before a migration.
    func backup(before migration: String) -> String { "\(path).before-\(migration)" }

    /// Makes the folder and the file where they are missing; both for nobody but their owner, for they hold addresses.
    func prepare() throws(StoreError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            // What the call below says of the folder is more exact.
        }
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError(errno: errno, path) }
        Glibc.close(descriptor)
    }

    // MARK: - Damage

    private var mark: String { "\(path).damage" }

    /// What was written beside the file when it was found damaged; nil when it was not.
    var damage: String? {
        (try? String(contentsOfFile: mark, encoding: .utf8)).map { $0.isEmpty ? "damaged" : $0 }
    }

    /// Leaves word for the next opening that the file is damaged.
    ///
    /// A mark that cannot be written costs nothing: the next one who meets the damage tries again.
    func markDamaged(_ detail: String) {
        try? detail.write(toFile: mark, atomically: true, encoding: .utf8)
    }

    /// The file that is to take a damaged one's place, without what an earlier attempt left of it.
    func rescueDraft() -> StoreFiles {
        let draft = StoreFiles(path: path + ".rescue")
        for suffix in Self.suffixes { unlink(draft.path + suffix) }
        return draft
    }

    /// Puts another file in the place of the damaged one, and returns the name that this has now.
    ///
    /// There is a file of our name at every moment. The damaged one's log goes first: it must not be taken for the new one's.
    func setAside(for draft: StoreFiles) throws(StoreError) -> String {
        let files = FileManager.default
        var number = 1
        while files.fileExists(atPath: "\(path).damaged-\(number)") { number += 1 }
        let name = "\(path).damaged-\(number)"
        guard link(path, name) == 0 else { throw StoreError(errno: errno, name) }
        if files.fileExists(atPath: path + "-wal") { try Self.move(path + "-wal", to: name + "-wal") }
        unlink(path + "-shm")
        try Self.move(draft.path, to: path)
        unlink(mark)
        return name
    }

    private static let suffixes = ["", "-wal", "-shm"]

    // MARK: - Drafts

    /// A file that is made under a name of its own, and gets its real one when it is whole.
    struct Draft {
        /// The name while it is made.
        let path: String
        private let name: String

        /// A draft of the file of that name, in the place of one that was left over.
        init(of name: String) {
            (path, self.name) = (name + ".draft", name)
            unlink(path)
        }

        /// Gives it its name, in the place of what has that now.
        func finish() throws(StoreError) { try StoreFiles.move(path, to: name) }

        /// Takes it away, unless it is finished.
        func abandon() { unlink(path) }
    }

    private static func move(_ path: String, to name: String) throws(StoreError) {
        guard rename(path, name) == 0 else { throw StoreError(errno: errno, path) }
    }
}
