import NIOCore

/// One connection to a ZPL printer: questions and their answers, in turn.
struct PrinterConversation {
    /// The connection ended in the middle of something.
    struct Lost: Error {}

    /// How a job ended, as far as the printer tells.
    enum JobEnd: Equatable {
        /// The odometer has risen by all labels.
        case printed
        /// Nothing is left in the printer, and this is what its odometer says.
        case empty(odometer: Int?)
        /// It needs a hand.
        case held(PrinterTrouble)
        /// It has labels left, says nothing wrong, and goes no further.
        case stalled
    }

    /// How often a printer that is printing is asked.
    ///
    /// It tells nothing by itself. A label takes a second or more, and each question costs the printer some work.
    private static let statusInterval: Duration = .milliseconds(250)
    /// Answers are some hundred bytes; something that sends without end is no printer.
    private static let longestAnswer = 65_536

    private let settings: SocketPrinterSettings
    private let messages: NIOAsyncChannelOutboundWriter<PrinterMessage>
    private var replies: NIOAsyncChannelInboundStream<PrinterReply>.AsyncIterator
    private var number = 0

    init(
        _ replies: NIOAsyncChannelInboundStream<PrinterReply>,
        _ messages: NIOAsyncChannelOutboundWriter<PrinterMessage>,
        settings: SocketPrinterSettings
    ) {
        self.settings = settings
        self.messages = messages
        self.replies = replies.makeAsyncIterator()
    }

    /// The status; nil where the printer is silent.
    mutating func hostStatus() async throws -> HostStatus? {
        try await ask(HostStatus.question) { HostStatus($0) }
    }

    /// What is wrong in detail; nil where the printer is silent.
    mutating func errorStatus() async throws -> ErrorStatus? {
        try await ask(ErrorStatus.question) { ErrorStatus($0) }
    }

    /// The value of a variable; nil where the printer is silent or does not know it.
    mutating func value(of variable: PrinterVariable) async throws -> String? {
        let value = try await ask(variable.question, read: PrinterVariable.value(in:))
        return value == PrinterVariable.unknown ? nil : value
    }

    /// How many labels it printed in its life; nil where it does not say.
    mutating func odometer() async throws -> Int? {
        try await value(of: .odometer).flatMap { Int($0.prefix { $0.isWholeNumber }) }
    }

    /// Why it does not answer `~HS`: some models that are silent to that still say what is wrong.
    mutating func troubleBehindSilence() async throws -> PrinterTrouble {
        try await errorStatus()?.troubles.first ?? .silent
    }

    /// Sends bytes as they are.
    func send(_ bytes: [UInt8]) async throws {
        try await messages.write(.bytes(ByteBuffer(bytes: bytes), within: settings.sendTimeout))
    }

    /// Follows a job that was sent until it has ended one way or the other.
    mutating func follow(_ mark: SendingMark) async throws -> JobEnd {
        let clock = ContinuousClock()
        var (last, changed) = (HostStatus(), clock.now)
        var lastCount = mark.odometerBefore
        while true {
            guard let status = try await hostStatus() else { return .held(try await troubleBehindSilence()) }
            let count = mark.odometerBefore == nil ? nil : try await odometer()
            if mark.isReached(by: count) { return .printed }
            if let trouble = status.troubles.first { return .held(trouble) }
            if status != last || count != lastCount { (last, lastCount, changed) = (status, count, clock.now) }
            if status.isEmpty, count == nil { return .empty(odometer: nil) }
            // The next label comes out when the last one was taken off, however long that takes.
            if status.isLabelWaiting, !status.isEmpty { return .held(.labelWaiting) }
            if clock.now - changed > (status.isEmpty ? settings.settleTimeout : settings.printTimeout) {
                if status.isEmpty || status.isOnlyPartial { return .empty(odometer: count) }
                return .stalled
            }
            try await Task.sleep(for: Self.statusInterval)
        }
    }

    private mutating func ask<Answer>(_ question: String, read: ([UInt8]) -> Answer?) async throws -> Answer? {
        number += 1
        try await messages.write(.question(question, number: number, within: settings.answerTimeout))
        var answer: [UInt8] = []
        while let reply = try await replies.next() {
            switch reply {
            case .silence(number): return nil
            case .silence: continue
            case .bytes(let bytes): answer += bytes.readableBytesView
            }
            if let value = read(answer) { return value }
            guard answer.count < Self.longestAnswer else { throw Lost() }
        }
        throw Lost()
    }
}

extension SendingMark {
    /// Whether a count of the odometer proves that all labels came out.
    func isReached(by count: Int?) -> Bool {
        guard let count, let odometerBefore, let labels, labels > 0 else { return false }
        return count - odometerBefore >= labels
    }
}

extension HostStatus {
    /// Whether nothing is left but a label whose end has not come.
    var isOnlyPartial: Bool { isPartial && formats == 0 && labelsLeft == 0 }
}
