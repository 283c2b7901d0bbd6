import OMS
import WebhookSignature

/// What must hold for any bytes as the body of a webhook, and for any text as its signature: only the body that was signed
/// has the signature, and an event says what it is in bounds.
enum WebhookRules {
    /// Checks an input as a body, and its first line as a header.
    static func check(_ input: [UInt8]) throws(BrokenRule) {
        try checkEvent(input)
        try checkHeader(Array(input.prefix { $0 != UInt8(ascii: "\n") }))
        do {
            let signature = try BodySignature(signing: input, secret: "a secret")
            let received = BodySignature(headerValue: signature.headerValue)
            try require(try received?.isSignature(of: input, secret: "a secret") == true, "a signature is not its own")
            try require(try received?.isSignature(of: input, secret: "another") == false, "any secret will do")
            try require(try received?.isSignature(of: input + [0], secret: "a secret") == false, "any body will do")
        } catch let error as BrokenRule {
            throw error
        } catch {
            throw BrokenRule(description: "\(error)")
        }
    }

    private static func checkEvent(_ input: [UInt8]) throws(BrokenRule) {
        guard let event = try? WebhookEvent(input) else { return }
        for name in [event.type, event.uuid] {
            try require(!name.isEmpty && name.utf8.count <= 200, "“\(name)” is no name")
        }
        let json = try? JSONDocument(input).root.line
        let again = json.flatMap { try? WebhookEvent(Array($0.utf8)) }
        try require(again?.type == event.type && again?.uuid == event.uuid, "its line is another event")
        try require(again?.package?.id == event.package?.id, "its line has another package")
    }

    /// A header is a signature where it is `sha256=` and 64 hexadecimal digits, and nowhere else.
    private static func checkHeader(_ header: [UInt8]) throws(BrokenRule) {
        let text = String(decoding: header, as: UTF8.self)
        let start = Array("sha256=".utf8)
        let isHeader =
            header.starts(with: start) && header.count == 71
            && header.dropFirst(start.count).allSatisfy { "0123456789abcdefABCDEF".utf8.contains($0) }
        let signature = BodySignature(headerValue: text)
        try require((signature != nil) == isHeader, "“\(text)” is read as \(String(describing: signature))")
        try require(signature.map { $0.headerValue == text.lowercased() } ?? true, "“\(text)” is written otherwise")
    }
}

#if FUZZING
    /// See `fuzz`.
    @_cdecl("fuzz_webhooks")
    public func fuzzWebhooks(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(start, count, by: WebhookRules.check)
    }
#endif
