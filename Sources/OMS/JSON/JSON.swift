/// One value inside a JSON text: asked tolerantly, answered with nil rather than an error.
///
/// A missing member of a missing object is nil, so that a chain like `package["state"]["name"].string`
/// reads what is there and nothing else.
public struct JSON: Sendable {
    /// What a value is.
    public enum Kind: UInt8, Sendable {
        /// Nothing: the member is not there.
        case missing
        /// `null`.
        case null
        /// `true` or `false`.
        case bool
        /// A number, with all its digits.
        case number
        /// A string.
        case string
        /// A list of values.
        case array
        /// Names and their values.
        case object
        /// A row of a page that is not JSON.
        case broken
    }

    let document: JSONDocument?
    let index: Int

    init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    private init() {
        document = nil
        index = 0
    }

    /// A value that is not there.
    public static let missing = JSON()

    /// What the value is.
    public var kind: Kind { document?.nodes[index].kind ?? .missing }

    /// Whether there is anything: neither missing nor `null` nor broken.
    public var exists: Bool { kind != .missing && kind != .null && kind != .broken }

    /// The member of that name, or a missing value.
    public subscript(name: String) -> JSON {
        guard let document, kind == .object else { return .missing }
        let end = Int(document.nodes[index].next)
        var key = index + 1
        while key < end {
            let value = key + 1
            if document.string(at: key, equals: name) { return JSON(document: document, index: value) }
            key = Int(document.nodes[value].next)
        }
        return .missing
    }

    /// The first of these members that exists, for fields that installations name differently.
    public subscript(anyOf names: String...) -> JSON {
        for name in names {
            let value = self[name]
            if value.exists { return value }
        }
        return .missing
    }

    /// The elements of an array; of anything else, none.
    public var elements: [JSON] {
        guard let document, kind == .array else { return [] }
        let end = Int(document.nodes[index].next)
        var result: [JSON] = []
        var element = index + 1
        while element < end {
            result.append(JSON(document: document, index: element))
            element = Int(document.nodes[element].next)
        }
        return result
    }

    /// The members of an object in the order of the text; of anything else, none.
    public var members: [(name: String, value: JSON)] {
        guard let document, kind == .object else { return [] }
        let end = Int(document.nodes[index].next)
        var result: [(name: String, value: JSON)] = []
        var key = index + 1
        while key < end {
            let value = JSON(document: document, index: key + 1)
            result.append((document.string(at: key), value))
            key = Int(document.nodes[key + 1].next)
        }
        return result
    }

    /// The text of a string, or the digits of a number; an empty string counts as given.
    public var string: String? {
        guard let document, kind == .string || kind == .number else { return nil }
        return document.string(at: index)
    }

    /// The text of a string or number that holds more than blanks.
    public var text: String? {
        guard let string else { return nil }
        // Nearly every text has a letter or digit of ASCII in it, which is found without looking at characters.
        if string.utf8.contains(where: { (0x21...0x7E).contains($0) }) { return string }
        return string.contains { !$0.isWhitespace } ? string : nil
    }

    /// A whole number, also when it was written as a string; nil when it does not fit 64 bits.
    public var int: Int? {
        guard let document, kind == .string || kind == .number else { return nil }
        return document.smallInteger(at: index) ?? Int(document.string(at: index))
    }

    /// Truth, also when it was written as a number or a word.
    public var bool: Bool? {
        guard let document else { return nil }
        switch kind {
        case .bool: return document.bytes[Int(document.nodes[index].start)] == UInt8(ascii: "t")
        case .number, .string:
            switch string {
            case "1", "true", "True": return true
            case "0", "false", "False": return false
            default: return nil
            }
        default: return nil
        }
    }

    /// The bytes of the value as they came; of a missing value, none.
    public var raw: ArraySlice<UInt8> {
        guard let document else { return [] }
        let node = document.nodes[index]
        return kind == .string
            ? document.bytes[Int(node.start) - 1..<Int(node.end) + 1] : document.bytes[Int(node.start)..<Int(node.end)]
    }
}

extension JSONDocument {
    /// Whether the string at a node reads `text`.
    func string(at index: Int, equals text: String) -> Bool {
        let node = nodes[index]
        if node.hasEscapes { return string(at: index) == text }
        let (start, count) = (Int(node.start), Int(node.end) - Int(node.start))
        var text = text
        return text.withUTF8 { text in
            guard count == text.count else { return false }
            return bytes.withUnsafeBufferPointer { bytes in
                for offset in 0..<count where bytes[start + offset] != text[offset] { return false }
                return true
            }
        }
    }

    /// A number of a few digits without a sign, as nearly all are; nil for others, which take the general path.
    func smallInteger(at index: Int) -> Int? {
        let node = nodes[index]
        let range = Int(node.start)..<Int(node.end)
        guard !range.isEmpty, range.count <= 18 else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            var value = 0
            for position in range {
                let digit = bytes[position] &- UInt8(ascii: "0")
                guard digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            return value
        }
    }

    /// The string or number at a node, its escapes resolved; a broken escape or byte becomes U+FFFD.
    func string(at index: Int) -> String {
        let node = nodes[index]
        let range = Int(node.start)..<Int(node.end)
        if node.hasEscapes { return JSONEscapes.resolve(bytes[range]) }
        return bytes.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
        }
    }
}
