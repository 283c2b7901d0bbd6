public import Barcode

/// A barcode drawn with the characters of a terminal: two modules a column, with quiet zones all around.
///
/// Black and white are given by number, so that it can be scanned whatever colours the terminal has.
public struct TerminalBarcode {
    /// The rows, with the sequences that colour them.
    public let lines: [String]
    /// How many columns they take.
    public let columns: Int

    /// A barcode of so many rows, and a blank row above and below it.
    public init(_ barcode: Code128, height: Int = 3) {
        let quiet = [Bool](repeating: false, count: Code128.quietZone)
        var modules = quiet + barcode.modules + quiet
        if !modules.count.isMultiple(of: 2) { modules.append(false) }
        columns = modules.count / 2
        let cells = stride(from: 0, to: modules.count, by: 2).map { Self.glyph(modules[$0], modules[$0 + 1]) }
        let bars = Self.coloured(String(cells))
        let blank = Self.coloured(String(repeating: " ", count: columns))
        lines = [blank] + [String](repeating: bars, count: height) + [blank]
    }

    private static func glyph(_ left: Bool, _ right: Bool) -> Character {
        switch (left, right) {
        case (true, true): "█"
        case (true, false): "▌"
        case (false, true): "▐"
        case (false, false): " "
        }
    }

    /// Black on white of the 256 colours: unlike the first sixteen, no theme changes these two.
    private static func coloured(_ text: String) -> String { "\u{1B}[38;5;16;48;5;231m\(text)\u{1B}[0m" }
}
