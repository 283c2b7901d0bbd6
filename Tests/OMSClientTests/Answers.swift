import Foundation

@testable import OMSClient

/// What servers of these tests answer, as bytes.
enum Reply {
    /// A whole answer.
    static func http(_ status: Int = 200, _ body: String = "{}", headers: [String] = []) -> RawServer.Step {
        .send(bytes(status, Array(body.utf8), headers: ["Content-Type: application/json"] + headers))
    }

    /// A page of a proxy.
    static func html(_ status: Int, _ title: String) -> RawServer.Step {
        let page = "<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>"
        return .send(bytes(status, Array(page.utf8), headers: ["Content-Type: text/html"]))
    }

    /// The seed's answer to a command: 204 and nothing.
    static let noContent = RawServer.Step.send(Array("HTTP/1.1 204 No Content\r\n\r\n".utf8))

    /// One package, as short as it can be.
    static let package = http(200, #"{"id": 73, "number": "000000073"}"#)

    /// 300,000 blanks, compressed by gzip to 326 bytes.
    static let manyBlanksCompressed: [UInt8] =
        [31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 237, 193, 1, 13, 0, 0, 0, 194, 160, 42, 239, 159, 210, 30, 14, 40]
        + Array(repeating: 0, count: 290) + [248, 49, 223, 42, 31, 84, 224, 147, 4, 0]

    static func bytes(_ status: Int, _ body: [UInt8], headers: [String]) -> [UInt8] {
        let head = ["HTTP/1.1 \(status) Words", "Content-Length: \(body.count)"] + headers
        return Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }
}

extension OMSHTTPClient {
    /// A client on a raw server, with the token `secret-token`, whose waits take no time.
    convenience init(
        _ server: RawServer, authorization: Authorization = Authorization(token: "secret-token"),
        clock: ClientClock = ClientClock(wait: { _ in }, now: { .now }, chance: { 0 }),
        change: (inout OMSClientSettings) -> Void = { _ in }
    ) throws {
        var settings = try OMSClientSettings(baseURL: server.baseURL, authorization: authorization)
        change(&settings)
        self.init(settings: settings, clock: clock)
    }
}
