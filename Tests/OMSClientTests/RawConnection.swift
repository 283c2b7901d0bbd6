import Foundation

/// One accepted connection, used by its thread alone.
struct RawConnection {
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
        case .open(let gate): gate.open()
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
