/// A piece of one row as it was drawn, to be put again without drawing it.
struct Strip: Equatable {
    let cells: [Cell]

    /// How many columns it takes.
    var columns: Int { cells.count }
}

extension Canvas {
    /// The first row of an area as it is; nil where it cannot be put elsewhere.
    ///
    /// That is when the area is not wholly on the canvas, cuts a wide glyph in two, or has glyphs with combining marks,
    /// which are in this canvas's table.
    func strip(_ area: Area) -> Strip? {
        guard !area.isEmpty, area.clipped(to: Area(size)) == area else { return nil }
        let start = area.row * size.columns
        let cells = cells[start + area.column..<start + area.end]
        let isCut = cells.first?.width == 0 || area.end < size.columns && self[area.row, area.end].width == 0
        return isCut || cells.contains(where: \.isCluster) ? nil : Strip(cells: Array(cells))
    }
}
