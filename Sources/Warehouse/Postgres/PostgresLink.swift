import Foundation

/// A statement that is run as soon as a connection is made, and what its rows must be.
struct GreetingStep: Sendable {
    let statement: Statement
    let check: @Sendable (PostgresRows) throws(WarehouseError) -> Void

    init(_ statement: Statement, check: @escaping @Sendable (PostgresRows) throws(WarehouseError) -> Void = { _ in }) {
        self.statement = statement
        self.check = check
    }
}

/// One connection on its way: not there, being made, greeting, ready, or at a statement.
///
/// Everything that throws means that the connection is of no use any more; `drop` comes next.
final class PostgresLink {
    private enum Stage {
        case off
        case connecting(PostgresConnection)
        case greeting(PostgresConnection, [GreetingStep])
        case ready(PostgresConnection)
    }

    private let settings: WarehouseSettings
    private let greeting: @Sendable () -> [GreetingStep]
    private var stage = Stage.off
    /// The statement that was sent and is not answered; `events` of `poll` that the link waits for.
    private(set) var current: StatementQueue.Exchange?
    private(set) var events: Int16 = 0
    /// When the link is given up if nothing comes.
    private(set) var deadline: ContinuousClock.Instant?

    init(settings: WarehouseSettings, greeting: @escaping @Sendable () -> [GreetingStep]) {
        self.settings = settings
        self.greeting = greeting
    }

    var isOff: Bool { if case .off = stage { true } else { false } }
    var isReady: Bool { if case .ready = stage { true } else { false } }
    /// Whether a statement can be sent.
    var isIdle: Bool { isReady && current == nil }

    var connection: PostgresConnection? {
        switch stage {
        case .off: nil
        case .connecting(let connection), .greeting(let connection, _), .ready(let connection): connection
        }
    }

    /// Begins to connect.
    func start(server: PostgresServerAddress?, now: ContinuousClock.Instant) throws(WarehouseError) {
        deadline = now + settings.connectTimeout
        guard let connection = PostgresConnection(settings.parameters.list(server: server)) else {
            throw WarehouseError(.unreachable, detail: "out of memory")
        }
        stage = .connecting(connection)
        // libpq's manual: before the first step, wait as if it wanted to write.
        events = Int16(POLLOUT)
        if connection.socket < 0 { try advance() }
    }

    /// Closes the connection; returns the statement that has no answer.
    func drop() -> StatementQueue.Exchange? {
        defer { (stage, current, events, deadline) = (.off, nil, 0, nil) }
        return current
    }

    /// Sends a statement; the link must be idle.
    func send(_ exchange: StatementQueue.Exchange, now: ContinuousClock.Instant) throws(WarehouseError) {
        guard case .ready(let connection) = stage else { return }
        current = exchange
        deadline = now + settings.statementTimeout
        try connection.send(exchange.statement)
        try flush(connection)
    }

    /// Goes on when the socket is ready; returns what came of the statement, once it is known.
    @discardableResult
    func advance() throws(WarehouseError) -> StatementQueue.Outcome? {
        switch stage {
        case .off: return nil
        case .connecting(let connection): try connect(connection)
        case .greeting(let connection, let steps): try greet(connection, steps)
        case .ready(let connection):
            try connection.receive()
            try flush(connection)
            guard current != nil, let outcome = connection.takeAnswer() else { return nil }
            (current, deadline) = (nil, nil)
            return outcome
        }
        return nil
    }

    private func connect(_ connection: PostgresConnection) throws(WarehouseError) {
        switch try connection.advance() {
        case .waiting(let events): self.events = events
        case .made: try begin(connection, greeting())
        }
    }

    private func greet(_ connection: PostgresConnection, _ steps: [GreetingStep]) throws(WarehouseError) {
        try connection.receive()
        try flush(connection)
        guard let step = steps.first, let outcome = connection.takeAnswer() else { return }
        try step.check(outcome.get())
        try begin(connection, Array(steps.dropFirst()))
    }

    private func begin(_ connection: PostgresConnection, _ steps: [GreetingStep]) throws(WarehouseError) {
        guard let step = steps.first else {
            (stage, deadline, events) = (.ready(connection), nil, Int16(POLLIN))
            return
        }
        stage = .greeting(connection, steps)
        try connection.send(step.statement)
        try flush(connection)
    }

    private func flush(_ connection: PostgresConnection) throws(WarehouseError) {
        events = try connection.flush() ? Int16(POLLIN | POLLOUT) : Int16(POLLIN)
    }
}
