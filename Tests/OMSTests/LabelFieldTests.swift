import OMS
import Testing

@Suite("The labels of a package")
struct LabelFieldTests {
    /// The labels of a field, as texts; `?` before one that is not understood.
    private func texts(_ field: String) throws -> [String] {
        try LabelField(JSONDocument(field).root).labels.map { ($0.isUnderstood ? "" : "?") + $0.text }
    }

    private func boxes(_ field: String) throws -> [Int] {
        try LabelField(JSONDocument(field).root).labels.map(\.box)
    }

    @Test(
        "a field that says nothing has no label",
        arguments: [
            "null", "{}", "[]", "\"\"", "\" \"", "false", "[{}]", "[null]", #"{"label": null}"#, #"{"data": []}"#,
            #"{"data": [{"label": "", "format": "ZPL"}]}"#, #"{"format": "zpl", "content": null}"#, #"{"id": null}"#,
        ])
    func none(field: String) throws {
        #expect(try texts(field) == [])
    }

    @Test(
        "a label is found in a string, an object or an array, under whatever name it has",
        arguments: [
            #""^XA^XZ""#, #"["^XA^XZ"]"#, #"{"label": "^XA^XZ"}"#, #"{"content": "^XA^XZ", "format": "zpl", "id": 7}"#,
            #"{"zpl": "^XA^XZ"}"#, #"{"zplBarcode": "^XA^XZ"}"#, #"{"zpl_barcode": "^XA^XZ"}"#,
            #"{"data": "^XA^XZ"}"#, #"{"data": [{"label": "^XA^XZ", "format": "ZPL"}]}"#,
            #"{"html_content": "^XA^XZ"}"#,
            #"{"url": "^XA^XZ"}"#, #"{"pdf": "^XA^XZ"}"#, #"{"images": ["^XA^XZ"]}"#, #"[{"Label": "^XA^XZ"}, null]"#,
            #"{"shipping_label": {"data": {"content": "^XA^XZ"}}}"#, #""{\"data\": [{\"label\": \"^XA^XZ\"}]}""#,
            #"{"label": null, "url": "^XA^XZ"}"#, #"{"label": {"id": 5}, "pdf": "^XA^XZ"}"#,
        ])
    func one(field: String) throws {
        let labels = try LabelField(JSONDocument(field).root).labels
        #expect(labels == [LabelContent(text: "^XA^XZ", box: 1)], "\(field)")
    }

    @Test(
        "a text is handed on as it came, whatever it is", arguments: ["https://x.example/l.pdf", "JVBERi0=", "N\nP1\n"])
    func untouched(text: String) throws {
        let field = JSONValue.object(["label": .string(text)])
        #expect(try texts(field.text) == [text])
    }

    @Test("one label in two formats is one label, and a document that must be fetched comes last")
    func formats() throws {
        #expect(try texts(#"{"url": "https://x.example/l", "pdf": "JVBERi0=", "zpl": "^XA^XZ"}"#) == ["^XA^XZ"])
        #expect(try texts(#"{"url": "https://x.example/l", "pdf": "JVBERi0="}"#) == ["JVBERi0="])
    }

    @Test("labels of several boxes come in the order of the boxes, numbered as the OMS does where it does")
    func several() throws {
        let plain = #"{"data": [{"label": "^XA1^XZ", "format": "ZPL"}, {"label": "^XA2^XZ", "format": "ZPL"}]}"#
        #expect(try texts(plain) == ["^XA1^XZ", "^XA2^XZ"])
        #expect(try boxes(plain) == [1, 2])
        #expect(try texts(#"[{"zpl": "b", "box": 2}, {"zpl": "a", "box": "1"}]"#) == ["a", "b"])
        #expect(try boxes(#"[{"zpl": "b", "box_number": 5}, {"zpl": "a", "box_number": 3}]"#) == [3, 5])
        #expect(try boxes(#"[{"zpl": "b", "box": 2}, {"zpl": "a", "box": 2}]"#) == [1, 2], "two of one number: places")
        #expect(try boxes(#"[{"zpl": "b", "box": 2}, "a"]"#) == [1, 2], "one without a number: places")
        #expect(try texts(#"{"2": "b", "1": {"label": "a"}}"#) == ["a", "b"])
        #expect(try boxes(#"[null, "a", "", "b"]"#) == [1, 2])
    }

    @Test("what is not understood is kept as its JSON")
    func notUnderstood() throws {
        #expect(try texts(#"{"status": "pending", "n": 1}"#) == [#"?{"status": "pending", "n": 1}"#])
        #expect(try texts(#"["^XA^XZ", {"status": 1}]"#) == ["^XA^XZ", #"?{"status": 1}"#])
        #expect(try texts("7") == ["?7"])
        #expect(try texts(#"{"label": {"id": 5}}"#) == [#"?{"label": {"id": 5}}"#])
        #expect(try texts(#""{\"status\": 1}""#) == [#"{"status": 1}"#], "a string is handed on")
    }

    @Test("a field that is nested deep, or has more labels than a shipment has boxes, is one that is not understood")
    func hostile() throws {
        let deep = String(repeating: #"{"data":"#, count: 200) + #""^XA^XZ""# + String(repeating: "}", count: 200)
        let deepLabels = try LabelField(JSONDocument(deep).root).labels
        #expect(deepLabels == [LabelContent(text: deep, box: 1, isUnderstood: false)])
        let arrays = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(try LabelField(JSONDocument(arrays).root).labels.count <= 1)
        let many = "[" + Array(repeating: "\"^XA^XZ\"", count: 1_000).joined(separator: ",") + "]"
        let manyLabels = try LabelField(JSONDocument(many).root).labels
        #expect(manyLabels == [LabelContent(text: many, box: 1, isUnderstood: false)])
    }

    @Test("a package tells its labels, and its shipment by the best name that there is")
    func package() throws {
        let labelled = try #require(
            Package(raw: #"{"id": 1, "shipping_label": {"zpl": "^XA^XZ"}, "shipment": {"id": 12, "awb_number": "T1"}}"#)
        )
        #expect(labelled.labels.map(\.text) == ["^XA^XZ"])
        #expect(labelled.shipmentIdentity == "12")
        #expect(labelled.trackingNumber == "T1")
        #expect(Package(raw: #"{"id": 1, "shipment": {"tracking_number": "T1"}}"#)?.shipmentIdentity == "T1")
        #expect(Package(raw: #"{"id": 1, "tracking_number": "T2", "shipment": {}}"#)?.shipmentIdentity == "T2")
        #expect(Package(raw: #"{"id": 1, "shipment": {}, "shipping_label": {}}"#)?.shipmentIdentity == nil)
        #expect(Package(raw: #"{"id": 1, "shipment": null}"#)?.labels == [])
    }

    @Test("an address written another way is the same on a label, one with another street is not")
    func fingerprint() throws {
        func print(_ json: String) throws -> String? { Address(try JSONDocument(json).root)?.labelFingerprint }
        let one = try print(
            #"{"first_name": "İrem", "city": {"name": "ADANA"}, "line": "Gül Sk. 5", "phone_number": "1"}"#)
        let other = try print(#"{"first_name": "irem", "city": "Adana", "line": "Gül  Sk 5"}"#)
        #expect(one == other)
        #expect(try print(#"{"first_name": "İrem", "city": "Adana", "line": "Gül Sk. 6"}"#) != one)
    }
}
