import CLinux
import Foundation
import Language

/// A file system of another computer, which answers when the network does and promises less than a disk of one's own.
enum NetworkFolder {
    /// What the file system is called that a path is on, where it is another computer's; nil for a disk of this one.
    ///
    /// A path that is not there yet is where the nearest folder above it is.
    static func kind(of path: String) -> String? {
        var folder = URL(filePath: path).standardized
        while !FileManager.default.fileExists(atPath: folder.path), folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
        }
        return kinds[packline_linux_file_system(folder.path)]
    }

    /// What is said of a folder for the state on such a file system; nil for a disk of this computer.
    static func warning(about path: String) -> Phrase? {
        kind(of: path).map { Phrase("program.network-folder", ["path": path, "kind": $0]) }
    }

    /// Source: linux/magic.h, and for those that are not in it the file systems' own headers.
    static let kinds: [UInt32: String] = [
        0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB", 0x0102_1997: "9p", 0x00C3_6400: "Ceph",
        0x5346_414F: "AFS",
    ]
}
