// PracticePrinter: a ZPL printer to practise and test against.
//
// It knows: what a label printer answers, what goes wrong with one, and how labels come out at their rate; it listens on a
// TCP port and serves one connection at a time, as mobile printers do.
// It must not know: packages, benches, where its labels are recorded, nor the terminal that shows them.

import Foundation
import NIOCore
import NIOPosix
public import Printing
import Synchronization
import TaskSignals

/// A practice printer that is listening.
public final class PracticePrinter: Sendable {
    /// What it is.
    public let settings: PracticePrinterSettings
    /// The port it listens on, the chosen one where any was asked for.
    public let port: Int

    private let listener: Listener
    private let mechanism: Mutex<PracticeMechanism>
    private let work = WakeSignal()
    private let isOut: @Sendable (PrintedLabel) -> Void
    private let task: Mutex<Task<Void, Never>?> = Mutex(nil)

    typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>
    private typealias Listener = NIOAsyncChannel<Connection, Never>

    /// Starts to listen, and returns when connections are accepted.
    ///
    /// `isOut` is called for each label as it comes out, in order and before the odometer counts it.
    public static func start(
        _ settings: PracticePrinterSettings, isOut: @escaping @Sendable (PrintedLabel) -> Void = { _ in }
    ) async throws(PracticePrinterError) -> PracticePrinter {
        let listener: Listener
        do {
            listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: settings.host, port: settings.port) { channel in
                    channel.eventLoop.makeCompletedFuture { try Connection(wrappingChannelSynchronously: channel) }
                }
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw .portInUse(port: settings.port)
        } catch {
            throw .cannotListen(host: settings.host, reason: "\(error)")
        }
        let printer = PracticePrinter(settings, listener, isOut)
        printer.task.withLock { $0 = Task { await printer.work() } }
        return printer
    }

    private init(
        _ settings: PracticePrinterSettings, _ listener: Listener, _ isOut: @escaping @Sendable (PrintedLabel) -> Void
    ) {
        self.settings = settings
        self.listener = listener
        self.isOut = isOut
        port = listener.channel.localAddress?.port ?? settings.port
        mechanism = Mutex(PracticeMechanism(settings.faults))
    }

    /// How many labels came out.
    public var odometer: Int { mechanism.withLock(\.odometer) }

    /// The labels that came out, in order.
    public var printed: [PrintedLabel] { mechanism.withLock(\.printed) }

    /// What it needs a hand for.
    public var troubles: [PrinterTrouble] { mechanism.withLock(\.status).troubles }

    /// Gives it a hand: there is paper again, the head is closed, the label is taken off, and it goes on.
    public func attend() {
        mechanism.withLock { $0.attend() }
        work.signal()
    }

    /// Gives it faults besides those that it began with; a time for each label stays what it was.
    public func add(_ faults: PracticeFaults) {
        mechanism.withLock { $0.add(faults) }
        work.signal()
    }

    /// Takes a trouble away from it or gives it one, as a person who stands there would.
    public func set(_ trouble: PracticeTrouble, _ isThere: Bool) {
        mechanism.withLock { $0.set(trouble, isThere) }
        work.signal()
    }

    /// Returns when it has ended; ends it when the waiting task is cancelled.
    public func wait() async {
        let task = task.withLock(\.self)
        await withTaskCancellationHandler {
            await task?.value
        } onCancel: {
            task?.cancel()
        }
    }

    /// Closes the port and every connection; labels that have not come out are lost.
    public func stop() async {
        let task = task.withLock(\.self)
        task?.cancel()
        await task?.value
    }

    // MARK: Work

    private func work() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.serve() }
            group.addTask { await self.printLabels() }
            await group.next()
            group.cancelAll()
        }
    }

    /// Serves connections, one after the other; the next ones wait.
    private func serve() async {
        try? await listener.executeThenClose { connections in
            for try await connection in connections { await serve(connection) }
        }
    }

    private func serve(_ connection: Connection) async {
        try? await connection.executeThenClose { input, output in
            var desk = PracticeDesk(settings: settings)
            for try await bytes in input {
                let (answer, end) = mechanism.withLock { desk.take(bytes.readableBytesView, &$0) }
                work.signal()
                if !answer.isEmpty { try await output.write(ByteBuffer(string: answer)) }
                guard end != .reset else { return try await reset(connection.channel) }
                guard end != .close else { return }
            }
        }
    }

    /// Ends a connection with a reset, as a printer does that is switched off.
    private func reset(_ channel: any Channel) async throws {
        try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try await channel.close()
    }

    /// Lets labels out at their rate, and waits where there are none or a hand is needed.
    private func printLabels() async {
        while !Task.isCancelled {
            guard mechanism.withLock(\.canPrint) else {
                await work.wait()
                continue
            }
            // The time the label takes on its way.
            if settings.faults.millisecondsALabel > 0 {
                try? await Task.sleep(for: .milliseconds(settings.faults.millisecondsALabel))
            }
            guard !Task.isCancelled, let label = mechanism.withLock({ $0.next() }) else { continue }
            isOut(label)
            mechanism.withLock { $0.count(label) }
        }
    }
}
