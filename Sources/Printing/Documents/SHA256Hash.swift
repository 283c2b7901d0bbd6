import COpenSSL

/// The SHA-256 by which the same document is known again.
///
/// It is libcrypto's, which the program is linked with for the signatures of webhooks.
public enum SHA256Hash {
    private static let length = Int(PACKLINE_OPENSSL_SHA256_LENGTH)

    /// The hash of some bytes, as 64 hexadecimal digits in lower case.
    ///
    /// Empty where the system's OpenSSL is configured without SHA-256; such a hash is equal to no other document's.
    public static func hex(of bytes: [UInt8]) -> String {
        let hash = [UInt8](unsafeUninitializedCapacity: length) { hash, count in
            guard let start = hash.baseAddress else { return }
            count = packline_openssl_sha256(bytes, bytes.count, start) ? length : 0
        }
        return hash.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
