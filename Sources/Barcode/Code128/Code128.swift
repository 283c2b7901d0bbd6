/// A Code 128 barcode: a text as bars and spaces, in the fewest codewords that the three sets allow (ISO/IEC 15417).
public struct Code128: Equatable, Sendable {
    /// The blank modules that a scanner needs on either side.
    public static let quietZone = 10

    /// The codewords, from the start character to the check character; the stop is not among them.
    public let codewords: [UInt8]

    /// Draws a text of ASCII characters, control characters included.
    ///
    /// Throws a `BarcodeError` for an empty text and for a character beyond ASCII.
    public init(_ text: String) throws(BarcodeError) {
        var symbols: [Symbol] = []
        for (position, scalar) in text.unicodeScalars.enumerated() {
            guard scalar.isASCII else {
                throw BarcodeError(.notDrawable, at: position, found: String(scalar).quoted)
            }
            symbols.append(.character(UInt8(scalar.value)))
        }
        guard !symbols.isEmpty else { throw BarcodeError(.empty, expected: "at least one character") }
        codewords = Self.codewords(for: symbols)
    }

    /// Draws a GS1 message as GS1-128: FNC1 at the start and wherever a value needs an end.
    ///
    /// Throws a `BarcodeError` for an empty message.
    public init(_ elements: [GS1Element]) throws(BarcodeError) {
        guard !elements.isEmpty else { throw BarcodeError(.empty, expected: "at least one GS1 element") }
        let text = GS1.elementString(of: elements).utf8
        codewords = Self.codewords(for: [.fnc1] + text.map { $0 == GS1.separator ? .fnc1 : .character($0) })
    }

    /// The widths of the bars and spaces in modules, a bar first and a bar last; without quiet zones.
    public var widths: [Int] {
        (codewords.flatMap(Code128Patterns.widths) + Code128Patterns.stop).map(Int.init)
    }

    /// The modules from left to right, true for black; without quiet zones.
    public var modules: [Bool] {
        widths.enumerated().flatMap { index, width in
            [Bool](repeating: index.isMultiple(of: 2), count: width)
        }
    }

    /// How many modules wide the barcode is, without quiet zones.
    public var moduleCount: Int { codewords.count * 11 + 13 }
}

// MARK: - Codewords

extension Code128 {
    private enum Symbol {
        case character(UInt8), fnc1

        var digit: UInt8? {
            guard case .character(let byte) = self, byte.isASCIIDigit else { return nil }
            return UInt8(byte.asciiDigitValue)
        }
    }

    private enum CodeSet: Int, CaseIterable {
        case a, b, c

        var startCodeword: UInt8 { UInt8(103 + rawValue) }
        /// The codeword that switches to this set from either of the others.
        var switchCodeword: UInt8 { UInt8(101 - rawValue) }
    }

    /// The codewords that draw what stands at one place, and how many symbols they take.
    private struct Step {
        let codewords: [UInt8]
        let length: Int
    }

    private static let shift: UInt8 = 98
    private static let fnc1: UInt8 = 102
    private static let unreachable = Int.max / 2

    /// The fewest codewords: from the end to the start, what the rest costs in each set.
    private static func codewords(for symbols: [Symbol]) -> [UInt8] {
        let none = [Int](repeating: 0, count: CodeSet.allCases.count)
        var costs = [[Int]](repeating: none, count: symbols.count + 1)
        for index in symbols.indices.reversed() {
            let staying = CodeSet.allCases.map { stayingCost(at: index, in: $0, symbols, costs) }
            let cheapest = staying.min() ?? unreachable
            costs[index] = staying.map { min($0, cheapest + 1) }
        }

        var result: [UInt8] = []
        var current: CodeSet?
        var index = 0
        while index < symbols.count {
            let best = CodeSet.allCases.min { left, right in
                cost(at: index, in: left, from: current, symbols, costs)
                    < cost(at: index, in: right, from: current, symbols, costs)
            }
            guard let next = best, let step = step(at: index, in: next, symbols) else { break }
            if next != current { result.append(current == nil ? next.startCodeword : next.switchCodeword) }
            result += step.codewords
            index += step.length
            current = next
        }
        let sum = result.enumerated().reduce(0) { ($0 + max(1, $1.offset) * Int($1.element)) % 103 }
        return result + [UInt8(sum)]
    }

    private static func cost(
        at index: Int, in set: CodeSet, from current: CodeSet?, _ symbols: [Symbol], _ costs: [[Int]]
    ) -> Int {
        stayingCost(at: index, in: set, symbols, costs) + (set == current ? 0 : 1)
    }

    private static func stayingCost(at index: Int, in set: CodeSet, _ symbols: [Symbol], _ costs: [[Int]]) -> Int {
        guard let step = step(at: index, in: set, symbols) else { return unreachable }
        return step.codewords.count + costs[index + step.length][set.rawValue]
    }

    /// How a set draws what stands at a place; nil where set C would need a pair of digits.
    private static func step(at index: Int, in set: CodeSet, _ symbols: [Symbol]) -> Step? {
        guard case .character(let byte) = symbols[index] else { return Step(codewords: [fnc1], length: 1) }
        switch set {
        case .a: return Step(codewords: byte < 0x60 ? [valueInA(byte)] : [shift, byte - 0x20], length: 1)
        case .b: return Step(codewords: byte >= 0x20 ? [byte - 0x20] : [shift, valueInA(byte)], length: 1)
        case .c:
            guard index + 1 < symbols.count, let tens = symbols[index].digit, let ones = symbols[index + 1].digit else {
                return nil
            }
            return Step(codewords: [tens * 10 + ones], length: 2)
        }
    }

    private static func valueInA(_ byte: UInt8) -> UInt8 {
        byte < 0x20 ? byte + 0x40 : byte - 0x20
    }
}
