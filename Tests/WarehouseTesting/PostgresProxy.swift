import Foundation
import Synchronization

/// A TCP proxy before a PostgreSQL, which can let the network go: bytes are swallowed and nothing is reset.
public final class PostgresProxy: Sendable {
    /// The port on 127.0.0.1 that it listens on.
    public let port: Int
    private let listener: Int32
    private let target: Int
    private let isSwallowing = Atomic(false)
    private let connections = Mutex<[Int32]>([])

    /// Begins to listen, for a server on another port of loopback.
    public init(to target: Int) throws {
        self.target = target
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var (address, length) = (Self.address(0), socklen_t(MemoryLayout<sockaddr_in>.size))
        let status = withUnsafeMutablePointer(to: &address) { [listener] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 ? getsockname(listener, address, &length) : -1
            }
        }
        guard status == 0, listen(listener, 16) == 0 else { throw PostgresServerError(words: "no port is free") }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in accept() }
    }

    /// From now on bytes go in and none come out, in both directions; new connections are taken, and hear nothing.
    public func swallow() { isSwallowing.store(true, ordering: .sequentiallyConsistent) }

    /// Passes on again; connections that missed something are closed.
    public func mend() {
        isSwallowing.store(false, ordering: .sequentiallyConsistent)
        hangUp()
    }

    /// Listens no more, and closes everything.
    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        hangUp()
    }

    private func hangUp() {
        connections.withLock { for descriptor in $0 { shutdown(descriptor, Int32(SHUT_RDWR)) } }
    }

    private func accept() {
        while true {
            let client = Foundation.accept(listener, nil, nil)
            guard client >= 0 else { break }
            let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = Self.address(target)
            let status = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard status == 0 else {
                close(client)
                close(server)
                continue
            }
            connections.withLock { $0 += [client, server] }
            for (from, to) in [(client, server), (server, client)] {
                Thread.detachNewThread { [self] in pass(from, to) }
            }
        }
        close(listener)
    }

    private func pass(_ from: Int32, _ to: Int32) {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = read(from, &bytes, bytes.count)
            guard count > 0 else { break }
            if isSwallowing.load(ordering: .sequentiallyConsistent) { continue }
            guard send(to, bytes, count, Int32(MSG_NOSIGNAL)) == count else { break }
        }
        // Both directions end; the descriptors stay open until the process ends, so that no number is used twice.
        shutdown(to, Int32(SHUT_RDWR))
        shutdown(from, Int32(SHUT_RDWR))
    }

    private static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = UInt16(port).bigEndian
        return address
    }
}
