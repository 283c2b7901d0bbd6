import OMS
import Testing

@Suite("Reading JSON")
struct JSONReadingTests {
    @Test("every kind of value is read, and a chain through nothing is nothing")
    func values() throws {
        let root = try JSONDocument(
            #" {"a": [1, -2.50, "x"], "t": true, "n": null, "é": {"in": "ner"}, "e": "\u0130\n\ud83d\ude00\"\/"} "#
        ).root
        #expect(root["a"].elements.map(\.string) == ["1", "-2.50", "x"])
        #expect(root["t"].bool == true)
        #expect(root["n"].kind == .null)
        #expect(root["é"]["in"].string == "ner")
        #expect(root["e"].string == "İ\n😀\"/")
        #expect(root["no"]["such"]["thing"].kind == .missing)
        #expect(String(decoding: root["a"].raw, as: UTF8.self) == #"[1, -2.50, "x"]"#)
        #expect(String(decoding: root["e"].raw, as: UTF8.self).hasPrefix("\""))
    }

    @Test(
        "what is not JSON is refused with the place where it stops making sense",
        arguments: [
            ("", JSONError.Code.empty, 0), ("   ", .empty, 3), ("{\"a\": [1, 2", .cutOff, 11), ("\"abc", .cutOff, 4),
            ("<html>", .unexpected, 0), ("{\"a\" 1}", .unexpected, 5), ("[1 2]", .unexpected, 3), ("tru", .cutOff, 3),
            ("[1,]", .unexpected, 3), ("{} x", .trailing, 3), ("-", .cutOff, 1), ("\"\\", .cutOff, 2),
        ])
    func refused(text: String, code: JSONError.Code, offset: Int) throws {
        let error = try #require(throws: JSONError.self) { try JSONDocument(text) }
        #expect(error.code == code)
        #expect(error.offset == offset)
    }

    @Test("a word that is no JSON is named with its place")
    func word() throws {
        for (text, words) in [
            (#"{"id": NaN}"#, "this is not JSON: “NaN” at byte 7 is no value of it"),
            (#"{"id": -Infinity}"#, "this is not JSON: “Infinity” at byte 8 is no value of it"),
            (#"{"id": %}"#, "this is not JSON: byte 7 makes no sense there"),
        ] {
            #expect(try #require(throws: JSONError.self) { try JSONDocument(text) }.description == words)
        }
    }

    @Test(
        "a row of a page that is not JSON costs itself alone, however it is broken",
        arguments: [
            "NaN", "-Infinity", "undefined", "tru", "1.", "'a'", #"{"id": NaN}"#,
            #"{"id": 2, "n": Infinity, "a": [1]}"#,
            #"{"id": 2, "n": }"#, #"{"id": 2,}"#, #"{"id": 2 "n": 1}"#, #"{id: 2}"#,
            #"{"id": 2, "a": [1, {"b": NaN}]}"#,
            #"{"id": 2, "a": [1}"#, #"{"id": 2, "a": ]}"#, "{\"id\": 2, \"s\": \"a\nb ]},{ \\\"\"}",
            #"{"id": 2, "n": 1.e5}"#,
            #"{"id": 2, "n": +1}"#, #"{"id": 2, "n": .5}"#, #"{"id": 2, "n": 0x1F}"#, "[1, NaN]",
            #"{"id": 2, "a": \#(String(repeating: "[", count: 300))\#(String(repeating: "]", count: 300))}"#,
        ])
    func brokenRow(row: String) throws {
        for (start, end) in [("[", "]"), (#"{"count": 5, "results": ["#, #"], "next": "two"}"#)] {
            for rows in [
                #"{"id": 1}, \#(row), {"id": 3}"#, #"\#(row),{"id": 1},{"id": 3}"#, #"{"id": 1}, {"id": 3}, \#(row) "#,
                #"{"id": 1}, \#(row), \#(row), {"id": 3}"#,
            ] {
                let root = try JSONDocument(page: Array((start + rows + end).utf8)).root
                let list = root.kind == .array ? root : root["results"]
                #expect(list.elements.compactMap { $0["id"].int } == [1, 3], "\(rows)")
                let broken = list.elements.filter { $0.kind == .broken }
                #expect(!broken.isEmpty && broken.allSatisfy { !$0.exists && $0.string == nil && $0.members.isEmpty })
                let page = try Page(root) { $0["id"].int }
                #expect(page.rows == [1, 3])
                #expect(page.unreadable == broken.count)
                #expect(page.next == (root.kind == .array ? nil : "two"))
                #expect(throws: JSONError.self) { try JSONDocument(start + rows + end) }
            }
        }
    }

    @Test(
        "what is broken outside of the rows, or so that no row's end is certain, costs the page",
        arguments: [
            #"{"count": NaN, "results": [{"id": 1}]}"#, #"{"results": [{"id": 1}], "count": NaN}"#,
            "[{\"id\": 1} {\"id\": 2}]",
            #"{"data": [{"id": NaN}]}"#, #"{"id": NaN}"#, #"[{"id": "a}, {"id": 2}]"#, "[{\"id\": 1}, {\"id\": NaN",
            "[1,]",
            #"{"a": {"results": [NaN]}}"#, "[NaN] x", "",
        ])
    func brokenPage(text: String) {
        #expect(throws: JSONError.self) { try JSONDocument(page: Array(text.utf8)) }
    }

    @Test("a value is handed on in one line that no terminal obeys, and means what it meant")
    func line() throws {
        let text = "{\n \"a b\": [1.50,\t\"x \\\" y\\\\\", \"\u{9B}31m\u{7F}É İ\"],\r\n \"c\" : null }"
        let root = try JSONDocument(text).root
        #expect(root.line == #"{"a b":[1.50,"x \" y\\","\u009b31m\u007fÉ İ"],"c":null}"#)
        #expect(try JSONValue(text: root.line) == JSONValue(root))
        #expect(JSON.missing.line == "" && root["c"].line == "null" && root["a b"].elements[0].line == "1.50")
    }

    @Test("what ends or breaks a string is found wherever it stands in it", arguments: 0..<20)
    func places(of offset: Int) throws {
        let (before, after) = (String(repeating: "é", count: offset / 2), String(repeating: "a", count: offset))
        for filling in [before, after] {
            let root = try JSONDocument(#"["\#(filling)", "\#(filling)\"\\\#(after)x", "ÿ\#(filling)\u007f"]"#).root
            #expect(root.elements.map(\.string) == [filling, filling + "\"\\" + after + "x", "ÿ" + filling + "\u{7F}"])
            let error = try #require(throws: JSONError.self) { try JSONDocument("[\"\(filling)\u{1F}\(after)\"]") }
            #expect(error.code == .unexpected && error.offset == 2 + filling.utf8.count)
        }
    }

    @Test(
        "a whole number is read in whatever way it is written, and none is made of what is none",
        arguments: [
            ("0", 0), ("007", 7), ("-12", -12), (#""42""#, 42), (#""-1""#, -1),
            ("999999999999999999", 999_999_999_999_999_999),
            ("9223372036854775807", .max), ("9223372036854775808", nil), ("1.0", nil), ("1e3", nil), (#""""#, nil),
            (#""4 2""#, nil), (#""\u0034""#, 4), ("null", nil), ("true", nil),
        ] as [(String, Int?)])
    func wholeNumbers(text: String, number: Int?) throws {
        // JSON has no leading zeros; the reader takes them, as it takes what installations send.
        #expect(try JSONDocument("[\(text)]").root.elements.first?.int == number)
    }

    @Test("a name that is there twice has its first value, however it is asked for")
    func twice() throws {
        let root = try JSONDocument(#"{"a": 1, "a": {"b": 2}, "\u0061": 3, "c": {"d": true, "d": null}}"#).root
        #expect(root["a"].int == 1 && root["c"]["d"].bool == true)
        #expect(JSONValue(root) == ["a": 1, "c": ["d": true]])
    }

    @Test(
        "a power of ten that no number has is none",
        arguments: ["1e-9223372036854775808", "1e9223372036854775807", "0e-19", "1e19", "1E-9223372036854775807"])
    func powers(text: String) throws {
        #expect(try JSONDocument("[\(text), \"\(text)\"]").root.elements.map(\.wholeNumber) == [nil, nil])
    }

    @Test(
        "a text of nothing but blanks counts as none, whatever kind of blanks",
        arguments: ["", " ", "\t", "\u{A0}", "\u{3000} "])
    func blanks(text: String) throws {
        let root = try JSONDocument(JSONValue.string(text).text).root
        #expect(root.text == nil && root.string == text)
        #expect(try JSONDocument(JSONValue.string(text + "ş").text).root.text == text + "ş")
    }

    @Test("nesting is bounded, so that no answer can exhaust the stack")
    func deep() throws {
        #expect(throws: Never.self) {
            try JSONDocument(String(repeating: "[", count: 256) + String(repeating: "]", count: 256))
        }
        let error = try #require(throws: JSONError.self) { try JSONDocument(String(repeating: "[", count: 100_000)) }
        #expect(error.code == .tooDeep)
    }

    @Test("what is cut anywhere is an error, never a trap or half a value")
    func cutAnywhere() throws {
        let text = Array(#"{"results": [{"id": 1, "name": "\u00e9", "n": -1.5e3, "b": [true, null]}]}"#.utf8)
        for length in 0..<text.count {
            #expect(throws: JSONError.self) { try JSONDocument(Array(text[..<length])) }
        }
    }

    @Test("a value of our own reads back as it was written")
    func roundTrip() throws {
        let value: JSONValue = ["a": [1, .decimal("2.50"), "x\"\\\n\u{1}İ"], "b": nil, "c": true]
        #expect(value.text == #"{"a":[1,2.50,"x\"\\\n\u0001İ"],"b":null,"c":true}"#)
        #expect(try JSONValue(text: value.text) == value)
    }
}

@Suite("The OMS's own words")
struct ServerWordsTests {
    @Test(
        "the first sentence is found in every shape of an error",
        arguments: [
            (#"{"detail": "Not found."}"#, "Not found."),
            (#"{"transition": ["Invalid pk \"9\"."]}"#, "transition: Invalid pk \"9\"."),
            (#"{"error_code": "LOCKED", "error_message": "Package is locked"}"#, "Package is locked"),
            (#"{"non_field_errors": ["Package is not in a proper state."]}"#, "Package is not in a proper state."),
            (#"{"code": "webhook_100_2", "en": "Carrier refused."}"#, "Carrier refused. (webhook_100_2)"),
            (#"["First.", "Second."]"#, "First."), (#""Plain.""#, "Plain."),
            ("<html><head><title>502 Bad Gateway</title></head><body>…", "502 Bad Gateway"),
            ("<p>Sorry</p>", "Sorry"), ("Service Unavailable\nmore", "Service Unavailable"),
        ])
    func shapes(body: String, sentence: String) {
        #expect(ErrorText.sentence(in: Array(body.utf8)) == sentence)
    }

    @Test(
        "a field that is to blame is told from a word about the whole",
        arguments: [
            (#"{"transition": ["Invalid pk."]}"#, true), (#"{"Note": ["Too long."]}"#, true),
            (#"{"slug": ["Unknown."]}"#, true), (#"{"errors": [{"attr": "input_parameters.note"}]}"#, true),
            (#"{"errors": [{"source": {"pointer": "/data/note"}, "title": "no"}]}"#, true),
            (#"{"error": {"fields": {"x": "no"}}}"#, true), (#"[{"field": "note", "message": "no"}]"#, true),
            (#"{"error_code": "LOCKED", "error_message": "Package is locked"}"#, false),
            (#"{"errorMessage": "Package is locked"}"#, false), (#"{"en-us": "Package is locked"}"#, false),
            (#"{"package": ["Package is locked"]}"#, false), (#"{"Mesaj": "Paket kilitli"}"#, false),
            (#"{"errors": [{"field": "package", "message": "locked"}]}"#, false),
            (#"{"detail": "locked", "source": "oms", "transition": 14}"#, false), (#"{"note": null}"#, false),
            (#"{"detail": {"reason": "locked"}, "field": null}"#, false), (#"{"transition": []}"#, false),
            (#"{"input_parameters": {"denial_reason": ["Required."]}}"#, true),
            (#"{"detail": {"package_items": ["Required."]}}"#, true),
            (#"{"errors": [{"field": "x", "message": "no"}]}"#, true),
            (#"{"detail": [{"loc": ["body", "x"], "msg": "no"}]}"#, true), (#"["Package is locked"]"#, false),
            (#"{"detail": "Paket kilitli"}"#, false), (#"{"non_field_errors": ["Locked."]}"#, false),
            (#"{"errors": ["Locked."]}"#, false), (#"{"code": "x_1", "en": "Locked.", "tr": "Kilitli."}"#, false),
            (#"{"success": false, "message": "Locked."}"#, false), (#""Locked.""#, false), ("Locked.", false),
            ("<html><title>400</title></html>", false), ("", false), ("null", false), ("{}", false),
        ])
    func fields(body: String, namesField: Bool) {
        let sent: Set = ["transition", "input_parameters", "denial_reason", "package_items", "note", "x", "detail"]
        #expect(ErrorText.namesField(in: Array(body.utf8), sent: sent) == namesField)
    }

    @Test("a body that says nothing has no sentence", arguments: ["", "{}", "[]", "null", "42", "  \n", "<br>"])
    func nothing(body: String) {
        #expect(ErrorText.sentence(in: Array(body.utf8)) == nil)
    }
}
