import TerminalText

/// A picture of the whole screen: a grid of cells and where the cursor stands.
///
/// A plain value: drawing on it is no I/O. Whatever is drawn outside of the grid is cut off, so no layout can fail on a
/// small screen. The cells are one array of eight bytes each; the few glyphs with combining marks are kept in a table on
/// the side.
struct Canvas: Equatable {
    let size: ScreenSize
    /// Where the cursor is shown; nil hides it.
    var cursor: Position?
    private(set) var cells: [Cell]
    private(set) var clusters: [[Unicode.Scalar]] = []

    /// An empty canvas.
    init(size: ScreenSize) {
        self.size = size
        cells = Array(repeating: .blank(Style(.text)), count: size.rows * size.columns)
    }

    /// The cell in a place of the grid.
    subscript(row: Int, column: Int) -> Cell { cells[row * size.columns + column] }

    /// The text of a cell: a base and its marks; empty for the second column of a wide glyph.
    func scalars(of cell: Cell) -> [Unicode.Scalar] {
        if cell.width == 0 { return [] }
        if cell.isCluster { return clusters[Int(cell.glyph - Cell.firstCluster)] }
        return Unicode.Scalar(cell.glyph).map { [$0] } ?? [GlyphWidth.replacement]
    }

    /// Empties an area, in a style.
    mutating func fill(_ area: Area, _ style: Style = Style(.text)) {
        let area = area.clipped(to: Area(size))
        guard !area.isEmpty else { return }
        for row in area.row..<area.bottom {
            blankHalves(row: row, from: area.column, to: area.end)
            let start = row * size.columns
            for index in start + area.column..<start + area.end { cells[index] = .blank(style) }
        }
    }

    /// Draws an area as selected, or not, whatever is in it.
    mutating func select(_ area: Area, _ isSelected: Bool = true) {
        let area = area.clipped(to: Area(size))
        guard !area.isEmpty else { return }
        for row in area.row..<area.bottom {
            let start = row * size.columns
            for index in start + area.column..<start + area.end {
                cells[index].style = cells[index].style.selected(isSelected)
            }
        }
    }

    /// Puts one glyph into one or two cells; where it does not fit it is not drawn.
    mutating func put(_ glyph: Glyph, row: Int, column: Int, _ style: Style) {
        let index = row * size.columns + column
        guard row >= 0, row < size.rows, column >= 0, column + glyph.width <= size.columns else { return }
        blankHalves(row: row, from: column, to: column + glyph.width)
        let value = glyph.marks.isEmpty ? glyph.base.value : cluster([glyph.base] + glyph.marks)
        cells[index] = Cell(glyph: value, style: style, width: UInt8(glyph.width))
        if glyph.width == 2 { cells[index + 1] = Cell(glyph: 0x20, style: style, width: 0) }
    }

    /// Puts ASCII, one character a column, from a place to before `end`; what is outside is cut off.
    mutating func putASCII(_ text: String, row: Int, column: Int, end: Int, _ style: Style) {
        let bytes = text.utf8Span.span
        let area = Area(row: row, column: column, rows: 1, columns: min(bytes.count, end - column))
            .clipped(to: Area(size))
        guard !area.isEmpty else { return }
        blankHalves(row: row, from: area.column, to: area.end)
        var index = row * size.columns + area.column
        for place in area.column - column..<area.end - column {
            cells[index] = Cell(glyph: UInt32(bytes[place]), style: style, width: 1)
            index += 1
        }
    }

    /// Puts a strip into the first row of an area that is as wide and wholly on the canvas.
    mutating func put(_ strip: Strip, in area: Area) {
        guard strip.columns == area.columns, area.clipped(to: Area(size)) == area, !area.isEmpty else { return }
        blankHalves(row: area.row, from: area.column, to: area.end)
        let start = area.row * size.columns + area.column
        cells.replaceSubrange(start..<start + area.columns, with: strip.cells)
    }

    /// The place of a cluster in the table.
    private mutating func cluster(_ scalars: [Unicode.Scalar]) -> UInt32 {
        if let known = clusters.firstIndex(of: scalars) { return Cell.firstCluster + UInt32(known) }
        clusters.append(scalars)
        return Cell.firstCluster + UInt32(clusters.count - 1)
    }

    /// Leaves a blank where a wide glyph loses its other half to what is drawn from `column` to before `end`.
    private mutating func blankHalves(row: Int, from column: Int, to end: Int) {
        let start = row * size.columns
        if column > 0, cells[start + column].width == 0 {
            cells[start + column - 1] = .blank(cells[start + column - 1].style)
        }
        if end < size.columns, cells[start + end].width == 0 {
            cells[start + end] = .blank(cells[start + end].style)
        }
    }
}
