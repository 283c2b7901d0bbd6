import Language
import OMS
import Station
import TerminalText

/// The whole screen of a station: a state, a language and a size in, a canvas out.
struct StationScreen {
    let station: StationModel
    let keymap: Keymap
    let words: Localizer
    private let band: ResultBand?
    /// The page that fills the panes, for the width for which it was measured.
    private var measured: (columns: Int, page: PageText)?

    init(_ station: StationModel, keymap: Keymap = .standard, localizer: Localizer) {
        var localizer = localizer
        localizer.today = station.settings.zone.civil(station.now.wall).phraseDay
        (self.station, self.keymap, words) = (station, keymap, localizer)
        band = ResultBand(of: station, localizer)
    }

    /// Draws the station on a screen of a size.
    func draw(_ size: ScreenSize) -> Canvas {
        var nothing = DrawnParts()
        return draw(size, reusing: &nothing)
    }

    /// Draws the station on a screen of a size, with what was drawn last where it has not changed.
    func draw(_ size: ScreenSize, reusing drawn: inout DrawnParts) -> Canvas {
        var canvas = Canvas(size: size)
        guard let layout = layout(size) else {
            SmallScreen(station, words).draw(on: &canvas)
            return canvas
        }
        drawn.prepare(for: words.tag)
        if station.settings.isBoard {
            drawBoard(layout, on: &canvas, reusing: &drawn)
            return canvas
        }
        canvas.border(layout.box, Style(.border))
        HeaderBar(station, words).draw(layout.header, on: &canvas, reusing: &drawn.header)
        ModeBand(station, words).draw(layout.mode, on: &canvas)
        switch station.page {
        case .work: drawPanes(layout, on: &canvas, reusing: &drawn.list)
        case .help, .activity, .document, .board:
            page(columns: layout.panes.columns).map {
                canvas.page($0, from: station.pageTop, in: layout.panes, words)
            }
        }
        band?.draw(layout.band, on: &canvas)
        PromptBar(station, words).draw(layout.prompt, on: &canvas)
        drawn.legend.draw(0, layout.legend.columns, in: layout.legend, on: &canvas) {
            LegendBar(keymap, words).draw(layout.legend, on: &$0)
        }
        drawBox(layout, on: &canvas)
        return canvas
    }

    /// How many lines each pane has, for the station's scrolling.
    ///
    /// A page is worked out once for a frame: what was measured is what is drawn.
    mutating func viewport(_ size: ScreenSize) -> Viewport? {
        guard let layout = layout(size) else { return nil }
        let panes = station.settings.isBoard ? layout.whole.inside : layout.panes
        let columns = panes.columns
        measured = page(columns: columns).map { (columns, $0) }
        return Viewport(
            listRows: layout.list.rows - 1, detailRows: DetailPane(station, words).scrolledRows(in: layout.detail),
            pageRows: panes.rows, pageLength: measured?.page.lines.count ?? 0, isWide: layout.isWide)
    }

    private func layout(_ size: ScreenSize) -> ScreenLayout? {
        // Where the band is high anyway, nothing is measured for it.
        let isMeasured = ScreenLayout.usualBandRows(of: size) == 1
        let rows = isMeasured ? band?.rows(columns: size.columns) ?? 0 : 0
        return ScreenLayout(
            size,
            for: ScreenLayout.Needs(
                isAtWork: station.bench != nil || station.mode != .open, isInMode: station.mode != .open,
                resultRows: rows))
    }

    /// The page that fills the panes; nil where they show the work.
    private func page(columns: Int) -> PageText? {
        if let measured, measured.columns == columns { return measured.page }
        return switch station.page {
        case .work: nil
        case .help: HelpPage(station, keymap, words).text(columns: columns)
        case .activity: ActivityPage(station, words).text(columns: columns)
        case .board: BoardPage(station, words).text(columns: columns)
        case .document: station.document.map { DocumentPage($0, words).text(columns: columns) }
        }
    }

    /// The board alone, with the header above it: there is no prompt, for nothing is scanned there.
    private func drawBoard(_ layout: ScreenLayout, on canvas: inout Canvas, reusing drawn: inout DrawnParts) {
        canvas.border(layout.whole, Style(.border))
        HeaderBar(station, words).draw(layout.header, on: &canvas, reusing: &drawn.header)
        let panes = layout.whole.inside
        page(columns: panes.columns).map {
            canvas.page($0, from: station.pageTop, in: panes, words, leave: .quit)
        }
    }

    private func drawPanes(
        _ layout: ScreenLayout, on canvas: inout Canvas, reusing drawn: inout ListPane.Drawn
    ) {
        let (list, detail) = (ListPane(station, keymap, words), DetailPane(station, words))
        if layout.isWide {
            canvas.vertical(column: layout.list.end, from: layout.box.row, to: layout.box.bottom, Style(.border))
            list.draw(layout.list, on: &canvas, reusing: &drawn)
            if station.bench == nil, station.mode != .open {
                ModePane(station, words).draw(layout.detail, on: &canvas)
            } else {
                detail.draw(layout.detail, on: &canvas)
            }
        } else if station.bench != nil, station.focus == .detail {
            detail.draw(layout.detail, on: &canvas)
        } else {
            list.draw(layout.list, on: &canvas, reusing: &drawn)
        }
    }

    private func drawBox(_ layout: ScreenLayout, on canvas: inout Canvas) {
        if let alert = station.alerts.first {
            AlertBox(alert, others: station.alerts.count - 1, words).draw(layout, on: &canvas)
        } else if let dialog = station.dialog {
            DialogBox(dialog, words).draw(layout, on: &canvas)
        } else if let form = station.form, station.page == .work {
            FormBox(form, words).draw(layout, on: &canvas)
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
