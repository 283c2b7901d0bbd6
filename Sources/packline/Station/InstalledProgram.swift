import Foundation

/// The file that this process was started from.
enum InstalledProgram {
    /// Whether another file stands in its place now, as after an update of the package: Linux says so of a running program.
    static var isReplaced: Bool {
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return link?.hasSuffix(" (deleted)") ?? false
    }
}
