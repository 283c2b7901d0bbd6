import CLinux

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
        var file = packline_linux_file()
        guard packline_linux_open_file(descriptor, &file) else { return nil }
        self.init(file)
    }

    /// Of the file that a path names; nil where there is none.
    init?(path: String) {
        var file = packline_linux_file()
        guard packline_linux_named_file(path, &file) else { return nil }
        self.init(file)
    }

    private init(_ file: packline_linux_file) {
        device = file.device
        number = file.number
        size = Int(file.size)
        isRegular = file.is_regular
        isFolder = file.is_folder
        permissions = file.permissions
    }

    /// Whether it is the same file.
    func isSameFile(as other: FileStatus) -> Bool { device == other.device && number == other.number }
}
