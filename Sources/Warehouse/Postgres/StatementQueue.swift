import CLinux
import Foundation
import OMS
import Synchronization

/// The messages from Swift tasks to the thread of libpq, what wakes it, and what it says of the connection.
final class StatementQueue: Sendable {
    typealias Outcome = Result<PostgresRows, WarehouseError>

    /// A statement of one task, and its answer: the first that is given counts.
    final class Exchange: Sendable {
        private enum Progress {
            case new
            case waiting(CheckedContinuation<Outcome, Never>)
            case answered(Outcome)
        }

        let statement: Statement
        /// When the task waits no longer.
        let deadline: ContinuousClock.Instant
        private let progress = Mutex(Progress.new)

        init(_ statement: Statement, deadline: ContinuousClock.Instant) {
            self.statement = statement
            self.deadline = deadline
        }

        /// Whether nobody waits any more.
        var isAnswered: Bool {
            progress.withLock { if case .answered = $0 { true } else { false } }
        }

        func answer(_ outcome: Outcome) {
            let waiting: CheckedContinuation<Outcome, Never>? = progress.withLock { progress in
                switch progress {
                case .answered: return nil
                case .new:
                    progress = .answered(outcome)
                    return nil
                case .waiting(let continuation):
                    progress = .answered(outcome)
                    return continuation
                }
            }
            waiting?.resume(returning: outcome)
        }

        func wait(_ continuation: CheckedContinuation<Outcome, Never>) {
            let early: Outcome? = progress.withLock { progress in
                if case .answered(let outcome) = progress { return outcome }
                progress = .waiting(continuation)
                return nil
            }
            if let early { continuation.resume(returning: early) }
        }
    }

    private struct State {
        var exchanges: [Exchange] = []
        var connection: WarehouseState = .connecting
        var reasonToDrop: WarehouseError?
        var isClosed = false
        var hasEnded = false
        var isWoken = false
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    /// Whether statements wait for the first connection, and are not refused.
    private let waitsForConnection: Bool
    /// A pipe: a byte at its one end wakes the thread that waits at the other.
    private let wakePipe: (readEnd: Int32, writeEnd: Int32)
    /// How often the thread has come out of its wait; it must not when there is nothing to do.
    let wakeUps = Atomic(0)
    let states = Subscribers<WarehouseState>(keepingNewest: 1)
    let changes = Subscribers<WarehouseChange>(keepingNewest: 256, whenDropped: .anything)

    init(waitsForConnection: Bool) {
        self.waitsForConnection = waitsForConnection
        var (readEnd, writeEnd): (Int32, Int32) = (-1, -1)
        _ = packline_linux_pipe(&readEnd, &writeEnd)
        wakePipe = (readEnd, writeEnd)
    }

    deinit {
        for end in [wakePipe.readEnd, wakePipe.writeEnd] where end >= 0 { Foundation.close(end) }
    }
}

// MARK: For the tasks

extension StatementQueue {
    /// Runs a statement; without a connection it fails at once.
    func run(_ statement: Statement, within time: Duration) async throws(WarehouseError) -> PostgresRows {
        let exchange = Exchange(statement, deadline: .now + time)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                exchange.wait(continuation)
                if let refusal = enqueue(exchange) { exchange.answer(.failure(refusal)) }
            }
        } onCancel: {
            exchange.answer(.failure(WarehouseError(.cancelled)))
        }
        return try outcome.get()
    }

    private func enqueue(_ exchange: Exchange) -> WarehouseError? {
        state.withLock { state in
            switch state.connection {
            case .alone(let reason, _): return reason
            case _ where state.isClosed: return WarehouseError(.closed)
            case .connecting where !waitsForConnection: return WarehouseError(.connecting)
            case .connecting, .connected: break
            }
            state.exchanges.append(exchange)
            wake(&state)
            return nil
        }
    }

    /// The state now.
    var connection: WarehouseState { state.withLock { $0.connection } }

    /// The state now and each later one; who is slow gets the newest.
    func connectionStates() -> AsyncStream<WarehouseState> {
        // Under the lock, so that no change comes between the first element and the later ones.
        state.withLock { states.stream(beginningWith: $0.connection) }
    }

    /// Gives the connection up, for a reason that the thread cannot see.
    func drop(because reason: WarehouseError) {
        state.withLock { state in
            state.reasonToDrop = reason
            wake(&state)
        }
    }

    /// Asks the thread to end.
    func close() {
        state.withLock { state in
            state.isClosed = true
            wake(&state)
        }
    }

    /// Returns when the thread has ended and every connection is closed.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waitingForEnd.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }

    private func wake(_ state: inout sending State) {
        guard !state.isWoken else { return }
        state.isWoken = true
        _ = write(wakePipe.writeEnd, [1], 1)
    }
}

// MARK: For the thread

extension StatementQueue {
    /// What there is to do.
    struct Work {
        var exchanges: [Exchange] = []
        var reasonToDrop: WarehouseError?
        var isClosed = false
    }

    /// The end of the pipe at which the thread waits.
    var wakeDescriptor: Int32 { wakePipe.readEnd }

    /// Empties the pipe.
    func takeWakeUp() {
        var bytes = [UInt8](repeating: 0, count: 64)
        _ = read(wakePipe.readEnd, &bytes, bytes.count)
    }

    func take() -> Work {
        state.withLock { state in
            defer { (state.exchanges, state.reasonToDrop, state.isWoken) = ([], nil, false) }
            return Work(exchanges: state.exchanges, reasonToDrop: state.reasonToDrop, isClosed: state.isClosed)
        }
    }

    /// Says what the connection is from now on.
    func set(_ connection: WarehouseState) {
        state.withLock { state in
            // It was alone before and still is: since then.
            if case .alone(let reason, _) = connection, case .alone(let earlier, let since) = state.connection {
                guard reason.code != earlier.code else { return }
                state.connection = .alone(reason, since: since)
            } else {
                guard state.connection != connection else { return }
                state.connection = connection
            }
            states.send(state.connection)
        }
    }

    /// Closes the queue from the thread, answers what is left, and resumes those who wait for its end.
    func end() {
        let (exchanges, waiting, connection) = state.withLock { state in
            defer { (state.exchanges, state.waitingForEnd) = ([], []) }
            (state.isClosed, state.hasEnded) = (true, true)
            return (state.exchanges, state.waitingForEnd, state.connection)
        }
        let reason = if case .alone(let reason, _) = connection { reason } else { WarehouseError(.closed) }
        for exchange in exchanges { exchange.answer(.failure(reason)) }
        states.finish()
        changes.finish()
        for continuation in waiting { continuation.resume() }
    }
}
