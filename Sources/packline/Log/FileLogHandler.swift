import Foundation
import Logging
import OMS

/// Writes what is logged to a file: the time, how bad it is, what happened, and the facts by their names.
struct FileLogHandler: LogHandler {
    let file: LogFile
    let redaction: Redaction
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel: Logger.Level = .info

    init(file: LogFile, redaction: Redaction) {
        self.file = file
        self.redaction = redaction
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let (time, level, message) = (Timestamp.now, event.level, event.message)
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }
        file.write(line(time, level, message, facts))
    }

    private func line(
        _ time: Timestamp, _ level: Logger.Level, _ message: Logger.Message, _ facts: Logger.Metadata
    ) -> String {
        let words = facts.sorted { $0.key < $1.key }.map { " \($0.key)=\(value($0.value))" }.joined()
        let name = level.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
        return "\(time.text) \(name)\(redaction("\(message)"))\(words)"
    }

    /// Numbers of our own are shown as they are; texts may come from anywhere.
    private func value(_ value: Logger.MetadataValue) -> String {
        switch value {
        case .stringConvertible(let number as Int): String(number)
        default: "“\(redaction("\(value)"))”"
        }
    }
}
