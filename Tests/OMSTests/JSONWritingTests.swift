import Foundation
import OMS
import Testing

@Suite("Writing JSON")
struct JSONWritingTests {
    /// Every character that a terminal would obey, or that would end a line.
    private static let obeyed: [Unicode.Scalar] =
        [0x00...0x1F, 0x7F...0x9F, 0x61C...0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069]
        .flatMap { (range: ClosedRange<UInt32>) in range.compactMap(Unicode.Scalar.init) }

    private static func isObeyed(_ text: String) -> Bool { text.unicodeScalars.contains(where: obeyed.contains) }

    @Test("no character that a terminal obeys is written as itself, in a name or in a value")
    func values() throws {
        for scalar in Self.obeyed {
            let value: JSONValue = .object(["n\(scalar)": .string("ş\(scalar)“\(scalar)")])
            #expect(!Self.isObeyed(value.text), "U+\(String(scalar.value, radix: 16))")
            #expect(try JSONValue(text: value.text) == value)
            let foreign = try JSONSerialization.jsonObject(with: Data(value.text.utf8)) as? [String: String]
            #expect(foreign == ["n\(scalar)": "ş\(scalar)“\(scalar)"])
        }
    }

    @Test("what came as it is from the OMS is handed on with an escape, and is the same value for any reader")
    func lines() throws {
        for scalar in Self.obeyed where scalar.value >= 0x20 {
            let line = try JSONDocument("{\"n\(scalar)\": [ \"ş\(scalar)“É€İ\(scalar)\" , 1.50 ]}").root.line
            #expect(!Self.isObeyed(line) && line.hasSuffix(",1.50]}"), "U+\(String(scalar.value, radix: 16))")
            let foreign = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: [Any]]
            #expect(foreign?["n\(scalar)"]?.first as? String == "ş\(scalar)“É€İ\(scalar)")
        }
    }

    @Test("characters that are only neighbours of those stay as they are")
    func neighbours() throws {
        let text = "\"\u{A0}éÂ\u{61B}؝\u{2010}“”\u{2027}\u{202F}\u{2065}\u{206A}€\u{20E3}🎁\""
        #expect(try JSONDocument(text).root.line == text)
        #expect(JSONValue.string(String(text.dropFirst().dropLast())).text == text)
    }

    @Test("escapes that JSON does not have, and broken UTF-8, are handed on as JSON that any reader takes")
    func mended() throws {
        let cases: [([UInt8], String)] = [
            (Array("\"a\\\u{1B}b\"".utf8), "a\u{1B}b"), (Array("\"a\\qb\"".utf8), "aqb"),
            (Array("\"\\uZZ\"".utf8), "\u{FFFD}ZZ"), (Array("\"\\\"\\\\\\/\\u009b\"".utf8), "\"\\/\u{9B}"),
            ([0x22, 0xC2, 0x22], "\u{FFFD}"), ([0x22, 0x9B, 0x41, 0x22], "\u{FFFD}A"),
            ([0x22, 0xE2, 0x80, 0x22], "\u{FFFD}"), (Array("\"\\u+123\"".utf8), "\u{FFFD}+123"),
            (Array("\"\\é€\"".utf8), "é€"), (Array("\"\\ud83d\\ude00\"".utf8), "😀"),
            (Array("\"a\\ud83d\\u0041\"".utf8), "a\u{FFFD}A"), (Array("\"\\ude00\\ud83d\"".utf8), "\u{FFFD}\u{FFFD}"),
        ]
        for (bytes, expected) in cases {
            let root = try JSONDocument(bytes).root
            let line = root.line
            #expect(root.string == expected, "\(bytes)")
            let read = try JSONSerialization.jsonObject(with: Data(line.utf8), options: .fragmentsAllowed) as? String
            #expect(read == expected && !Self.isObeyed(line), "\(bytes)")
        }
    }

    @Test("zeros in front of a number, which the reader takes, are not handed on, and those in a text are")
    func leadingZeros() throws {
        let root = try JSONDocument(#"[007, -00.50, 00e5, 0, -0, 0.0, 10, "007", {"007": 000}]"#).root
        #expect(root.line == #"[7,-0.50,0e5,0,-0,0.0,10,"007",{"007":0}]"#)
        #expect(JSONValue(root).text == #"[7,-0.50,0e5,0,0,0.0,10,"007",{"007":0}]"#)
        #expect(root.elements.first?.string == "007")
    }
}
