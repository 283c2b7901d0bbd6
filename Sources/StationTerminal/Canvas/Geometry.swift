/// How many rows and columns there are.
public struct ScreenSize: Equatable, Sendable {
    /// The number of rows, 0 or more.
    public let rows: Int
    /// The number of columns, 0 or more.
    public let columns: Int

    /// A size; what is negative counts as nothing.
    public init(rows: Int, columns: Int) {
        self.rows = max(0, rows)
        self.columns = max(0, columns)
    }
}

/// A place on the screen; the upper left corner is row 0, column 0.
struct Position: Equatable {
    var row: Int
    var column: Int
}

/// A rectangle of cells.
struct Area: Equatable {
    var row: Int
    var column: Int
    var rows: Int
    var columns: Int

    init(row: Int, column: Int, rows: Int, columns: Int) {
        self.row = row
        self.column = column
        self.rows = max(0, rows)
        self.columns = max(0, columns)
    }

    /// All of a screen.
    init(_ size: ScreenSize) {
        self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
    }

    /// The first row below.
    var bottom: Int { row + rows }
    /// The first column to the right.
    var end: Int { column + columns }
    var isEmpty: Bool { rows == 0 || columns == 0 }

    /// What is left when a border is taken off on every side.
    var inside: Area { inset(rows: 1, columns: 1) }

    /// What is left when rows are taken off above and below, and columns at the left and the right.
    func inset(rows less: Int, columns fewer: Int) -> Area {
        Area(row: row + less, column: column + fewer, rows: rows - 2 * less, columns: columns - 2 * fewer)
    }

    /// Whether a place lies in the area.
    func contains(_ place: Position) -> Bool {
        (row..<bottom).contains(place.row) && (column..<end).contains(place.column)
    }

    /// The given row of the area, counted from its top.
    func line(_ index: Int) -> Area { Area(row: row + index, column: column, rows: 1, columns: columns) }

    /// The upper rows, and what is below them.
    func split(rows upper: Int) -> (upper: Area, lower: Area) {
        let cut = min(max(0, upper), rows)
        return (
            Area(row: row, column: column, rows: cut, columns: columns),
            Area(row: row + cut, column: column, rows: rows - cut, columns: columns)
        )
    }

    /// The columns at the left, and what is to the right of them.
    func split(columns left: Int) -> (left: Area, right: Area) {
        let cut = min(max(0, left), columns)
        return (
            Area(row: row, column: column, rows: rows, columns: cut),
            Area(row: row, column: column + cut, rows: rows, columns: columns - cut)
        )
    }

    /// An area of the wanted size in the middle of this one, no larger than it.
    func centred(rows wantedRows: Int, columns wantedColumns: Int) -> Area {
        let rows = min(wantedRows, self.rows)
        let columns = min(wantedColumns, self.columns)
        return Area(
            row: row + (self.rows - rows) / 2, column: column + (self.columns - columns) / 2, rows: rows,
            columns: columns)
    }

    /// The part of this area that lies in another.
    func clipped(to other: Area) -> Area {
        let top = max(row, other.row)
        let left = max(column, other.column)
        return Area(
            row: top, column: left, rows: min(bottom, other.bottom) - top, columns: min(end, other.end) - left)
    }
}
