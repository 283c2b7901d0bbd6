@testable import Barcode

/// Reads Code 128 from the widths of its bars and spaces, apart from how they are made.
enum Code128Reader {
    /// The text, FNC1 as U+001D; nil where pattern, check character or stop is wrong.
    static func read(_ widths: [Int]) -> String? {
        guard widths.count % 6 == 1, widths.count > 13, widths.suffix(7) == [2, 3, 3, 1, 1, 1, 2] else { return nil }
        let codewords = stride(from: 0, to: widths.count - 7, by: 6).map { start in
            (0...105).first { Code128Patterns.widths(of: UInt8($0)).map(Int.init) == Array(widths[start..<start + 6]) }
        }.compactMap { $0 }
        guard codewords.count == widths.count / 6 - 1, let start = codewords.first, let check = codewords.last else {
            return nil
        }
        let body = codewords.dropFirst().dropLast()
        let sum = zip(1..., body).reduce(start) { $0 + $1.0 * $1.1 }
        guard sum % 103 == check, (103...105).contains(start) else { return nil }
        return text(of: Array(body), startingIn: "ABC"[start - 103])
    }

    private static func text(of codewords: [Int], startingIn start: Character) -> String? {
        var set = start
        var shifted = false
        var text = String.UnicodeScalarView()
        for codeword in codewords {
            let current: Character = shifted ? (set == "A" ? "B" : "A") : set
            shifted = false
            switch (current, codeword) {
            case (_, 102): text.append("\u{1D}")
            case ("C", 0...99): text.append(contentsOf: (codeword < 10 ? "0\(codeword)" : "\(codeword)").unicodeScalars)
            case ("C", 100), ("A", 100): set = "B"
            case ("C", 101), ("B", 101): set = "A"
            case ("A", 99), ("B", 99): set = "C"
            case ("A", 98), ("B", 98): shifted = true
            case ("A", 0...95): text.append(Unicode.Scalar(UInt8(codeword < 64 ? codeword + 32 : codeword - 64)))
            case ("B", 0...95): text.append(Unicode.Scalar(UInt8(codeword + 32)))
            default: return nil
            }
        }
        return String(text)
    }

    /// The fewest codewords without the check character, found by trying everything.
    static func fewestCodewords(for bytes: [UInt8]) -> Int {
        func rest(_ index: Int, _ set: Int) -> Int {
            if index == bytes.count { return 0 }
            var best = Int.max
            for next in 0..<3 {
                let entry = next == set ? 0 : 1
                let byte = bytes[index]
                if next == 2 {
                    let isPair = index + 1 < bytes.count && byte.isASCIIDigit && bytes[index + 1].isASCIIDigit
                    if isPair { best = min(best, entry + 1 + rest(index + 2, 2)) }
                } else {
                    let isInSet = next == 0 ? byte < 0x60 : byte >= 0x20
                    best = min(best, entry + (isInSet ? 1 : 2) + rest(index + 1, next))
                }
            }
            return best
        }
        return rest(0, -1)
    }
}

extension String {
    fileprivate subscript(offset: Int) -> Character { self[index(startIndex, offsetBy: offset)] }
}
