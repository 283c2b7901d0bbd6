import TerminalText

/// The directions in which lines leave the middle of a cell.
struct LineDirections: OptionSet {
    let rawValue: UInt8

    static let up = LineDirections(rawValue: 1)
    static let down = LineDirections(rawValue: 2)
    static let left = LineDirections(rawValue: 4)
    static let right = LineDirections(rawValue: 8)

    /// The box-drawing character with lines in these directions.
    var scalar: Unicode.Scalar { Self.scalars[Int(rawValue & 0xF)] }

    /// The directions of a box-drawing character; none for any other.
    init(of cell: Cell) {
        let value = Self.scalars.firstIndex { $0.value == cell.glyph } ?? 0
        self.init(rawValue: UInt8(value))
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    private static let scalars: [Unicode.Scalar] = [
        " ", "╵", "╷", "│", "╴", "┘", "┐", "┤", "╶", "└", "┌", "├", "─", "┴", "┬", "┼",
    ]
}

extension Canvas {
    /// Draws a border along the inner edge of an area; where it meets lines that are there it joins them.
    mutating func border(_ area: Area, _ style: Style) {
        guard area.rows > 1, area.columns > 1 else { return }
        horizontal(row: area.row, from: area.column, to: area.end, style)
        horizontal(row: area.bottom - 1, from: area.column, to: area.end, style)
        vertical(column: area.column, from: area.row, to: area.bottom, style)
        vertical(column: area.end - 1, from: area.row, to: area.bottom, style)
    }

    /// Draws a line from `column` to before `end`, joined to the lines that it crosses and ends at.
    mutating func horizontal(row: Int, from column: Int, to end: Int, _ style: Style) {
        for place in column..<max(column, end) {
            var directions: LineDirections = []
            if place > column { directions.insert(.left) }
            if place < end - 1 { directions.insert(.right) }
            join(directions, row: row, column: place, style)
        }
    }

    /// Draws a line from `row` to before `end`, joined to the lines that it crosses and ends at.
    mutating func vertical(column: Int, from row: Int, to end: Int, _ style: Style) {
        for place in row..<max(row, end) {
            var directions: LineDirections = []
            if place > row { directions.insert(.up) }
            if place < end - 1 { directions.insert(.down) }
            join(directions, row: place, column: column, style)
        }
    }

    /// Adds lines to what is in a cell.
    private mutating func join(_ directions: LineDirections, row: Int, column: Int, _ style: Style) {
        guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return }
        let joined = directions.union(LineDirections(of: self[row, column]))
        put(Glyph(joined.scalar), row: row, column: column, style)
    }
}
