/// JSON, written straight into bytes, in the order of the calls.
///
/// Nothing of the client's reader is used here, so that the two ends cannot share a mistake.
struct JSONText {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// The bytes of the value that `write` writes.
    static func bytes(of write: (inout JSONText) -> Void) -> [UInt8] {
        var json = JSONText()
        write(&json)
        return json.bytes
    }

    // MARK: Values

    mutating func object(_ members: (inout JSONText) -> Void) {
        open(UInt8(ascii: "{"))
        members(&self)
        close(UInt8(ascii: "}"))
    }

    mutating func array<Elements: Sequence>(
        _ elements: Elements, _ write: (inout JSONText, Elements.Element) -> Void
    ) {
        open(UInt8(ascii: "["))
        for element in elements { write(&self, element) }
        close(UInt8(ascii: "]"))
    }

    mutating func value(_ string: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { utf8 in
            for byte in utf8 { escape(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    mutating func value(_ integer: Int64) {
        verbatim("\(integer)")
    }

    mutating func value(_ number: Double) {
        verbatim(number.isFinite ? "\(number)" : "null")
    }

    mutating func value(_ bool: Bool) {
        verbatim(bool ? "true" : "false")
    }

    mutating func value(_ instant: Instant) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        instant.write(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    /// A value that is JSON already, as extra information that is kept as it was received.
    mutating func verbatim(_ json: some StringProtocol) {
        separate()
        bytes.append(contentsOf: json.utf8)
        needsComma = true
    }

    mutating func null() {
        verbatim("null")
    }

    // MARK: Members of an object

    mutating func member(_ name: String, _ write: (inout JSONText) -> Void) {
        value(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
        write(&self)
        needsComma = true
    }

    mutating func member(_ name: String, _ string: String?) {
        member(name) { json in
            if let string { json.value(string) } else { json.null() }
        }
    }

    mutating func member(_ name: String, _ integer: Int64?) {
        member(name) { json in
            if let integer { json.value(integer) } else { json.null() }
        }
    }

    mutating func member(_ name: String, _ bool: Bool) {
        member(name) { $0.value(bool) }
    }

    mutating func member(_ name: String, _ instant: Instant?) {
        member(name) { json in
            if let instant { json.value(instant) } else { json.null() }
        }
    }

    mutating func member(_ name: String, json text: String) {
        member(name) { $0.verbatim(text) }
    }

    /// A member that is an object, or null where there is nothing to write.
    mutating func object<Value>(_ name: String, _ value: Value?, _ members: (inout JSONText, Value) -> Void) {
        member(name) { json in
            if let value { json.object { members(&$0, value) } } else { json.null() }
        }
    }

    mutating func object(_ name: String, _ members: (inout JSONText) -> Void) {
        member(name) { $0.object(members) }
    }

    mutating func array<Elements: Sequence>(
        _ name: String, _ elements: Elements, _ write: (inout JSONText, Elements.Element) -> Void
    ) {
        member(name) { $0.array(elements, write) }
    }

    mutating func nulls(_ names: String...) {
        for name in names { member(name) { $0.null() } }
    }

    // MARK: Bytes

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case UInt8(ascii: "\n"):
            bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        default:
            bytes.append(byte)
        }
    }
}
