import Language
import Station

/// A screen that is too small for a station: what became of the last scan, what waits for an answer, and how large the
/// screen must be.
///
/// Scans go on arriving, so their results must be shown.
struct SmallScreen {
    private let station: StationModel

    init(_ station: StationModel) { self.station = station }

    /// The most important line comes first: there may be room for no more.
    func draw(on canvas: inout Canvas) {
        let area = Area(canvas.size)
        let smallest = ScreenLayout.smallest
        let size = StyledText("Too small: \(smallest.columns) × \(smallest.rows) at least", .strong)
        let lines = [waiting, size].compactMap(\.self)
        let count = lines.count + (station.result == nil ? 0 : 1)
        var row = max(0, (area.rows - count + 1) / 2)
        if let result = station.result {
            canvas.draw(result, in: area.line(row))
            row += 1
        }
        for line in lines {
            canvas.draw([line], in: area.line(row), .centre)
            row += 1
        }
    }

    private var waiting: StyledText? {
        if let alert = station.alerts.first { return StyledText(" \(alert.title.english) ", .wrong) }
        return (station.dialog?.title ?? station.form?.title).map { StyledText($0.english, .warning) }
    }
}
