import Foundation

/// Files that only their owner may read, because invoices hold names and addresses.
enum PrivateFile {
    /// Makes a folder where there is none, and those that it is in.
    static func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Puts a whole file in the place of what has its name; a pipe or a device is written to as it is.
    static func write(_ data: Data, to path: String) throws {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        if let status = FileStatus(path: target), !status.isRegular {
            try write(data, open(target, O_WRONLY | O_CLOEXEC))
            return
        }
        let draft = "\(target).\(UUID().uuidString.prefix(8)).draft"
        do {
            try write(data, open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
            guard rename(draft, target) == 0 else { throw Refusal(code: errno) }
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// Puts a whole file beside those that are there, and overwrites none; gives its path.
    ///
    /// A name that is taken gets a number: `invoice-2.html`.
    static func add(_ data: Data, named name: String, to folder: String) throws -> String {
        let draft = "\(folder)/\(UUID().uuidString.prefix(8)).draft"
        defer { unlink(draft) }
        try write(data, open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
        for number in 1...mostOfOneName {
            let path = "\(folder)/\(numbered(name, number))"
            // Unlike a renaming, a link is refused where the name is taken, even by a file of this very moment.
            if link(draft, path) == 0 { return path }
            guard errno == EEXIST else { throw Refusal(code: errno) }
        }
        throw Refusal(code: EEXIST)
    }

    private static let mostOfOneName = 10_000

    private static func numbered(_ name: String, _ number: Int) -> String {
        guard number > 1 else { return name }
        let name = name as NSString
        let end = name.pathExtension.isEmpty ? "" : ".\(name.pathExtension)"
        return "\(name.deletingPathExtension)-\(number)\(end)"
    }

    private static func write(_ data: Data, _ descriptor: Int32) throws {
        guard descriptor >= 0 else { throw Refusal(code: errno) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try file.write(contentsOf: data)
        try file.close()
    }

    /// What the system said.
    private struct Refusal: LocalizedError {
        let code: Int32
        var errorDescription: String? { String(cString: strerror(code)) }
    }
}
