import Dispatch
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
    private let script: Script
    private let seen = Mutex((requests: [Request](), connections: 0, sentByFlood: 0))
    let port: Int

    init(script: @escaping Script) throws {
        self.script = script
        (listener, port) = try Self.listen()
        let thread = Thread { [listener, weak self] in
            while case let socket = accept(listener, nil, nil), socket >= 0 {
                guard let self else { close(socket); return }
                self.serve(socket)
            }
        }
        thread.start()
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    var baseURL: String { "http://127.0.0.1:\(port)/oms" }
    var requests: [Request] { seen.withLock(\.requests) }
    var connections: Int { seen.withLock(\.connections) }
    /// How many bytes floods could send before the client had enough.
    var sentByFlood: Int { seen.withLock(\.sentByFlood) }
}

extension RawServer {
    private struct SystemError: Error { let code = errno }

    private static func listen() throws -> (listener: Int32, port: Int) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard listener >= 0 else { throw SystemError() }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && Foundation.listen(listener, 64) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isListening else { throw SystemError() }
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }

    private func serve(_ socket: Int32) {
        let number = seen.withLock { seen in
            seen.connections += 1
            return seen.connections
        }
        let thread = Thread { [script, weak self] in
            var connection = RawConnection(socket: socket, number: number)
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

/// One accepted connection, used by its thread alone.
private struct RawConnection {
    let socket: Int32
    let number: Int
    private var unread: [UInt8] = []
    private var isOpen = true

    init(socket: Int32, number: Int) {
        self.socket = socket
        self.number = number
    }

    /// The next request; nil when the client has gone.
    mutating func readRequest() -> RawServer.Request? {
        let end = Array("\r\n\r\n".utf8)
        while isOpen {
            if let range = unread.firstRange(of: end) {
                let head = String(decoding: unread[..<range.lowerBound], as: UTF8.self)
                unread.removeSubrange(..<range.upperBound)
                let body = readBody(length: Self.length(in: head))
                let line = head.split(separator: "\r\n").first.map(String.init) ?? ""
                return RawServer.Request(line: line, head: head, body: body, connection: number)
            }
            guard receive() else { return nil }
        }
        return nil
    }

    private static func length(in head: String) -> Int {
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        return line.flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
    }

    private mutating func readBody(length: Int) -> String {
        while unread.count < length, receive() {}
        defer { unread.removeFirst(min(length, unread.count)) }
        return String(decoding: unread.prefix(length), as: UTF8.self)
    }

    private mutating func receive() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        if count > 0 { unread += buffer[..<count] }
        return count > 0
    }

    /// Does a step; how many bytes a flood could send.
    mutating func perform(_ step: RawServer.Step) -> Int {
        guard isOpen else { return 0 }
        switch step {
        case .send(let bytes): _ = sendAll(bytes)
        case .flood(let bytes):
            var sent = 0
            while sendAll(bytes) { sent += bytes.count }
            hangUp()
            return sent
        case .wait(let gate): gate.pass()
        case .silence: while receive() {}
        case .hangUp: hangUp()
        case .reset:
            var now = linger(l_onoff: 1, l_linger: 0)
            setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
            hangUp()
        }
        return 0
    }

    private func sendAll(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    mutating func hangUp() {
        if isOpen { close(socket) }
        isOpen = false
    }
}

/// A gate on which threads of servers wait until the test opens it, once; open for ever after.
final class Gate: Sendable {
    private let group = DispatchGroup()

    init() { group.enter() }

    func pass() { group.wait() }

    func open() { group.leave() }
}
