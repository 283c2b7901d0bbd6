import Foundation
import Synchronization

/// The right to work in a station's folder: a lock that one process holds, and that ends with it, however it ends.
///
/// The lock is the kernel's (`flock`) on a file of its own, `station.lock`. SQLite would let two processes share the
/// database; but each would deliver the other's commands a second time. The file says who holds the lock, and stays when
/// that ends: removing it would let a third process lock a file that the second no longer sees.
final class FolderLock: Sendable {
    /// The open lock file; nil once the lock was released.
    private let descriptor: Mutex<Int32?>

    /// Takes the lock of the folder that `path` is in.
    ///
    /// Errors: `inUse` with the other's process id, or why the lock file cannot be opened.
    init(besides path: String) throws(StoreError) {
        let folder = StoreFiles(path: path).folder
        let file = folder + "/station.lock"
        // Closed on exec: a child, such as a command that prints a token, must not keep the lock when we end.
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError(errno: errno, file) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            defer { Glibc.close(descriptor) }
            guard reason == EWOULDBLOCK else { throw StoreError(errno: reason, file) }
            throw StoreError(.inUse(process: Self.holder(descriptor)), folder)
        }
        self.descriptor = Mutex(descriptor)
        let name = "\(getpid())\n"
        // The name is only for the other's message: a full disk must not keep the station from opening.
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, name, name.utf8.count, 0)
    }

    deinit { release() }

    /// Releases the lock; a second call does nothing.
    func release() {
        descriptor.withLock { descriptor in
            if let open = descriptor { Glibc.close(open) }
            descriptor = nil
        }
    }

    private static func holder(_ descriptor: Int32) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int(String(decoding: bytes[..<count], as: UTF8.self).prefix { $0.isNumber })
    }
}

extension StoreError {
    /// What the system's refusal means to the station.
    init(errno: Int32, _ path: String) {
        let code: Code =
            switch errno {
            case EACCES, EPERM, EROFS: .readOnly
            case ENOSPC, EDQUOT: .diskFull
            default: .unreachable
            }
        self.init(code, path, detail: String(cString: strerror(errno)))
    }
}
