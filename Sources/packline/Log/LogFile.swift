import Foundation
import TerminalText

/// A log file that is rotated when it has grown: `packline.log`, `packline.log.1`, ….
///
/// Lines are written one after the other on a queue of their own, so that no caller waits for the disk, or for the
/// redaction. Several processes may write to one file: each line is one write at its end, and only one of them rotates it.
/// What cannot be written is lost, because a station must not stop where its log cannot be written.
final class LogFile: @unchecked Sendable {
    // Unchecked, because what varies is `descriptor` alone, which is touched on `queue` only.
    private let path: String
    private let mostBytes: Int
    private let kept: Int
    private let queue = DispatchQueue(label: "packline.log", qos: .utility)
    private var descriptor: Int32 = -1

    /// A file that is set aside when it has so many bytes, at most `kept` times.
    init(path: String, mostBytes: Int = 2_000_000, kept: Int = 4) {
        self.path = path
        self.mostBytes = mostBytes
        self.kept = kept
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Writes a text as one line that is safe to show, soon; what it takes to make it is done then, not by the caller.
    func write(_ line: @autoclosure @escaping @Sendable () -> String) {
        queue.async { self.put(Array("\(VisibleText(line()).text)\n".utf8)) }
    }

    /// Returns when all lines so far are written.
    func flush() { queue.sync {} }

    // MARK: - On the queue

    private func put(_ bytes: [UInt8]) {
        if !isOpenFileStillThere { reopen() }
        if size > mostBytes { setAside() }
        guard descriptor >= 0 else { return }
        _ = Glibc.write(descriptor, bytes, bytes.count)
    }

    private func reopen() {
        if descriptor >= 0 { close(descriptor) }
        let folder = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    }

    /// Whether what is open is what the path names: it may have been rotated by another process, or removed.
    private var isOpenFileStillThere: Bool {
        guard let ours = FileStatus(descriptor: descriptor), let named = FileStatus(path: path) else { return false }
        return ours.isSameFile(as: named)
    }

    private var size: Int { FileStatus(descriptor: descriptor)?.size ?? 0 }

    /// Renames the file and its predecessors, unless another process has done it meanwhile.
    private func setAside() {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return }
        if isOpenFileStillThere {
            for number in (1..<max(1, kept)).reversed() { rename("\(path).\(number)", "\(path).\(number + 1)") }
            rename(path, "\(path).1")
        }
        // Closing it releases the lock.
        reopen()
    }
}
