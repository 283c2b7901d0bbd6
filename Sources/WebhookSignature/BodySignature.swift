// WebhookSignature: what proves that a webhook comes from the OMS and came whole.
//
// It knows: HMAC-SHA256 of a body under a secret, how it is written in a header, and how two are compared.
// It must not know: how a body comes, what it says, nor where the secret is kept.

import COpenSSL

/// The signature of a webhook's body: its HMAC-SHA256 under the secret of the subscription.
///
/// Source: the publisher's open library, dj-whisperer: `X-Whisperer-Signature: sha256=<hex HMAC-SHA256 of the raw body>`.
public struct BodySignature: Sendable {
    /// The header that carries it.
    public static let header = "X-Whisperer-Signature"

    private static let prefix = "sha256="
    private static let length = Int(PACKLINE_OPENSSL_HMAC_SHA256_LENGTH)

    /// The code itself, always 32 bytes.
    private let code: [UInt8]

    /// Signs a body, byte for byte as it is sent.
    public init(signing body: [UInt8], secret: String) throws(BodySignatureError) {
        let key = Array(secret.utf8)
        var isSigned = false
        code = [UInt8](unsafeUninitializedCapacity: Self.length) { code, count in
            guard let start = code.baseAddress else { return }
            isSigned = packline_openssl_hmac_sha256(key, key.count, body, body.count, start)
            count = isSigned ? Self.length : 0
        }
        guard isSigned else { throw .cannotSign }
    }

    /// Reads the value of the header; nil for anything but `sha256=` and 64 hexadecimal digits of either case.
    public init?(headerValue: String) {
        guard headerValue.hasPrefix(Self.prefix) else { return nil }
        let digits = headerValue.utf8.dropFirst(Self.prefix.utf8.count).map(Self.value(ofDigit:))
        guard digits.count == 2 * Self.length else { return nil }
        var code: [UInt8] = []
        for pair in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[pair], let low = digits[pair + 1] else { return nil }
            code.append(high << 4 | low)
        }
        self.code = code
    }

    /// The value of the header: `sha256=` and 64 hexadecimal digits in lower case.
    public var headerValue: String {
        Self.prefix + code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// Whether this is the signature of a body, byte for byte as it came.
    ///
    /// How long it takes does not depend on how much of the signature is right.
    public func isSignature(of body: [UInt8], secret: String) throws(BodySignatureError) -> Bool {
        packline_openssl_is_equal(code, try BodySignature(signing: body, secret: secret).code, Self.length)
    }

    private static func value(ofDigit byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// Why a body cannot be signed, nor a signature checked.
public enum BodySignatureError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The system's libcrypto gave no HMAC-SHA256.
    case cannotSign

    /// One sentence for people.
    public var description: String {
        switch self {
        case .cannotSign: "This computer's libcrypto gives no HMAC-SHA256; look at its OpenSSL configuration."
        }
    }
}
