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
