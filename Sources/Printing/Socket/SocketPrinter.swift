import Foundation
import NIOCore
import NIOPosix

/// A ZPL printer that listens on a TCP port.
///
/// Each job has a connection of its own, for many printers take one at a time.
public struct SocketPrinter: Printer {
    private let host: String
    private let port: Int
    private let settings: SocketPrinterSettings
    private let address: String

    /// The printer at a host and port.
    public init(host: String, port: Int, settings: SocketPrinterSettings = SocketPrinterSettings()) {
        self.host = host
        self.port = port
        self.settings = settings
        address = PrinterAddress.socket(host: host, port: port).text
    }

    /// The address, unless other programs print here, unseen: then the count proves nothing anyway.
    public var countedAt: String? { settings.isShared ? nil : address }

    /// Prints a document of ZPL or EPL2, whose bytes are sent as they are.
    public func print(
        _ document: PrintDocument, title: String, willSend: @Sendable (SendingMark) async throws -> Void
    ) async throws(PrinterError) -> PrintOutcome {
        guard document.kind == .zpl || document.kind == .epl else {
            throw PrinterError(.unsupportedDocument, printer: address, detail: document.kind.rawValue)
        }
        let labels = document.labelCount
        return try await converse { conversation in
            let trouble = try await prepare(&conversation)
            if let trouble { return .needsHand(trouble) }
            let odometer = settings.isShared || labels == nil ? nil : try await conversation.odometer()
            let mark = SendingMark(odometerBefore: odometer, labels: labels)
            try Task.checkCancellation()
            do {
                try await willSend(mark)
            } catch {
                throw PrinterError(.notRecorded, printer: address, detail: "\(error)")
            }
            return await send(document, mark, &conversation)
        }
    }

    /// How the printer is now; one that is connected and silent needs a hand.
    public func status() async throws(PrinterError) -> PrinterStatus {
        try await converse { conversation in
            guard let host = try await conversation.hostStatus() else {
                return PrinterStatus(troubles: [try await conversation.troubleBehindSilence()])
            }
            let errors = try await conversation.errorStatus()
            let more = errors?.troubles.filter { !host.troubles.contains($0) } ?? []
            return PrinterStatus(
                troubles: host.troubles + more, warnings: errors?.soon ?? [],
                waiting: host.formats + host.labelsLeft, odometer: try await conversation.odometer())
        }
    }

    /// Who the printer says it is.
    public func identity() async throws(PrinterError) -> PrinterIdentity {
        try await converse { conversation in
            let uniqueID = try await conversation.value(of: .uniqueID)
            // A printer that was silent once is not waited for a second time.
            let name = uniqueID == nil ? nil : try await conversation.value(of: .friendlyName)
            return PrinterIdentity(uniqueID: uniqueID, name: name)
        }
    }

    /// Asks the odometer what became of a job; a printer that others use, or that does not count, cannot tell.
    public func verify(_ mark: SendingMark, title: String) async throws(PrinterError) -> PrintVerdict {
        try await converse { conversation in
            if let trouble = try await checkIdentity(&conversation) { return .held(trouble) }
            switch try await conversation.follow(settings.isShared ? mark.withoutOdometer : mark) {
            case .printed: return .printed
            case .held(let trouble): return .held(trouble)
            case .stalled: return .unknown(reason: .noProgress)
            case .empty(let odometer?) where odometer == mark.odometerBefore && (mark.labels ?? 0) > 0:
                // What was cut off must not become the beginning of the next label.
                try await conversation.send(Array("~JX\r\n".utf8))
                _ = try await conversation.hostStatus()
                return .notPrinted
            case .empty(let odometer): return .unknown(reason: Self.count(mark, odometer))
            }
        }
    }

    // MARK: A job

    /// Checks identity and status before anything is sent; gives what needs a hand.
    private func prepare(_ conversation: inout PrinterConversation) async throws -> PrinterTrouble? {
        if let trouble = try await checkIdentity(&conversation) { return trouble }
        guard var status = try await conversation.hostStatus() else {
            return try await conversation.troubleBehindSilence()
        }
        if status.isPartial, !settings.isShared {
            // Half a label must not become the beginning of this one.
            try await conversation.send(Array("~JX\r\n".utf8))
            guard let after = try await conversation.hostStatus() else {
                return try await conversation.troubleBehindSilence()
            }
            status = after
        }
        return status.troubles.first
    }

    private func checkIdentity(_ conversation: inout PrinterConversation) async throws -> PrinterTrouble? {
        guard let expected = settings.uniqueID else { return nil }
        guard let found = try await conversation.value(of: .uniqueID) else { return .silent }
        guard found == expected else { throw PrinterError(.wrongPrinter, printer: address, detail: found) }
        return nil
    }

    /// Sends a document and follows it; from here on, nothing is an error.
    private func send(
        _ document: PrintDocument, _ mark: SendingMark, _ conversation: inout PrinterConversation
    ) async -> PrintOutcome {
        do {
            try await conversation.send(document.bytes)
            switch try await conversation.follow(mark) {
            case .printed: return .printed
            case .held(let trouble): return .held(trouble)
            case .stalled: return .unknown(reason: .noProgress)
            case .empty(let odometer?) where (mark.labels ?? 0) > 0:
                return .unknown(reason: Self.count(mark, odometer))
            case .empty: return .sent
            }
        } catch {
            return .unknown(reason: Task.isCancelled ? .cancelled : .connectionLost)
        }
    }

    private static func count(_ mark: SendingMark, _ odometer: Int?) -> OutcomeReason {
        guard let odometer, let before = mark.odometerBefore, let labels = mark.labels else { return .untold }
        return .counted(odometer - before, of: labels)
    }

    // MARK: The connection

    private typealias Connection = NIOAsyncChannel<PrinterReply, PrinterMessage>

    /// Does something over a connection of its own.
    private func converse<Value: Sendable>(
        _ body: (inout PrinterConversation) async throws -> Value
    ) async throws(PrinterError) -> Value {
        let connection = try await connect()
        do {
            return try await connection.executeThenClose { replies, messages in
                var conversation = PrinterConversation(replies, messages, settings: settings)
                return try await body(&conversation)
            }
        } catch let error as PrinterError {
            throw error
        } catch {
            guard !Task.isCancelled else { throw PrinterError(.cancelled, printer: address) }
            let reason: OutcomeReason = error is PrinterConversation.Lost ? .connectionLost : .said("\(error)")
            throw PrinterError(.noAnswer, printer: address, why: reason)
        }
    }

    private func connect() async throws(PrinterError) -> Connection {
        do {
            return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connectTimeout(TimeAmount(settings.connectTimeout))
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .connect(host: host, port: port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(ReplyDeadlines())
                        return try Connection(wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            guard !Task.isCancelled else { throw PrinterError(.cancelled, printer: address) }
            throw PrinterError(.notReached, printer: address, why: Self.reason(error))
        }
    }

    /// Why there is no connection.
    private static func reason(_ error: any Error) -> OutcomeReason {
        switch error {
        case ChannelError.connectTimeout: .tooLong
        case let error as NIOConnectionError: error.connectionErrors.last.map { reason($0.error) } ?? .unknownHost
        case let error as IOError: .said(String(cString: strerror(error.errnoCode)))
        default: .said("\(error)")
        }
    }
}

extension SendingMark {
    /// The mark without what a shared printer cannot prove.
    fileprivate var withoutOdometer: SendingMark { SendingMark(odometerBefore: nil, labels: labels) }
}
