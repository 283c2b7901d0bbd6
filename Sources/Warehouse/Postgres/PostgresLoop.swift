import ClientThreads
import Foundation
import OMS
import Synchronization

/// What a loop connects for.
struct ConnectionPlan: Sendable {
    let settings: WarehouseSettings
    /// What is asked and written as soon as a connection is there, before anything else.
    let greeting: @Sendable () -> [GreetingStep]
    /// What the listening connection begins with; nil where nobody listens.
    var listening: [GreetingStep]?
    /// What a notification means; nil for one that is nobody's concern here.
    var change: @Sendable (String) -> WarehouseChange? = { _ in nil }
    /// Whether a lost connection is made again; where not, the loop ends with it.
    var reconnects = true
    /// This machine's clock, for what people are told.
    let now: @Sendable () -> Timestamp
}

/// The loop that drives libpq on a thread of its own: one connection to work, and one to listen.
///
/// It sleeps in `poll` until a socket, a deadline or a message wakes it, and does nothing else. All connections are made,
/// used and closed on its thread.
final class PostgresLoop {
    private let queue: StatementQueue
    private let plan: ConnectionPlan
    private let work: PostgresLink
    private let listener: PostgresLink?
    private var workDelay: ReconnectDelay, listenerDelay: ReconnectDelay
    /// When a connection that is off is to be made; nil for not by itself.
    private var workStart: ContinuousClock.Instant?, listenerStart: ContinuousClock.Instant?
    private var waiting: [StatementQueue.Exchange] = []
    /// Why there is no connection; nil before the first was tried, and while there is one.
    private var reason: WarehouseError?
    private var hasEnded = false

    /// Starts the thread, which ends when the queue is closed.
    static func start(_ queue: StatementQueue, _ plan: ConnectionPlan) {
        let isStarted = ThreadRegistry.ofThisProcess.start(named: "packline-pq", close: { queue.close() }) {
            PostgresLoop(queue, plan).run()
            queue.end()
        }
        guard !isStarted else { return }
        queue.set(.alone(WarehouseError(.unreachable, detail: "there can be no further thread"), since: plan.now()))
        queue.end()
    }

    private init(_ queue: StatementQueue, _ plan: ConnectionPlan) {
        let settings = plan.settings
        self.queue = queue
        self.plan = plan
        work = PostgresLink(settings: settings, greeting: plan.greeting)
        listener = plan.listening.map { steps in PostgresLink(settings: settings) { steps } }
        workDelay = ReconnectDelay(first: settings.firstRetry, longest: settings.longestRetry)
        listenerDelay = workDelay
        workStart = .now
    }

    private func run() {
        guard queue.wakeDescriptor >= 0 else {
            queue.set(.alone(WarehouseError(.unreachable, detail: "too many open files"), since: plan.now()))
            return
        }
        while !hasEnded {
            let todo = queue.take()
            waiting += todo.exchanges
            if let reason = todo.reasonToDrop { lose(reason) }
            if todo.isClosed { break }
            let now = ContinuousClock.now
            startDue(now)
            sendNext(now)
            dropLate(now)
            if !hasEnded { wait(now) }
        }
        let last = reason ?? WarehouseError(.closed)
        for exchange in [work.drop()].compactMap(\.self) + waiting { exchange.answer(.failure(last)) }
        _ = listener?.drop()
    }
}

// MARK: What is to be done

extension PostgresLoop {
    private func startDue(_ now: ContinuousClock.Instant) {
        if work.isOff, let start = workStart, start <= now {
            workStart = nil
            attempt { () throws(WarehouseError) in try work.start(server: nil, now: now) }
        }
        if let listener, listener.isOff, work.isReady, let start = listenerStart, start <= now {
            listenerStart = nil
            attemptToListen { () throws(WarehouseError) in
                try listener.start(server: work.connection?.server, now: now)
            }
        }
    }

    /// Sends the next statement that somebody still waits for.
    private func sendNext(_ now: ContinuousClock.Instant) {
        while work.isIdle, !waiting.isEmpty {
            let next = waiting.removeFirst()
            if next.isAnswered { continue }
            if next.deadline <= now {
                next.answer(.failure(WarehouseError(.timedOut)))
            } else {
                attempt { () throws(WarehouseError) in try work.send(next, now: now) }
            }
        }
        guard let reason, !work.isReady else { return }
        for exchange in waiting { exchange.answer(.failure(reason)) }
        waiting = []
    }

    /// Answers tasks that wait no longer, and gives up connections that are silent for too long.
    private func dropLate(_ now: ContinuousClock.Instant) {
        let tasks = waiting + [work.current].compactMap(\.self)
        for exchange in tasks where exchange.deadline <= now { exchange.answer(.failure(WarehouseError(.timedOut))) }
        waiting.removeAll { $0.isAnswered }
        if let deadline = work.deadline, deadline <= now { lose(WarehouseError(.timedOut)) }
        if let deadline = listener?.deadline, deadline <= now { loseListener() }
    }
}

// MARK: Waiting

extension PostgresLoop {
    private func wait(_ now: ContinuousClock.Instant) {
        let links = [work, listener].compactMap { link in
            link.flatMap { link in link.connection.map { (link: link, socket: $0.socket) } }
        }
        var descriptors = [pollfd(fd: queue.wakeDescriptor, events: Int16(POLLIN), revents: 0)]
        descriptors += links.map { pollfd(fd: $0.socket, events: $0.link.events, revents: 0) }
        poll(&descriptors, nfds_t(descriptors.count), timeout(now))
        queue.wakeUps.add(1, ordering: .relaxed)
        if descriptors[0].revents != 0 { queue.takeWakeUp() }
        for (place, link) in links.enumerated() where descriptors[place + 1].revents != 0 {
            if link.link === work { advanceWork() } else { advanceListener() }
        }
    }

    /// Milliseconds until something is due; -1 where nothing is.
    private func timeout(_ now: ContinuousClock.Instant) -> Int32 {
        let listenerTimes = work.isReady ? [listenerStart, listener?.deadline] : []
        let unanswered = (waiting + [work.current].compactMap(\.self)).filter { !$0.isAnswered }
        let times = [workStart, work.deadline] + listenerTimes + unanswered.map { $0.deadline }
        guard let next = times.compactMap(\.self).min() else { return -1 }
        return next <= now ? 0 : Int32((next - now).wholeMilliseconds) + 1
    }

    private func advanceWork() {
        attempt { () throws(WarehouseError) in
            let (wasReady, exchange) = (work.isReady, work.current)
            let outcome = try work.advance()
            if work.isReady, !wasReady { becomeConnected() }
            guard let outcome else { return }
            exchange?.answer(outcome)
            if case .failure(let error) = outcome, error.endsConnection { throw error }
            workDelay.reset()
        }
    }

    private func advanceListener() {
        guard let listener else { return }
        attemptToListen { () throws(WarehouseError) in
            let wasReady = listener.isReady
            try listener.advance()
            guard listener.isReady else { return }
            if !wasReady {
                listenerDelay.reset()
                queue.changes.send(.anything)
            }
            let own = work.connection?.serverProcess
            for notification in listener.connection?.takeNotifications() ?? [] where notification.process != own {
                if let change = plan.change(notification.payload) { queue.changes.send(change) }
            }
        }
    }
}

// MARK: What becomes of the connections

extension PostgresLoop {
    private func becomeConnected() {
        reason = nil
        listenerStart = .now
        queue.set(.connected)
    }

    private func attempt(_ step: () throws(WarehouseError) -> Void) {
        do throws(WarehouseError) { try step() } catch { lose(error) }
    }

    private func attemptToListen(_ step: () throws(WarehouseError) -> Void) {
        do throws(WarehouseError) { try step() } catch { loseListener() }
    }

    /// Gives both connections up, says so, and tries again later.
    private func lose(_ reason: WarehouseError) {
        self.reason = reason
        let unanswered = [work.drop()].compactMap(\.self) + waiting
        waiting = []
        _ = listener?.drop()
        listenerStart = nil
        // First the state: a task that is told of the failure finds it.
        queue.set(.alone(reason, since: plan.now()))
        for exchange in unanswered { exchange.answer(.failure(reason)) }
        hasEnded = !plan.reconnects
        workStart = .now + workDelay.next(chance: .random(in: 0...1))
    }

    private func loseListener() {
        _ = listener?.drop()
        listenerStart = .now + listenerDelay.next(chance: .random(in: 0...1))
    }
}
