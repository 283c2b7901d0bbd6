import Foundation

/// A port of the loopback that is taken; until somebody listens on it, it refuses connections.
struct LoopbackPort {
    let descriptor: Int32
    let number: Int

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw SystemError() }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isBound else { throw SystemError() }
        number = Int(UInt16(bigEndian: address.sin_port))
    }

    /// What `body` gives while nothing listens on the port, and nothing else can take it.
    static func whileDeaf<Value: Sendable>(_ body: (_ baseURL: String) async throws -> Value) async throws -> Value {
        let port = try LoopbackPort()
        defer { close(port.descriptor) }
        return try await body("http://127.0.0.1:\(port.number)/oms")
    }
}

/// What the system said when it would not do something.
struct SystemError: Error {
    let code = errno
}
