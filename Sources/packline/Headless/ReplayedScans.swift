import Foundation
import Language
import StationStore

/// The scans of a file, to be scanned again: those of a station's journal, or lines of text.
enum ReplayedScans {
    /// The scans in their order; what a journal says was ignored, such as a double read, is left out.
    ///
    /// Errors: a `Failure` where the file cannot be read.
    static func lines(ofFileAt path: String) throws -> InputLines {
        guard let file = FileHandle(forReadingAtPath: path), let start = try? file.read(upToCount: sqlite.count) else {
            throw Failure(Phrase("program.replay-unreadable", ["path": path]), Status.noInput)
        }
        guard start == sqlite else {
            try? file.seek(toOffset: 0)
            return InputLines(of: file)
        }
        do {
            let scans = try StationDatabase.scans(ofFileAt: path).filter { $0.outcome != "ignored" }
            return InputLines(scans.map { String(decoding: $0.raw, as: UTF8.self) })
        } catch {
            throw Failure(error)
        }
    }

    /// The first bytes of every SQLite file.
    private static let sqlite = Data("SQLite format 3\0".utf8)
}
