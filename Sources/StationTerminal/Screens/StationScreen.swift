import OMS
import Station
import TerminalText

/// The whole screen of a station: a state and a size in, a canvas out.
struct StationScreen {
    let station: StationModel
    let keymap: Keymap

    init(_ station: StationModel, keymap: Keymap = .standard) {
        self.station = station
        self.keymap = keymap
    }

    /// Draws the station on a screen of a size.
    func draw(_ size: ScreenSize) -> Canvas {
        var nothing = DrawnParts()
        return draw(size, reusing: &nothing)
    }

    /// Draws the station on a screen of a size, with what was drawn last where it has not changed.
    func draw(_ size: ScreenSize, reusing drawn: inout DrawnParts) -> Canvas {
        var canvas = Canvas(size: size)
        guard let layout = ScreenLayout(size) else {
            SmallScreen(station).draw(on: &canvas)
            return canvas
        }
        drawFrame(layout, on: &canvas)
        HeaderBar(station).draw(layout.header, on: &canvas, reusing: &drawn.header)
        switch station.page {
        case .work: drawPanes(layout, on: &canvas, reusing: &drawn.list)
        case .help: HelpPage(station, keymap).draw(layout, on: &canvas)
        case .activity: ActivityPage(station).draw(layout, on: &canvas)
        case .document: documentPage?.draw(layout, from: station.pageTop, on: &canvas)
        }
        PromptBar(station).draw(layout, on: &canvas)
        drawn.legend.draw(0, layout.legend.columns, in: layout.legend, on: &canvas) {
            LegendBar(keymap).draw(layout.legend, on: &$0)
        }
        if let alert = station.alerts.first {
            AlertBox(alert, others: station.alerts.count - 1).draw(layout, on: &canvas)
        } else if let dialog = station.dialog {
            DialogBox(dialog).draw(layout, on: &canvas)
        } else if let form = station.form, station.page == .work {
            FormBox(form).draw(layout, on: &canvas)
        }
        return canvas
    }

    /// How many lines each pane has, for the station's scrolling.
    func viewport(_ size: ScreenSize) -> Viewport? {
        guard let layout = ScreenLayout(size) else { return nil }
        let length =
            switch station.page {
            case .work: 0
            case .help: HelpPage(station, keymap).length(columns: layout.panes.columns)
            case .activity: ActivityPage(station).length(columns: layout.panes.columns)
            case .document: documentPage?.length(columns: layout.panes.columns) ?? 0
            }
        return Viewport(
            listRows: layout.list.rows - 1, detailRows: DetailPane(station, keymap).scrolledRows(in: layout.detail),
            pageRows: layout.panes.rows, pageLength: length, isWide: layout.isWide)
    }

    private var documentPage: DocumentPage? { station.document.map(DocumentPage.init) }

    private func drawFrame(_ layout: ScreenLayout, on canvas: inout Canvas) {
        canvas.border(layout.box, Style(.border))
        canvas.horizontal(row: layout.ruler, from: 0, to: layout.size.columns, Style(.border))
    }

    private func drawPanes(
        _ layout: ScreenLayout, on canvas: inout Canvas, reusing drawn: inout ListPane.Drawn
    ) {
        if layout.isWide {
            canvas.vertical(column: layout.list.end, from: layout.box.row, to: layout.ruler + 1, Style(.border))
            ListPane(station, keymap).draw(layout.list, on: &canvas, reusing: &drawn)
            DetailPane(station, keymap).draw(layout.detail, on: &canvas)
        } else if station.bench != nil, station.focus == .detail {
            DetailPane(station, keymap).draw(layout.detail, on: &canvas)
        } else {
            ListPane(station, keymap).draw(layout.list, on: &canvas, reusing: &drawn)
        }
    }
}

extension Canvas {
    /// Writes a title into the border above an area, with a blank on either side.
    mutating func title(_ text: String, above area: Area, isFocused: Bool) {
        let place = Area(row: area.row - 1, column: area.column + 1, rows: 1, columns: area.columns - 2)
        let style = Style(isFocused ? .titleFocused : .title)
        let columns = draw(text, in: place.inset(rows: 0, columns: 1), style)
        for end in [place.column, place.column + columns + 1] { put(Glyph(" "), row: place.row, column: end, style) }
    }
}
