import Testing
import WebhookSignature

/// A published example of HMAC-SHA256.
struct PublishedExample: Sendable, CustomTestStringConvertible {
    let secret: String
    let body: [UInt8]
    let digits: String
    let testDescription: String

    /// The cases of RFC 4231 whose key is text, and one of Wikipedia's for a key and a body of no length.
    static let all = [
        PublishedExample(
            secret: "Jefe", body: Array("what do ya want for nothing?".utf8),
            digits: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            testDescription: "RFC 4231, case 2"),
        PublishedExample(
            secret: String(repeating: "\u{0B}", count: 20), body: Array("Hi There".utf8),
            digits: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            testDescription: "RFC 4231, case 1"),
        PublishedExample(
            secret: "", body: [], digits: "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad",
            testDescription: "no secret and no body"),
    ]
}

@Suite("Signatures of webhooks")
struct BodySignatureTests {
    private let body = Array("what do ya want for nothing?".utf8)
    private let value = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"

    @Test("the published examples of HMAC-SHA256 are signed and verified", arguments: PublishedExample.all)
    func published(example: PublishedExample) throws {
        let signature = try BodySignature(signing: example.body, secret: example.secret)
        #expect(signature.headerValue == "sha256=" + example.digits)
        for digits in [example.digits, example.digits.uppercased()] {
            let read = try #require(BodySignature(headerValue: "sha256=" + digits))
            #expect(try read.isSignature(of: example.body, secret: example.secret))
        }
    }

    @Test(
        "a secret and a body of any length are signed, and no byte of the body goes unsigned",
        arguments: [1, 64, 65, 1 << 20])
    func lengths(length: Int) throws {
        let secret = String(repeating: "İ", count: length)
        var bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
        let signature = try BodySignature(signing: bytes, secret: secret)
        #expect(try signature.isSignature(of: bytes, secret: secret))
        bytes[length - 1] ^= 1
        #expect(try !signature.isSignature(of: bytes, secret: secret))
    }

    @Test("another body and another secret are not what was signed")
    func others() throws {
        let signature = try #require(BodySignature(headerValue: value))
        #expect(try signature.isSignature(of: body, secret: "Jefe"))
        #expect(try !signature.isSignature(of: body + [0], secret: "Jefe"))
        #expect(try !signature.isSignature(of: body.dropLast(), secret: "Jefe"))
        for secret in ["jefe", "Jefe ", "Jefe\n", ""] {
            #expect(try !signature.isSignature(of: body, secret: secret), "\(secret)")
        }
    }

    @Test("one wrong digit, wherever it stands, proves nothing")
    func wrongDigit() throws {
        let prefix = "sha256=".count
        for index in value.indices.dropFirst(prefix) {
            var wrong = value
            wrong.replaceSubrange(index...index, with: value[index] == "0" ? "1" : "0")
            let signature = try #require(BodySignature(headerValue: wrong))
            #expect(try !signature.isSignature(of: body, secret: "Jefe"), "\(wrong)")
        }
    }

    @Test("a header that is no signature is not read")
    func unreadable() {
        let digits = String(value.dropFirst("sha256=".count))
        let start = String(value.dropLast(2))
        let values: [String] = [
            "", "sha256=", digits, "sha1=\(digits)", "SHA256=\(digits)", "sha256=\u{301}\(digits)", start, "\(start)3",
            "\(value)00", "\(start)zz", "\(start)İ", "\(start)\u{FF10}\u{FF10}", "\(start)4\u{0}", "\(value) ",
            " \(value)",
        ]
        for value in values {
            #expect(BodySignature(headerValue: value) == nil, "\(value)")
        }
    }

    @Test("the reason why nothing can be signed is a sentence")
    func reason() {
        #expect("\(BodySignatureError.cannotSign)".hasSuffix("look at its OpenSSL configuration."))
    }
}
