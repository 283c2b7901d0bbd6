import CPostgres
import Foundation

/// One connection of libpq, never blocking.
///
/// It belongs to the thread of its loop.
final class PostgresConnection {
    private let connection: OpaquePointer
    private let owner = pthread_self()
    private var collected: Result<PostgresRows, WarehouseError>?

    /// What a connection that is being made waits for.
    enum Progress {
        case waiting(Int16)
        case made
    }

    /// Begins to connect; nil when there is no memory.
    init?(_ parameters: [(keyword: String, value: String)]) {
        let started = Self.withCStrings(parameters.map(\.keyword)) { keywords in
            Self.withCStrings(parameters.map(\.value)) { values in PQconnectStartParams(keywords, values, 1) }
        }
        guard let started else { return nil }
        connection = started
        packline_pq_drop_notices(connection)
        // With this the words of a refused login begin with its SQLSTATE, which libpq gives no other access to.
        PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
    }

    deinit {
        checkThread()
        PQfinish(connection)
    }

    /// Traps on any thread but the one that the connection was made on.
    private func checkThread() {
        precondition(pthread_equal(owner, pthread_self()) != 0, "libpq's connections belong to one thread")
    }

    /// The descriptor to wait for; another one after each step of connecting.
    var socket: Int32 { PQsocket(connection) }

    /// The process of the server that serves this connection.
    var serverProcess: Int32 { PQbackendPID(connection) }

    /// Where the server is that answered.
    var server: PostgresServerAddress {
        let text = { (text: UnsafeMutablePointer<CChar>?) in text.map { String(cString: $0) } ?? "" }
        return PostgresServerAddress(
            host: text(PQhost(connection)), address: text(PQhostaddr(connection)), port: text(PQport(connection)))
    }

    /// Goes on connecting, as far as it goes without waiting.
    func advance() throws(WarehouseError) -> Progress {
        checkThread()
        switch PQconnectPoll(connection) {
        case PGRES_POLLING_READING: return .waiting(Int16(POLLIN))
        case PGRES_POLLING_WRITING: return .waiting(Int16(POLLOUT))
        case PGRES_POLLING_OK:
            guard PQsetnonblocking(connection, 1) == 0 else { throw failure(.unreachable) }
            PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
            return .made
        default: throw refusal
        }
    }

    /// Begins to send a statement.
    func send(_ statement: Statement) throws(WarehouseError) {
        checkThread()
        collected = nil
        let isTaken = statement.sql.withUTF8Buffer { sql in
            // A static string of the source ends in a zero byte.
            sql.withMemoryRebound(to: CChar.self) { sql in
                Self.withCStrings(statement.parameters) { values in
                    PQsendQueryParams(
                        connection, sql.baseAddress, Int32(statement.parameters.count), nil, values, nil, nil, 0)
                }
            }
        }
        guard isTaken == 1 else { throw failure(.cutOff) }
    }

    /// Sends what is left; whether there is more than the socket takes now.
    func flush() throws(WarehouseError) -> Bool {
        checkThread()
        let left = PQflush(connection)
        guard left >= 0 else { throw failure(.cutOff) }
        return left == 1
    }

    /// Takes in what has arrived.
    func receive() throws(WarehouseError) {
        checkThread()
        guard PQconsumeInput(connection) == 1 else { throw failure(.cutOff) }
    }

    /// The answer to the statement that was sent, once it is whole.
    func takeAnswer() -> Result<PostgresRows, WarehouseError>? {
        checkThread()
        while PQisBusy(connection) == 0 {
            guard let result = PQgetResult(connection) else {
                defer { collected = nil }
                return collected ?? .success(PostgresRows())
            }
            // The first error counts: what follows it is its consequence.
            if case .failure = collected {} else { collected = Self.answer(result) }
            PQclear(result)
        }
        return nil
    }

    /// The notifications that have arrived: who sent them, and what they say.
    func takeNotifications() -> [(process: Int32, payload: String)] {
        checkThread()
        var notifications: [(process: Int32, payload: String)] = []
        while let notification = PQnotifies(connection) {
            notifications.append(
                (notification.pointee.be_pid, notification.pointee.extra.map { String(cString: $0) } ?? ""))
            PQfreemem(notification)
        }
        return notifications
    }
}

// MARK: Results and errors

extension PostgresConnection {
    private static func answer(_ result: OpaquePointer) -> Result<PostgresRows, WarehouseError> {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK: return .success(rows(of: result))
        default:
            let words = packline_pq_message(result).map { String(cString: $0) }
            guard let sqlState = packline_pq_sqlstate(result) else {
                let other = PQresultErrorMessage(result).map { ConnectionParameters.trimmed(String(cString: $0)) }
                return .failure(WarehouseError(.cutOff, detail: words ?? other ?? ""))
            }
            return .failure(WarehouseError(sqlState: String(cString: sqlState), message: words ?? ""))
        }
    }

    private static func rows(of result: OpaquePointer) -> PostgresRows {
        let columns = 0..<PQnfields(result)
        return PostgresRows(
            rows: (0..<PQntuples(result)).map { row in
                PostgresRow(
                    columns: columns.map { column in
                        guard PQgetisnull(result, row, column) == 0, let value = PQgetvalue(result, row, column) else {
                            return nil
                        }
                        return String(cString: value)
                    })
            })
    }

    private var words: String {
        PQerrorMessage(connection).map { ConnectionParameters.trimmed(String(cString: $0)) } ?? ""
    }

    private func failure(_ code: WarehouseError.Code) -> WarehouseError { WarehouseError(code, detail: words) }

    /// Why no connection was made: `…: FATAL:  28P01: password authentication failed` and a second line for developers.
    private var refusal: WarehouseError {
        let line = String(words.split(separator: "\n").first { !$0.hasPrefix("LOCATION:") } ?? "")
        guard let state = line.firstMatch(of: /:[ ]{2}([0-9A-Z]{5}):[ ]/) else {
            return WarehouseError(.unreachable, detail: line)
        }
        return WarehouseError(sqlState: String(state.1), message: line.replacing("\(state.1): ", with: ""))
    }
}

// MARK: C strings

extension PostgresConnection {
    /// Calls with the strings as C has them, and a `NULL` behind the last.
    private static func withCStrings<Answer>(
        _ strings: [String?], _ call: (UnsafePointer<UnsafePointer<CChar>?>?) -> Answer
    ) -> Answer {
        let copies = strings.map { string in string.flatMap { strdup($0) } } + [nil]
        defer { for copy in copies { free(copy) } }
        return copies.map { $0.map { UnsafePointer($0) } }.withUnsafeBufferPointer { call($0.baseAddress) }
    }
}
