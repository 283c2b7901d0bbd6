import Foundation
import HTTPListener
import Language

/// Whether an address can be listened on; nothing listens there meanwhile, so that no event is taken and lost.
enum AddressCheck {
    /// What is so of the address that is the value of a setting.
    static func finding(_ address: ListeningAddress, of setting: Setting) -> Finding {
        let subject = setting == .metrics ? "metrics" : "webhooks"
        let (text, name) = (address.description, setting.rawValue)
        switch problem(with: address) {
        case 0: return .ok(subject, Phrase("program.doctor.address", ["address": text]))
        case EADDRINUSE:
            return .note(subject, Phrase("program.doctor.address-in-use", ["address": text, "setting": name]))
        case let code:
            let reason = code.map { String(cString: strerror($0)) } ?? Phrase("program.doctor.host-unknown").text
            return .wrong(
                subject,
                Phrase("program.doctor.address-refused", ["address": text, "reason": reason, "setting": name]))
        }
    }

    /// What the system says when the address is bound: 0 where it can be, nil where no such host is known.
    private static func problem(with address: ListeningAddress) -> Int32? {
        var (hints, found) = (addrinfo(), UnsafeMutablePointer<addrinfo>?.none)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        guard getaddrinfo(address.host, String(address.port), &hints, &found) == 0, let found else { return nil }
        defer { freeaddrinfo(found) }
        let descriptor = socket(found.pointee.ai_family, found.pointee.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        // As the receiver does: a port whose last connections are just ending is free.
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        return bind(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0 ? 0 : errno
    }
}
