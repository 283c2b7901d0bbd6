/// What stands in one column of one row; eight bytes.
struct Cell: Equatable {
    /// A Unicode scalar, or from `Cell.firstCluster` on the place of a cluster in the canvas's table.
    var glyph: UInt32
    /// How it is drawn.
    var style: Style
    /// How many columns it takes: 1, 2, or 0 for the second column of the wide cell to the left.
    var width: UInt8

    static let firstCluster: UInt32 = 0x8000_0000

    /// An empty cell.
    static func blank(_ style: Style) -> Cell { Cell(glyph: 0x20, style: style, width: 1) }

    /// Whether the glyph is in the canvas's table, because it has combining marks.
    var isCluster: Bool { glyph >= Self.firstCluster }
}

/// How a cell is drawn: the meaning of what is in it, and whether it is selected.
struct Style: Equatable, Hashable {
    let role: Role
    let isSelected: Bool

    init(_ role: Role, selected: Bool = false) {
        self.role = role
        isSelected = selected
    }

    /// The same meaning, selected or not.
    func selected(_ isSelected: Bool = true) -> Style { Style(role, selected: isSelected) }
}
