import Foundation
import Synchronization

/// A port before a spooler, which passes everything on, but loses the answer to a request with a document when told to.
final class CuttingProxy: Sendable {
    private struct State {
        var cuts = false
        var isAway = false
    }

    private let listener: Int32
    private let target: Int
    private let state = Mutex(State())
    let port: Int

    init(to target: Int) throws {
        self.target = target
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.address(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 16) == 0
                    ? getsockname(listener, address, &length) : -1
            }
        }
        guard status == 0 else { throw CocoaError(.fileNoSuchFile) }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// Takes connections until it is stopped.
    func start() {
        Thread.detachNewThread { [self] in
            while case let client = accept(listener, nil, nil), client >= 0 {
                guard !state.withLock(\.isAway) else {
                    close(client)
                    continue
                }
                Thread.detachNewThread { self.serve(client) }
            }
        }
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Loses the next answer to a request with a document, and is away after that.
    func cut() { state.withLock { $0.cuts = true } }

    /// Is there again.
    func comeBack() { state.withLock { $0.isAway = false } }

    private func serve(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = Self.address(target)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        defer {
            close(server)
            close(client)
        }
        var (asked, buffer) = (Data(), [UInt8](repeating: 0, count: 65_536))
        while true {
            var ends = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&ends, 2, 10_000) > 0 else { return }
            let fromClient = ends[0].revents != 0
            let count = read(fromClient ? client : server, &buffer, buffer.count)
            guard count > 0 else { return }
            if fromClient {
                asked.append(contentsOf: buffer.prefix(count))
            } else if loses(asked, buffer.prefix(count)) {
                return
            }
            guard write(fromClient ? server : client, buffer, count) == count else { return }
        }
    }

    /// Whether this answer is lost; “continue” is none.
    private func loses(_ asked: Data, _ answer: ArraySlice<UInt8>) -> Bool {
        guard asked.range(of: Data("application/pdf".utf8)) != nil,
            !answer.starts(with: Array("HTTP/1.1 100".utf8))
        else { return false }
        return state.withLock { state in
            guard state.cuts else { return false }
            (state.cuts, state.isAway) = (false, true)
            return true
        }
    }

    private static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }
}
