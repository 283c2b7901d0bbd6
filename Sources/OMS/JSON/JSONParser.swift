/// One pass over a JSON text that writes down where everything is.
///
/// Containers are kept on an explicit stack, so that no nesting can exhaust the machine's own.
struct JSONParser {
    static let deepest = 256

    let text: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var nodes: [JSONDocument.Node] = []
    private var open: [Int] = []
    /// Where the rows of a page are looked for; nil where nothing may be wrong anywhere.
    private var rows: Rows?

    /// The list of a page's rows, and where the current row began.
    private struct Rows {
        var list: Int?
        var start: (position: Int, node: Int)?
    }

    init(text: UnsafeBufferPointer<UInt8>, passingOverBrokenRows: Bool = false) {
        self.text = text
        rows = passingOverBrokenRows ? Rows() : nil
        nodes.reserveCapacity(text.count / 8)
    }

    mutating func parse() throws(JSONError) -> [JSONDocument.Node] {
        skipByteOrderMark()
        skipSpace()
        guard position < text.count else { throw JSONError(.empty, at: position) }
        try value()
        while let container = open.last {
            do throws(JSONError) {
                try next(in: container)
            } catch {
                try passOverRow(error)
            }
        }
        skipSpace()
        guard position == text.count else { throw JSONError(.trailing, at: position) }
        return nodes
    }

    /// Takes one step inside the innermost open container: its next member, or its end.
    private mutating func next(in container: Int) throws(JSONError) {
        let isObject = nodes[container].kind == .object
        let isFirst = nodes.count == container + 1
        let isRow = rows?.list == container
        if isRow { rows?.start = nil }
        skipSpace()
        guard position < text.count else { throw JSONError(.cutOff, at: position) }
        if text[position] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            position += 1
            nodes[container].end = UInt32(position)
            nodes[container].next = UInt32(nodes.count)
            open.removeLast()
            return
        }
        if !isFirst {
            try expect(UInt8(ascii: ","))
            skipSpace()
        }
        if isObject {
            guard position < text.count else { throw JSONError(.cutOff, at: position) }
            guard text[position] == UInt8(ascii: "\"") else { throw JSONError(.unexpected, at: position) }
            try string()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            skipSpace()
        }
        if isRow { rows?.start = (position, nodes.count) }
        try value()
    }

    private mutating func value() throws(JSONError) {
        guard position < text.count else { throw JSONError(.cutOff, at: position) }
        switch text[position] {
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "{"): try enter(.object)
        case UInt8(ascii: "["): try enter(.array)
        case UInt8(ascii: "t"): try literal("true", .bool)
        case UInt8(ascii: "f"): try literal("false", .bool)
        case UInt8(ascii: "n"): try literal("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        default: throw JSONError(.unexpected, at: position)
        }
    }

    private mutating func enter(_ kind: JSON.Kind) throws(JSONError) {
        guard open.count < Self.deepest else { throw JSONError(.tooDeep, at: position) }
        if rows != nil, kind == .array, isListOfRows { rows?.list = nodes.count }
        open.append(nodes.count)
        nodes.append(.init(kind: kind, start: UInt32(position), end: 0, next: 0))
        position += 1
    }

    private mutating func string() throws(JSONError) {
        let start = position + 1
        var hasEscapes = false
        position = start
        while position < text.count {
            skipPlainCharacters()
            guard position < text.count else { break }
            switch text[position] {
            case UInt8(ascii: "\""):
                append(.string, start..<position, hasEscapes: hasEscapes)
                position += 1
                return
            case UInt8(ascii: "\\"):
                hasEscapes = true
                position += 2
            case 0..<0x20:
                throw JSONError(.unexpected, at: position)
            default:
                position += 1
            }
        }
        throw JSONError(.cutOff, at: text.count)
    }

    /// Moves over bytes that mean nothing in a string, eight at a time; half the text is such.
    ///
    /// A byte of the result's high bits is set where a quotation mark, a backslash or a control character stands; the
    /// lowest of them is always right, those above it need not be.
    private mutating func skipPlainCharacters() {
        guard let bytes = text.baseAddress else { return }
        let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        while position + 8 <= text.count {
            let word = UInt64(
                littleEndian: UnsafeRawPointer(bytes + position).loadUnaligned(as: UInt64.self))
            let (quote, backslash) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
            let hits =
                (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- (ones &* 0x20)) & ~word))
                & highs
            guard hits == 0 else {
                position += hits.trailingZeroBitCount / 8
                return
            }
            position += 8
        }
    }

    private mutating func number() throws(JSONError) {
        let start = position
        if text[position] == UInt8(ascii: "-") { position += 1 }
        try digits()
        if position < text.count, text[position] == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits()
        }
        append(.number, start..<position)
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while position < text.count, text[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        guard position > start else {
            throw JSONError(position < text.count ? .unexpected : .cutOff, at: position)
        }
    }

    private mutating func literal(_ word: StaticString, _ kind: JSON.Kind) throws(JSONError) {
        let start = position
        for offset in 0..<word.utf8CodeUnitCount {
            guard position < text.count else { throw JSONError(.cutOff, at: position) }
            guard text[position] == word.utf8Start[offset] else { throw JSONError(.unexpected, at: position) }
            position += 1
        }
        append(kind, start..<position)
    }

    private mutating func append(_ kind: JSON.Kind, _ range: Range<Int>, hasEscapes: Bool = false) {
        nodes.append(
            .init(
                kind: kind, hasEscapes: hasEscapes, start: UInt32(range.lowerBound), end: UInt32(range.upperBound),
                next: UInt32(nodes.count + 1)))
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard position < text.count else { throw JSONError(.cutOff, at: position) }
        guard text[position] == byte else { throw JSONError(.unexpected, at: position) }
        position += 1
    }

    private mutating func skipSpace() {
        while position < text.count {
            switch text[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func skipByteOrderMark() {
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }
}

// MARK: - Broken rows

extension JSONParser {
    /// Whether the array that begins here is the list of a page: the whole text, or its `results`.
    private var isListOfRows: Bool {
        guard rows?.list == nil else { return false }
        if open.isEmpty { return true }
        guard open.count == 1, let key = nodes.last, nodes[0].kind == .object else { return false }
        return text[Int(key.start)..<Int(key.end)].elementsEqual("results".utf8)
    }

    /// Replaces the current row with a broken value and goes on after it; throws where that cannot be done.
    private mutating func passOverRow(_ error: JSONError) throws(JSONError) {
        guard let list = rows?.list, let (start, node) = rows?.start, let depth = open.firstIndex(of: list),
            let end = endOfRow(from: start), end > start
        else { throw error }
        open.removeSubrange((depth + 1)...)
        nodes.removeSubrange(node...)
        append(.broken, start..<end)
        position = end
    }

    /// Where a row ends of which only brackets and quotation marks are looked at; nil where that is not certain.
    private func endOfRow(from start: Int) -> Int? {
        var (brackets, place): ([UInt8], Int) = ([], start)
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: "\""):
                guard let end = endOfString(from: place + 1) else { return nil }
                place = end
            case UInt8(ascii: "{"): brackets.append(UInt8(ascii: "}"))
            case UInt8(ascii: "["): brackets.append(UInt8(ascii: "]"))
            case UInt8(ascii: ",") where brackets.isEmpty: return place
            case UInt8(ascii: "]") where brackets.isEmpty: return place
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // A bracket that was never closed is closed with the one around it.
                if let opened = brackets.lastIndex(of: text[place]) { brackets.removeSubrange(opened...) }
                if brackets.isEmpty { return isEnd(place + 1) ? place + 1 : nil }
            default: break
            }
            place += 1
        }
        return nil
    }

    private func endOfString(from start: Int) -> Int? {
        var place = start
        while place < text.count {
            if text[place] == UInt8(ascii: "\"") { return place }
            place += text[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// Whether a row can end before a place: the next row or the end of the list follows.
    private func isEnd(_ place: Int) -> Bool {
        let next = text[place...].first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
        return next == UInt8(ascii: ",") || next == UInt8(ascii: "]")
    }
}
