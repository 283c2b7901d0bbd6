import NIOCore

/// What goes to a printer, with how long it may take.
enum PrinterMessage: Sendable {
    /// A question; where the time is over, silence of its number comes back.
    case question(String, number: Int, within: Duration)
    /// Bytes; where they are not taken in time, the connection is closed.
    case bytes(ByteBuffer, within: Duration)
}

/// What comes from a printer.
enum PrinterReply: Sendable {
    /// Some bytes of an answer.
    case bytes(ByteBuffer)
    /// The time of a question is over.
    case silence(number: Int)
}

/// Keeps the time of a conversation with a printer, on its event loop.
///
/// Silence comes as an element among the replies, so that who reads them waits for one thing only.
final class ReplyDeadlines: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = PrinterReply
    typealias OutboundIn = PrinterMessage
    typealias OutboundOut = ByteBuffer

    private var silence: Scheduled<Void>?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireChannelRead(wrapInboundOut(.bytes(unwrapInboundIn(data))))
    }

    func channelInactive(context: ChannelHandlerContext) {
        silence?.cancel()
        context.fireChannelInactive()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let eventLoop = context.eventLoop.assumeIsolated()
        switch unwrapOutboundIn(data) {
        case .question(let text, let number, let limit):
            silence?.cancel()
            silence = eventLoop.scheduleTask(in: TimeAmount(limit)) {
                context.fireChannelRead(self.wrapInboundOut(.silence(number: number)))
                context.fireChannelReadComplete()
            }
            context.write(wrapOutboundOut(ByteBuffer(string: text)), promise: promise)
        case .bytes(let bytes, let limit):
            let taken = promise ?? context.eventLoop.makePromise(of: Void.self)
            let end = eventLoop.scheduleTask(in: TimeAmount(limit)) { context.close(promise: nil) }
            taken.futureResult.assumeIsolated().whenComplete { _ in end.cancel() }
            context.write(wrapOutboundOut(bytes), promise: taken)
        }
    }
}
