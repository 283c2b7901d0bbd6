import Foundation

@testable import OMS

/// What must hold for any bytes as JSON: they are JSON where Foundation says so and mean what it says, but for what is taken
/// although it is none; and what was read is written so that any reader takes it.
enum JSONRules {
    static func check(_ input: [UInt8]) throws(BrokenRule) {
        let foreign = try? JSONSerialization.jsonObject(with: Data(input), options: .fragmentsAllowed)
        let document: JSONDocument
        do {
            document = try JSONDocument(input)
        } catch {
            try checkRefusal(error, of: input, isTaken: foreign != nil)
            return checkNothingTraps(inPage: input)
        }
        let tolerance = JSONTolerance(document)
        if let foreign {
            try require(isSame(document.root, foreign), "Foundation reads \(foreign)")
        } else {
            try require(tolerance.isAny, "Foundation refuses \(document.root.line)")
        }
        try checkWriting(document.root, tolerance)
        let page = try? JSONDocument(page: input)
        try require(page?.root.line == document.root.line, "as a page it is another")
        if "]}".utf8.contains(input.last ?? 0) {
            let cut = Array(input.dropLast())
            try require((try? JSONDocument(cut)) == nil, "half of it is whole")
            try require((try? JSONDocument(page: cut)) == nil, "half of it is a whole page")
        }
    }

    private static func checkRefusal(_ error: JSONError, of input: [UInt8], isTaken: Bool) throws(BrokenRule) {
        try require(error.offset <= input.count && !error.description.isEmpty, "\(error)")
        try require(error.code != .cutOff || error.offset == input.count, "\(error), of \(input.count)")
        // Foundation reads UTF-16 and UTF-32 too, which it tells by a mark or by bytes of zero, and it nests deeper.
        let isOtherEncoding = input.contains(0) || [[0xFE, 0xFF], [0xFF, 0xFE]].contains(Array(input.prefix(2)))
        // It also takes a comma behind the last element.
        let before = input.prefix(error.offset).last { !" \t\r\n".utf8.contains($0) }
        let isLastComma =
            before == UInt8(ascii: ",") && input.dropFirst(error.offset).first.map("]}".utf8.contains) == true
        try require(
            !isTaken || isLastComma || isOtherEncoding || error.code == .tooDeep, "Foundation takes it, but \(error)")
    }

    /// A page with broken rows has the others.
    private static func checkNothingTraps(inPage input: [UInt8]) {
        guard let root = (try? JSONDocument(page: input))?.root else { return }
        _ = (root.line, JSONValue(root).text)
    }

    /// What is handed on is JSON for any reader, on one line, and means the same.
    private static func checkWriting(_ root: JSON, _ tolerance: JSONTolerance) throws(BrokenRule) {
        let (value, line) = (JSONValue(root), root.line)
        for text in [line, value.text] {
            try require(!text.unicodeScalars.contains { isObeyed($0) }, "a terminal obeys \(text)")
            // Of broken UTF-8, it is not said how many characters it is.
            let isKept = (try? JSONValue(text: text)) == value
            try require(isKept || tolerance.hasBrokenText, "\(text) is not \(value)")
            guard !tolerance.hasHugeNumber else { continue }
            let foreign = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
            guard let foreign else { throw BrokenRule(description: "Foundation refuses what was written: \(text)") }
            let again = try? JSONDocument(text)
            try require(again.map { isSame($0.root, foreign) } ?? false, "Foundation reads \(foreign) from \(text)")
        }
        try require((try? JSONValue(text: value.text))?.text == value.text, "\(value.text) is written otherwise")
        try require((try? JSONDocument(line))?.root.line == line, "\(line) is no line")
        for (name, member) in root.members where !tolerance.hasBrokenText {
            let first = root.members.first { $0.name == name }?.value
            if member.index == first?.index, case .object(let members) = value {
                try require(members[name] == JSONValue(root[name]), "“\(name)” has two values")
            }
        }
    }

    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func isSame(_ json: JSON, _ foreign: Any) -> Bool {
        switch json.kind {
        case .missing, .broken: return false
        case .null: return foreign is NSNull
        case .bool: return foreign as? Bool == json.bool
        case .number: return (foreign as? NSNumber).map { isSame(json, number: $0) } ?? false
        case .string:
            return (foreign as? String)?.unicodeScalars.elementsEqual(json.string?.unicodeScalars ?? "".unicodeScalars)
                ?? false
        case .array:
            let (own, others) = (json.elements, foreign as? [Any] ?? [])
            return own.count == others.count && zip(own, others).allSatisfy { isSame($0, $1) }
        case .object:
            let own = json.members
            guard let others = foreign as? [String: Any] else { return false }
            // Of a name that is there twice, Foundation takes the one or the other.
            guard Set(own.map(\.name)).count == own.count else { return true }
            return own.count == others.count
                && own.allSatisfy { name, value in others[name].map { isSame(value, $0) } ?? false }
        }
    }

    private static func isSame(_ json: JSON, number foreign: NSNumber) -> Bool {
        if let int = json.int { return foreign.int64Value == Int64(int) || foreign.doubleValue == Double(int) }
        guard let double = json.string.flatMap(Double.init) else { return false }
        return abs(foreign.doubleValue - double) <= abs(double) * 1e-14
    }
}

#if FUZZING
    /// See `fuzz`.
    @_cdecl("fuzz_json")
    public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(start, count, by: JSONRules.check)
    }
#endif
