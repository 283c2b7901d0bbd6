import Crypto
import Foundation

/// The signature that proves that a webhook comes from the OMS and came whole.
///
/// Source: the publisher's open library, dj-whisperer: `X-Whisperer-Signature: sha256=<hex HMAC-SHA256 of the raw body>`.
public enum WebhookSignature {
    /// The header that carries it.
    public static let header = "X-Whisperer-Signature"
    /// The header that carries the event's type.
    public static let eventHeader = "X-Whisperer-Event"

    private static let prefix = "sha256="

    /// The value of the header for a body, under the secret of the subscription.
    public static func sign(_ body: [UInt8], secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: body, using: key(secret))
        return prefix + code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// Whether a header's value is the signature of the body, byte for byte as it came.
    ///
    /// How long it takes does not depend on how much of the signature is right. Without a value nothing is proven.
    public static func verify(_ value: String?, body: [UInt8], secret: String) -> Bool {
        guard let value, value.hasPrefix(prefix), let code = bytes(ofHex: value.dropFirst(prefix.count)) else {
            return false
        }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: key(secret))
    }

    private static func key(_ secret: String) -> SymmetricKey { SymmetricKey(data: Array(secret.utf8)) }

    /// The bytes that hexadecimal digits stand for; nil when it is anything else.
    private static func bytes(ofHex text: Substring) -> [UInt8]? {
        let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for pair in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[pair], let low = digits[pair + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}
