import Language
import Station
import StationEngine

@testable import OMS
@testable import OMSClient

/// What must hold for any answer of whatever server: it is a value or one error, which never shows a secret, and says of a
/// command that it was refused only where that is certain.
enum AnswerRules {
    private static let token = Secret("tOkEn")
    private static let types = [nil, "application/json", "text/html; charset=utf-8", ""]

    /// Checks an input: its first bytes are status and type, its first line the headers, and the rest the body.
    static func check(_ input: [UInt8]) throws(BrokenRule) {
        guard input.count >= 3 else { return }
        let (status, type) = (Int(input[0]) << 8 | Int(input[1]), types[Int(input[2]) % types.count])
        let rest = input.dropFirst(3)
        let header = String(decoding: rest.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        let response = HTTPResponse(
            status: 200 + status % 400, body: Array(rest.dropFirst(header.utf8.count + 1)), contentType: type,
            location: header, retryAfter: .seconds(1), challenge: header, date: nil, duration: .zero,
            isOnNewConnection: true)
        for isRead in [true, false] {
            let reader = AnswerReader(
                asked: "GET /packages/73/", isRead: isRead, secrets: [token],
                authorization: Authorization(token: token.text), sentNames: ["transition"], hintForNoOMS: nil)
            do {
                let package = try reader.value(of: response) { try Request.package(73).read($0) }
                try require(response.status < 300 && package.raw.contains("{"), "a package of \(response.status)")
            } catch let error as OMSClientError {
                try check(error, response, isRead: isRead)
            } catch let error as BrokenRule {
                throw error
            } catch {
                throw BrokenRule(description: "another error: \(error)")
            }
        }
    }

    private static func check(_ error: OMSClientError, _ response: HTTPResponse, isRead: Bool) throws(BrokenRule) {
        let known: OMSClientError.DeliveryStatus = (300..<500).contains(response.status) ? .refused : .unknown
        try require(error.deliveryStatus == (isRead ? .harmless : known), "\(response.status): \(error.deliveryStatus)")
        for sentence in [error.description, error.phrase.english] {
            try require(!sentence.isEmpty && !sentence.contains(token.text), "the error shows a secret: \(sentence)")
        }
        try require((error.words?.count ?? 0) <= 240, "the OMS's words are long")
    }
}

#if FUZZING
    /// See `fuzz`.
    @_cdecl("fuzz_answers")
    public func fuzzAnswers(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(start, count, by: AnswerRules.check)
    }
#endif
