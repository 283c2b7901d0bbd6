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

    /// Makes the folder where it is missing, accessible to its owner alone, because it holds addresses.
    func prepareFolder() throws(StoreError) {
        var refusal: Int32?
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            refusal = (error as? CocoaError)?.systemError
        }
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // That it is not there is known; why it cannot be made is what helps.
        guard descriptor >= 0 else { throw StoreError(errno: errno == ENOENT ? refusal ?? ENOENT : errno, path) }
        Glibc.close(descriptor)
    }

    /// Makes the file where it is missing, accessible to its owner alone.
    func prepare() throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError(errno: errno, path) }
        Glibc.close(descriptor)
    }

    /// Whether there is neither a file nor anything that was written for one.
    var isNew: Bool { size("") == nil && (size("-wal") ?? 0) == 0 }

    private func size(_ suffix: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path + suffix).resolvingSymlinksInPath().path)
        return attributes?[.size] as? Int
    }

    // MARK: - Damage

    /// What is wrong with the file, as far as it can be seen without SQLite; nil where nothing is.
    ///
    /// Such a file must not be opened by SQLite: it takes an empty one for a new one, and deletes the log beside it.
    var visibleDamage: String? {
        guard let size = size("") else { return isNew ? nil : "it is missing, and its log is there" }
        guard size > 0 else { return "it is empty" }
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        let start = (try? file.read(upToCount: Self.beginning.count)) ?? Data()
        return start == Self.beginning ? nil : "it is no database"
    }

    private static let beginning = Data("SQLite format 3\0".utf8)

    /// The log that SQLite keeps beside the file.
    var log: String { path + "-wal" }

    private var mark: String { "\(path).damage" }

    /// What was written beside the file when it was found damaged; nil when it was not.
    var damage: String? {
        (try? String(contentsOfFile: mark, encoding: .utf8)).map { $0.isEmpty ? "damaged" : $0 }
    }

    /// Records for the next opening that the file is damaged.
    ///
    /// A mark that cannot be written costs nothing: the next one who meets the damage tries again.
    func markDamaged(_ detail: String) {
        try? detail.write(toFile: mark, atomically: true, encoding: .utf8)
    }

    /// The file that is to take a damaged one's place, without what an earlier attempt left of it.
    func replacementFile() -> StoreFiles {
        let replacement = StoreFiles(path: path + ".rescue")
        replacement.remove()
        return replacement
    }

    /// Takes the file away, with what SQLite keeps beside it.
    func remove() {
        for suffix in Self.suffixes { unlink(path + suffix) }
    }

    /// Renames a finished replacement to the file's name.
    func moveIntoPlace(_ replacement: StoreFiles) throws(StoreError) { try Self.move(replacement.path, to: path) }

    /// Puts another file in the place of the damaged one, and returns the name that this has now.
    ///
    /// There is a file of our name at every moment. The damaged one's log goes first: it must not be taken for the new one's.
    func setAside(for replacement: StoreFiles) throws(StoreError) -> String {
        let files = FileManager.default
        var number = 1
        let isTaken = { Self.suffixes.contains { files.fileExists(atPath: "\(path).damaged-\(number)\($0)") } }
        while isTaken() { number += 1 }
        let name = "\(path).damaged-\(number)"
        guard link(path, name) == 0 || errno == ENOENT else { throw StoreError(errno: errno, name) }
        if let size = size("-wal"), size > 0 { try Self.move(log, to: name + "-wal") } else { unlink(log) }
        unlink(path + "-shm")
        try Self.move(replacement.path, to: path)
        unlink(mark)
        return name
    }

    private static let suffixes = ["", "-wal", "-shm"]

    // MARK: - Partial files

    /// A file that is made under a name of its own, and gets its real one when it is whole.
    struct PartialFile {
        /// The name while it is made.
        let path: String
        private let name: String

        /// A partial file for that name; one that was left over is removed.
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

extension CocoaError {
    /// The system's word for what Foundation was refused, as far as a person can do something about it.
    fileprivate var systemError: Int32? {
        switch code {
        case .fileWriteVolumeReadOnly: EROFS
        case .fileWriteNoPermission: EACCES
        case .fileWriteOutOfSpace: ENOSPC
        default: nil
        }
    }
}
