import Foundation
import Language
import OMS
import StationTerminal

extension Finding {
    /// When the program crashed last, and where the report is; nil where no crash is known.
    static func lastCrash(in folder: URL) -> Finding? {
        guard let newest = Crash.reports(in: folder).first else { return nil }
        let time = Timestamp(microseconds: Int64(newest.time.timeIntervalSince1970 * 1_000_000))
        return .note(
            "crash",
            Phrase("program.doctor.crash", ["time": Output.moment(time, .current), "path": newest.file.path]))
    }
}
