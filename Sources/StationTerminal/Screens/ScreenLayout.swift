import Station

/// Where everything stands on a screen of a size.
///
/// From the top: the header, the band of a mode, the panes in their box, the band of the last result, the prompt, the
/// legend. The two bands go over the whole width.
struct ScreenLayout: Equatable {
    /// The smallest screen that a station fits on.
    static let smallest = ScreenSize(rows: 12, columns: 40)

    /// From this width on, both panes are shown side by side.
    static let widePanes = 100

    let size: ScreenSize
    let header: Area
    /// What a package scan does, where it does not open the package; empty elsewhere.
    let mode: Area
    /// The box around the panes.
    let box: Area
    /// The inside of the panes.
    let panes: Area
    let list: Area
    let detail: Area
    /// What became of the last scan.
    let band: Area
    let prompt: Area
    let legend: Area
    let isWide: Bool

    /// Whether there are so few rows that a question or an error needs all of them, those of the prompt too.
    var isLow: Bool { panes.rows < 11 }

    /// Everything between header and legend.
    var middle: Area { Area(row: header.bottom, column: 0, rows: size.rows - 2, columns: size.columns) }

    /// Everything below the header, for a screen that shows one page alone.
    var whole: Area {
        Area(row: header.bottom, column: 0, rows: size.rows - header.bottom, columns: size.columns)
    }

    /// What decides besides the size where things stand.
    struct Needs: Equatable {
        /// Whether the right pane has what the work is about: the open package, or the packages of a mode.
        var isAtWork = false
        /// Whether a package scan does something else than open the package.
        var isInMode = false
        /// How many rows the last result needs to be read whole.
        var resultRows = 1
    }

    /// The layout for a size; nil when the screen is too small.
    init?(_ size: ScreenSize, for needs: Needs = Needs()) {
        guard size.rows >= Self.smallest.rows, size.columns >= Self.smallest.columns else { return nil }
        self.size = size
        isWide = size.columns >= Self.widePanes
        let screen = Area(size)
        let usual = Self.usualBandRows(of: size)
        let bandRows = max(usual, min(needs.resultRows, 2))
        header = screen.line(0)
        legend = screen.line(size.rows - 1)
        prompt = legend.moved(rows: -1).inset(rows: 0, columns: 1)
        band = Area(row: prompt.row - bandRows, column: 0, rows: bandRows, columns: size.columns)
        mode = Area(row: header.bottom, column: 0, rows: needs.isInMode ? usual : 0, columns: size.columns)
        box = Area(row: mode.bottom, column: 0, rows: band.row - mode.bottom, columns: size.columns)
        panes = box.inside
        guard isWide else {
            (list, detail) = (panes, panes)
            return
        }
        let left = needs.isAtWork ? max(38, size.columns * 3 / 10) : max(54, size.columns * 55 / 100)
        list = panes.split(columns: left).left
        detail = panes.split(columns: left + 1).right
    }

    /// How many rows a band has, whatever is in it: what is to be read from afar is high where there is room.
    static func usualBandRows(of size: ScreenSize) -> Int {
        size.rows >= 30 ? 3 : size.rows >= 20 ? 2 : 1
    }
}

extension Area {
    /// The same area so many rows further down.
    fileprivate func moved(rows: Int) -> Area {
        Area(row: row + rows, column: column, rows: self.rows, columns: columns)
    }
}
