import Dispatch
import Foundation
import Glibc

// The fields of `stat` belong to whichever of these modules the compiler has read first, so one file imports them all.

/// What the system knows of a file: `stat` and `fstat` as a value.
struct FileStatus: Equatable {
    /// The device and the number of the file: together, which file it is.
    let device: UInt64, number: UInt64
    /// Bytes.
    let size: Int
    /// Whether it is a regular file, and whether it is a folder.
    let isRegular: Bool, isFolder: Bool
    /// The permission bits, as 0o600.
    let permissions: UInt32

    /// Of an open file; nil where it cannot be said.
    init?(descriptor: Int32) {
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Of the file that a path names; nil where there is none.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
        size = Int(status.st_size)
        isRegular = status.st_mode & S_IFMT == S_IFREG
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        permissions = UInt32(status.st_mode & 0o7777)
    }

    /// Whether it is the same file.
    func isSameFile(as other: FileStatus) -> Bool { device == other.device && number == other.number }
}
