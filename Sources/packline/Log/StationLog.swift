import Language
import Logging
import OMS
import Station
import StationEngine
import Synchronization

/// What a station's log says: the connection to the OMS, the stage of each command, events received, and problems.
///
/// Packages and commands appear by their ids. What is scanned, and who buys, never does.
final class StationLog: Sendable {
    private let file: LogFile
    private let logger: Logger
    private let started = Timestamp.now
    /// The stage in which each command was last seen: the same one is reported more than once.
    private let stages = Mutex<[Int: CommandStage]>([:])

    init(file: LogFile, redaction: Redaction) {
        self.file = file
        logger = Logger(label: "packline") { _ in FileLogHandler(file: file, redaction: redaction) }
    }

    /// Writes what the log of this run begins with.
    func begin(_ what: String, location: String?) {
        logger.info("\(what) begins", metadata: ["version": "\(Packline.version)", "location": "\(location ?? "all")"])
    }

    /// Writes the last line, and returns when it is written.
    func end() {
        logger.info("it ends")
        file.flush()
    }

    /// Writes down an event of the engine, where it is worth a line.
    func note(_ event: StationEvent) {
        switch event {
        case .connection(let connection): note(connection)
        case .outbox(let command): note(command)
        case .notAccepted(let intent, _, let reason):
            logger.error(
                "a command was not accepted",
                metadata: ["package": .number(intent.package), "reason": "\(reason.english)"])
        case .trouble(let sentence): logger.warning("\(sentence.english)")
        case .alarm(let alarm): logger.error("\(alarm.phrase.english)")
        case .document(.notDone(let use, let why), let package, _):
            logger.warning(
                "an invoice was not used",
                metadata: ["package": .number(package), "for": "\(use)", "reason": "\(why.english)"])
        case .mirror(let index): logger.info("packages are known", metadata: ["count": .number(index.count)])
        default: break
        }
    }

    /// Writes down a webhook event.
    func note(_ received: ReceivedEvent) {
        logger.info(
            "the OMS told of \(received.event.type)",
            metadata: received.package.map { ["package": .number($0.id)] } ?? [:])
    }

    private func note(_ connection: Connection) {
        switch connection {
        case .connecting: break
        case .online: logger.info("the OMS answers")
        case .slow: logger.info("the OMS has not answered for some seconds")
        case .offline(let why): logger.warning("the OMS cannot be reached", metadata: ["reason": "\(why.english)"])
        case .rejected(let why, _): logger.warning("the OMS does not let us in", metadata: ["reason": "\(why.english)"])
        }
    }

    private func note(_ command: QueuedCommand) {
        let isNews = stages.withLock { stages in
            defer { stages[command.id] = command.stage.isFinal ? nil : command.stage }
            return stages[command.id] != command.stage
        }
        // What happened before this run is reported anew at each start, and is in the log already.
        guard isNews, command.changed >= started else { return }
        var facts: Logger.Metadata = [
            "command": .number(command.id), "package": .number(command.intent.package),
            "attempts": .number(command.attempts),
        ]
        if let reason = command.reason { facts["reason"] = "\(reason.english)" }
        let isBad = command.stage == .refused || command.stage == .needsAttention
        logger.log(
            level: isBad ? .warning : .info,
            "\(command.intent.kind?.rawValue ?? "command") is \(command.stage.rawValue)",
            metadata: facts)
    }
}

extension Logger.MetadataValue {
    fileprivate static func number(_ number: Int) -> Logger.MetadataValue { .stringConvertible(number) }
}
