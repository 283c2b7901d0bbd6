import Language
import Station

/// A screen that is too small for a station: what became of the last scan, what waits for an answer, and how large the
/// screen must be.
///
/// Scans go on arriving, so their results must be shown.
struct SmallScreen {
    private let station: StationModel
    private let words: Localizer

    init(_ station: StationModel, _ words: Localizer) { (self.station, self.words) = (station, words) }

    /// The most important line comes first: there may be room for no more.
    func draw(on canvas: inout Canvas) {
        let area = Area(canvas.size)
        let smallest = ScreenLayout.smallest
        let size = StyledText(
            words("screen.too-small", ["columns": smallest.columns, "rows": smallest.rows]), .strong)
        let lines = [waiting, size].compactMap(\.self)
        let count = lines.count + (station.result == nil ? 0 : 1)
        var row = max(0, (area.rows - count + 1) / 2)
        if let band = ResultBand(of: station, words) {
            band.draw(area.line(row), on: &canvas)
            row += 1
        }
        for line in lines {
            canvas.draw([line], in: area.line(row), .centre)
            row += 1
        }
    }

    private var waiting: StyledText? {
        if let alert = station.alerts.first { return StyledText(" \(words.text(alert.title)) ", .wrong) }
        return (station.dialog?.title ?? station.form?.title).map { StyledText(words.text($0), .warning) }
    }
}
