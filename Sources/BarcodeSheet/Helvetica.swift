import Foundation

/// How wide text is in Helvetica, the font that every reader of PDF has; sizes and widths are in one unit, here mm.
///
/// Source: Adobe's font metrics of the fourteen standard fonts. Arial and Nimbus Sans are as wide.
enum Helvetica: CaseIterable {
    case regular, bold

    /// How wide a text of this size is.
    func width(of text: String, size: Double) -> Double {
        let sum = text.unicodeScalars.reduce(0) { $0 + self.thousandths(of: $1) }
        return Double(sum) * size / 1_000
    }

    /// A text in at most so many lines no wider than this; what does not fit is cut and marked with an ellipsis.
    func lines(of text: String, size: Double, width limit: Double, atMost count: Int) -> [String] {
        var lines: [String] = []
        var words = text.split(whereSeparator: \.isWhitespace)[...]
        while !words.isEmpty, lines.count < count {
            var line = String(words.removeFirst())
            while let word = words.first, width(of: "\(line) \(word)", size: size) <= limit {
                line += " \(word)"
                words.removeFirst()
            }
            let isCut = width(of: line, size: size) > limit || (lines.count + 1 == count && !words.isEmpty)
            lines.append(isCut ? cut(line, size: size, width: limit) : line)
        }
        return lines
    }

    private func cut(_ line: String, size: Double, width limit: Double) -> String {
        var kept = line
        while !kept.isEmpty, width(of: kept + "…", size: size) > limit { kept.removeLast() }
        return kept + "…"
    }

    private func thousandths(of scalar: Unicode.Scalar) -> Int {
        // An accent makes no letter wider.
        let letter = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? scalar
        switch letter.value {
        case 0x20...0x7E: return table[Int(letter.value) - 0x20]
        case 0x2026, 0x2014, 0x00C6: return 1_000
        case 0x0131: return 278
        default: return 667
        }
    }

    private var table: [Int] { self == .regular ? Self.regularTable : Self.boldTable }

    private static let regularTable = numbers(
        """
        278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278
        584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944
        667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500
        278 556 500 722 500 500 500 334 260 334 584
        """)

    private static let boldTable = numbers(
        """
        278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333
        584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944
        667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556
        333 611 556 778 556 556 500 389 280 389 584
        """)

    /// The widths of U+0020 to U+007E, in thousandths of the size.
    private static func numbers(_ text: String) -> [Int] {
        text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    }
}
