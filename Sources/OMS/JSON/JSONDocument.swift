/// A JSON text read once into a flat list of nodes, with the bytes kept as they came.
///
/// Nothing is copied out of the text until it is asked for, numbers keep every digit, and any value can hand back its
/// own bytes, which is what the mirror stores. A page of 100 full packages (0.7 MB) is read in one pass.
///
/// Errors: `JSONError`, with the byte at which the text stopped making sense.
public final class JSONDocument: Sendable {
    let bytes: [UInt8]
    let nodes: [Node]

    /// One value or key of the text: what it is, where its bytes are, and the node behind it and all it holds.
    struct Node {
        var kind: JSON.Kind
        var hasEscapes = false
        var start: UInt32
        var end: UInt32
        var next: UInt32
    }

    /// Reads a whole text.
    ///
    /// Texts of 4 GiB and more, and values nested more than 256 deep, are refused.
    public convenience init(_ bytes: [UInt8]) throws(JSONError) {
        try self.init(bytes, passingOverBrokenRows: false)
    }

    /// Reads a page of a list, in which a row that is not JSON (it has a `NaN`, say) becomes a value that is `broken`.
    ///
    /// The rows are the elements of the text itself or of its `results`. What is wrong outside of them is an error, and so
    /// is a row of which it is not certain where it ends.
    public convenience init(page bytes: [UInt8]) throws(JSONError) {
        try self.init(bytes, passingOverBrokenRows: true)
    }

    private init(_ bytes: [UInt8], passingOverBrokenRows: Bool) throws(JSONError) {
        guard bytes.count < Int(UInt32.max) else { throw JSONError(.tooLong, at: bytes.count) }
        self.bytes = bytes
        self.nodes = try bytes.withUnsafeBufferPointer { text throws(JSONError) in
            var parser = JSONParser(text: text, passingOverBrokenRows: passingOverBrokenRows)
            do throws(JSONError) {
                return try parser.parse()
            } catch {
                throw error.naming(text)
            }
        }
    }

    /// Reads a whole text held as a string.
    public convenience init(_ text: some StringProtocol) throws(JSONError) {
        try self.init(Array(text.utf8))
    }

    /// The outermost value.
    public var root: JSON { JSON(document: self, index: 0) }
}

/// Why a text is not JSON, and where.
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong with the text.
    public enum Code: Sendable {
        /// There is no value at all.
        case empty
        /// The text ends in the middle of a value: the answer was cut off.
        case cutOff
        /// A character stands where none of its kind can.
        case unexpected
        /// Values are nested too deep.
        case tooDeep
        /// The text is too long to be addressed.
        case tooLong
        /// A second value follows the first.
        case trailing
    }

    /// What is wrong.
    public let code: Code
    /// The offset of the byte at which it was noticed, from 0.
    public let offset: Int

    /// The word that stands there; empty where none does.
    public let found: String

    init(_ code: Code, at offset: Int, found: String = "") {
        self.code = code
        self.offset = offset
        self.found = found
    }

    /// The same error with the word that stands at its place in the text.
    fileprivate func naming(_ text: UnsafeBufferPointer<UInt8>) -> JSONError {
        guard code == .unexpected, offset < text.count else { return self }
        let word = text[offset...].prefix(20).prefix { ($0 | 0x20) &- UInt8(ascii: "a") < 26 }
        return JSONError(code, at: offset, found: String(decoding: word, as: UTF8.self))
    }

    /// One sentence for people.
    public var description: String {
        switch code {
        case .empty: "the answer is empty, not JSON"
        case .cutOff: "the JSON is cut off at byte \(offset)"
        case .unexpected where !found.isEmpty: "this is not JSON: “\(found)” at byte \(offset) is no value of it"
        case .unexpected: "this is not JSON: byte \(offset) makes no sense there"
        case .tooDeep: "the JSON is nested more than \(JSONParser.deepest) deep at byte \(offset)"
        case .tooLong: "the JSON is longer than 4 GiB"
        case .trailing: "something follows the JSON at byte \(offset)"
        }
    }
}
