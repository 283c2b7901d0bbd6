import Foundation

/// Folds letters that people do not distinguish when they search: case and diacritics, Turkish ones included.
///
/// `istanbul` finds `İSTANBUL`, and `ısparta` finds `Isparta`: dotted and dotless i are one letter here, in both cases.
/// Codes are never folded this way: in them `ı`, `i` and `İ` are three letters (`CodeReader.key`).
enum Folding {
    /// The folded UTF-8 of a text.
    static func fold(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        append(text, to: &result)
        return result
    }

    /// Appends the folded UTF-8 of a text.
    static func append(_ text: String, to result: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                let byte = UInt8(truncatingIfNeeded: scalar.value)
                result.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
            } else if scalar.value < tableEnd {
                result.append(contentsOf: table[Int(scalar.value - 0x80)])
            } else {
                result.append(contentsOf: folded(scalar))
            }
        }
    }

    /// Latin, Greek and Cyrillic: the letters of nearly every name, worked out once.
    private static let tableEnd: UInt32 = 0x530
    private static let table: [[UInt8]] = (0x80..<tableEnd).map { Unicode.Scalar($0).map(folded) ?? [] }

    private static func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
        if scalar == "ı" || scalar == "İ" { return [UInt8(ascii: "i")] }
        let letters = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
            .map(\.properties.lowercaseMapping)
            .joined()
        return Array(letters.utf8)
    }
}
