import Foundation
import Logging
import OMSClient
import Testing

@testable import packline

@Suite("The log")
struct LogTests {
    @Test(
        "never holds a secret, an e-mail address or a telephone number",
        arguments: [
            ("The OMS refused it: ayse.bulut@example.com.tr is unknown", "The OMS refused it: ‹e-mail› is unknown"),
            ("customer <irem+shop@mail.example>", "customer <‹e-mail›>"), ("to=ali%40example.com", "‹e-mail›"),
            ("call +90 532 123 45 67 first", "call ‹number› first"), ("05321234567", "‹number›"),
            ("(0212) 555-01-23", "(‹number›"), ("0532.123.45.67,x", "‹number›,x"),
            ("053\u{200B}212\u{202E}34\u{7}567", "‹number›"), ("٠٥٣٢١٢٣٤٥٦٧", "‹number›"),
            ("Authorization: Bearer abcdefgh123", "Authorization: Bearer •••"),
            ("got eyJhbGciOi.eyJzdWIi.c2ln back", "got ••• back"), ("the s3cret of ours", "the ••• of ours"),
            ("token-of-the-oms twice: token-of-the-oms", "••• twice: •••"),
        ])
    func redacted(text: String, expected: String) throws {
        let client = try OMSClientSettings(
            baseURL: "https://oms.example", authorization: Authorization(token: "token-of-the-oms"))
        #expect(Redaction(client, secrets: ["s3cret"])(text) == expected)
    }

    @Test(
        "keeps what helps: statuses, ports, times and short numbers",
        arguments: ["GET /packages/73/ failed at 127.0.0.1:8765 with 503 after 30 s", "wanted: pack; it is Packed"])
    func kept(text: String) { #expect(Redaction()(text) == text) }

    @Test("is cut where a text is very long, and keeps no part of an address or a number that the cut divides")
    func long() {
        for end in ["ayse.bulut@example.com", "+90 532 123 45 67", String(repeating: "x", count: 4_000_000)] {
            let text = Redaction()(String(repeating: "word ", count: 399) + end)
            #expect(text.hasSuffix("word word …"), "\(text.suffix(40))")
        }
    }

    @Test("is one line an event, whatever the event says")
    func oneLine() throws {
        let folder = try Folder()
        let file = LogFile(path: folder.url("packline.log").path)
        let logger = Logger(label: "test") { _ in FileLogHandler(file: file, redaction: Redaction()) }
        logger.warning("a\nb\u{1B}[2J", metadata: ["reason": "\u{9B}31m\u{202E}\r\u{7}"])
        file.flush()
        let bytes = try Data(contentsOf: folder.url("packline.log"))
        #expect(UnsafeText.found(in: Array(bytes)) == [] && bytes.count { $0 == UInt8(ascii: "\n") } == 1)
    }

    @Test("is set aside when it has grown, and the oldest is forgotten; nobody else may read it")
    func rotated() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "packline-log-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "deep/packline.log").path
        let log = LogFile(path: path, mostBytes: 100, kept: 2)
        let other = LogFile(path: path, mostBytes: 100, kept: 2)
        for number in 1...40 {
            // One after the other: while one of them sets the file aside, the other may write a few lines more into it.
            let writer = number.isMultiple(of: 2) ? log : other
            writer.write("line \(number) of some length")
            writer.flush()
        }
        log.write("last")
        log.flush()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "deep").path).sorted()
        #expect(files == ["packline.log", "packline.log.1", "packline.log.2"])
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasSuffix("last\n"))
        for file in files {
            let facts = try FileManager.default.attributesOfItem(atPath: folder.appending(path: "deep/\(file)").path)
            #expect((facts[.size] as? Int ?? 0) < 200)
            #expect(facts[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("that cannot be written stops nobody")
    func unwritable() {
        let log = LogFile(path: "/proc/nowhere/packline.log")
        log.write("lost")
        log.flush()
    }
}
