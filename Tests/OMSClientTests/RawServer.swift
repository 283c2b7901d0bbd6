import Foundation
import Synchronization

/// A server of bytes on loopback, for what no well-behaved server does: cut, reset, dripped and endless answers.
///
/// Every connection has a thread, which reads one request after another and does what the script says for each.
final class RawServer: Sendable {
    /// What is done on a connection after a request was read.
    enum Step: Sendable {
        /// Sends bytes.
        case send([UInt8])
        /// Sends the same bytes until the client has had enough; then hangs up.
        case flood([UInt8])
        /// Waits until the test opens the gate.
        case wait(Gate)
        /// Opens a gate on which the test waits.
        case open(Gate)
        /// Says nothing until the client goes.
        case silence
        /// Closes the connection in the ordinary way.
        case hangUp
        /// Resets the connection, as a crashed host does.
        case reset
    }

    /// A request as it arrived.
    struct Request: Sendable {
        /// Its first line, such as `GET /oms/packages/ HTTP/1.1`.
        let line: String
        /// Its head, the first line included.
        let head: String
        let body: String
        /// Which connection it came on, from 1.
        let connection: Int

        /// The value of a header; nil when it was not sent.
        func header(_ name: String) -> String? {
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
                .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }
    }

    typealias Script = @Sendable (Request) -> [Step]

    private let listener: Int32
    private let greeting: [Step]
    private let script: Script
    private let seen = Mutex((requests: [Request](), connections: 0, sentByFlood: 0))
    let port: Int

    /// A server that answers by a script; the greeting is what it does before it has read anything.
    init(greeting: [Step] = [], script: @escaping Script = { _ in [.hangUp] }) throws {
        self.greeting = greeting
        self.script = script
        let bound = try LoopbackPort()
        (listener, port) = (bound.descriptor, bound.number)
        guard listen(listener, 64) == 0 else { throw SystemError() }
        let thread = Thread { [listener, weak self] in
            while case let socket = accept(listener, nil, nil), socket >= 0 {
                if let self { self.serve(socket) } else { close(socket) }
            }
            close(listener)
        }
        thread.start()
    }

    /// Wakes the accepting thread, which then closes the listener: closed here, its number could already be another's.
    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    var baseURL: String { "http://127.0.0.1:\(port)/oms" }
    var requests: [Request] { seen.withLock(\.requests) }
    var connections: Int { seen.withLock(\.connections) }
    /// How many bytes floods could send before the client had enough.
    var sentByFlood: Int { seen.withLock(\.sentByFlood) }
}

extension RawServer {
    private func serve(_ socket: Int32) {
        let number = seen.withLock { seen in
            seen.connections += 1
            return seen.connections
        }
        let thread = Thread { [greeting, script, weak self] in
            var connection = RawConnection(socket: socket, number: number)
            for step in greeting { _ = connection.perform(step) }
            while let request = connection.readRequest() {
                self?.seen.withLock { $0.requests.append(request) }
                for step in script(request) {
                    let sent = connection.perform(step)
                    self?.seen.withLock { $0.sentByFlood += sent }
                }
            }
            connection.hangUp()
        }
        thread.start()
    }
}
