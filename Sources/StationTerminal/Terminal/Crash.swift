import CNcurses
public import Foundation

/// What happens when the program crashes.
public enum Crash {
    /// How many reports are kept.
    private static let mostReports = 10

    /// Has a crash end the process at once, with one sentence and the status of its signal, and give the terminal back.
    ///
    /// To be called first of all: on a terminal, the Swift runtime's own handlers wait half a minute for a key.
    public static func prepare() { packline_crash_prepare() }

    /// Has a crash leave a report in a folder, which is made, and removes old reports from it.
    ///
    /// A report names the version, the build, the signal and the functions that were running, and nothing that they worked
    /// on. Where the folder cannot be made there is no report.
    public static func keepReports(in folder: URL, version: String) {
        let files = FileManager.default
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try? files.createDirectory(at: folder, withIntermediateDirectories: true, attributes: attributes)
        for old in reports(in: folder).dropFirst(mostReports - 1) { try? files.removeItem(at: old.file) }
        let start = Date().formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
        packline_crash_report_to(folder.appending(path: "crash-\(start)-\(getpid()).txt").path, version)
    }

    /// The reports of a folder with the times of their crashes, the newest first.
    public static func reports(in folder: URL) -> [(file: URL, time: Date)] {
        let files = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: [.contentModificationDateKey])
        return (files ?? []).filter { $0.lastPathComponent.hasPrefix("crash-") && $0.pathExtension == "txt" }
            .map { ($0, (try? $0.resourceValues(forKeys: [.contentModificationDateKey]))?.contentModificationDate) }
            .map { (file: $0, time: $1 ?? .distantPast) }
            .sorted { $0.time > $1.time }
    }
}
