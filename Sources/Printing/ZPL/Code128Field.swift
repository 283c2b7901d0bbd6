/// The data of a field of `^BC`: which characters the bars stand for.
///
/// Source: Zebra, "ZPL II Programming Guide", `^BC`, "Code 128 invocation codes".
enum Code128Field {
    private enum CodeSet { case a, b, c }

    /// The characters, of which nil is FNC1.
    ///
    /// `mode` is the last parameter of `^BC`: `N` none, `U` an SSCC of 19 digits, `A` automatic, `D` elements of GS1.
    static func characters(of bytes: [UInt8], mode: String) -> [UInt8?] {
        switch mode {
        case "U": return serialShippingCode(bytes)
        case "D":
            // Brackets and blanks are for people; FNC1 is put in front.
            let elements = bytes.filter { !"() ".utf8.contains($0) }
            let rest = invoked(elements)
            return [nil] + (rest.first == .some(.none) ? Array(rest.dropFirst()) : rest)
        default: return invoked(bytes)
        }
    }

    /// 19 digits to which the printer adds FNC1 and a check digit: an SSCC with its identifier 00.
    private static func serialShippingCode(_ bytes: [UInt8]) -> [UInt8?] {
        let digits = bytes.filter { (0x30...0x39).contains($0) }.prefix(19)
        let all = Array(repeating: UInt8(ascii: "0"), count: 19 - digits.count) + digits
        return [nil] + all + [ZPLCheckDigit.of(all)]
    }

    /// Obeys the codes that begin with `>`.
    private static func invoked(_ bytes: [UInt8]) -> [UInt8?] {
        var characters: [UInt8?] = []
        var set = CodeSet.b
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: ">"), let code = rest.first, isInvocation(code) {
                rest.removeFirst()
                if code == UInt8(ascii: "8") {
                    characters.append(nil)
                } else if let character = character(code, in: set) {
                    characters.append(character)
                } else {
                    set = codeSet(code, after: set)
                }
            } else if set == .a, let next = rest.first, let value = value(byte, next) {
                // In code set A, data are pairs of digits: the values of the characters.
                rest.removeFirst()
                characters.append(value < 64 ? value + 32 : value - 64)
            } else {
                characters.append(byte)
            }
        }
        return characters
    }

    private static func isInvocation(_ code: UInt8) -> Bool { "0123456789:;<=".utf8.contains(code) }

    /// Characters that cannot be written as they are.
    private static func character(_ code: UInt8, in set: CodeSet) -> UInt8? {
        switch code {
        case UInt8(ascii: "0"): UInt8(ascii: ">")
        case UInt8(ascii: "<"): UInt8(ascii: "^")
        case UInt8(ascii: "="): UInt8(ascii: "~")
        case UInt8(ascii: "1"): set == .a ? 0x1F : 0x7F
        default: nil
        }
    }

    /// The code set after a code; FNC2, FNC3, FNC4 and SHIFT change nothing that is read here.
    private static func codeSet(_ code: UInt8, after set: CodeSet) -> CodeSet {
        switch code {
        case UInt8(ascii: "9"): .a
        case UInt8(ascii: ":"): .b
        case UInt8(ascii: ";"): .c
        case UInt8(ascii: "7"): .a
        case UInt8(ascii: "6"): .b
        case UInt8(ascii: "5"): .c
        default: set
        }
    }

    /// The value below 96 that two digits say.
    private static func value(_ tens: UInt8, _ ones: UInt8) -> UInt8? {
        guard (0x30...0x39).contains(tens), (0x30...0x39).contains(ones) else { return nil }
        let value = (tens - 0x30) * 10 + ones - 0x30
        return value < 96 ? value : nil
    }
}
