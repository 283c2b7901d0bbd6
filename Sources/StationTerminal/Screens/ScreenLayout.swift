import Station

/// Where everything stands on a screen of a size.
struct ScreenLayout: Equatable {
    /// The smallest screen that a station fits on.
    static let smallest = ScreenSize(rows: 12, columns: 40)

    /// From this width on, both panes are shown side by side.
    static let widePanes = 100

    /// From this width on, the result stands beside the prompt; below, it has a row of its own.
    static let wideResult = 80

    let size: ScreenSize
    let header: Area
    /// The box around the panes and the prompt.
    let box: Area
    /// The inside of the panes.
    let panes: Area
    let list: Area
    let detail: Area
    /// The row of the line between panes and prompt.
    let ruler: Int
    let result: Area
    let prompt: Area
    let legend: Area
    let isWide: Bool

    /// Whether there are so few rows that a question or an error needs all of them, those of the prompt too.
    var isLow: Bool { panes.rows < 12 }

    /// The layout for a size; nil when the screen is too small.
    init?(_ size: ScreenSize) {
        guard size.rows >= Self.smallest.rows, size.columns >= Self.smallest.columns else { return nil }
        self.size = size
        isWide = size.columns >= Self.widePanes
        let screen = Area(size)
        header = screen.line(0)
        legend = screen.line(size.rows - 1)
        box = Area(row: 1, column: 0, rows: size.rows - 2, columns: size.columns)
        let hasOwnResult = size.columns < Self.wideResult
        ruler = box.bottom - (hasOwnResult ? 4 : 3)
        let bottom = box.inside.line(box.rows - 3)
        if hasOwnResult {
            result = Area(row: ruler + 1, column: 2, rows: 1, columns: size.columns - 4)
            prompt = Area(row: bottom.row, column: 2, rows: 1, columns: size.columns - 4)
        } else {
            let left = max(30, size.columns * 2 / 5)
            prompt = Area(row: bottom.row, column: 2, rows: 1, columns: left - 3)
            result = Area(row: bottom.row, column: left, rows: 1, columns: size.columns - left - 2)
        }
        panes = Area(row: 2, column: 1, rows: ruler - 2, columns: size.columns - 2)
        if isWide {
            let left = max(54, size.columns * 55 / 100)
            list = panes.split(columns: left).left
            detail = Area(
                row: panes.row, column: list.end + 1, rows: panes.rows, columns: panes.columns - list.columns - 1)
        } else {
            list = panes
            detail = panes
        }
    }
}
