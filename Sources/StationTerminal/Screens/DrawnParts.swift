import Language
import OMS
import Station

/// The parts of the screen as they were drawn last: what shows the same facts is not drawn again.
///
/// It only saves time: without it, a screen looks the same.
struct DrawnParts {
    var header = DrawnStrips<Int, HeaderBar.Facts>()
    var legend = DrawnStrips<Int, Int>()
    var list = ListPane.Drawn()
    private var language: LanguageTag?

    /// Forgets what was drawn in another language.
    mutating func prepare(for language: LanguageTag) {
        guard language != self.language else { return }
        self = DrawnParts()
        self.language = language
    }
}

/// Strips of the screen, each with the facts that it shows.
struct DrawnStrips<Key: Hashable, Facts: Equatable> {
    private var drawn: [Key: (facts: Facts, strip: Strip)] = [:]

    /// As many as a screen has rows several times over; scrolling through a long list must not keep them all.
    private static var most: Int { 400 }

    /// Puts what was drawn for the same facts into the first row of an area that is empty, or draws it.
    mutating func draw(
        _ key: Key, _ facts: Facts, in area: Area, on canvas: inout Canvas, _ body: (inout Canvas) -> Void
    ) {
        if let known = drawn[key], known.facts == facts, known.strip.columns == area.columns {
            canvas.put(known.strip, in: area)
            return
        }
        body(&canvas)
        if drawn.count >= Self.most { drawn.removeAll(keepingCapacity: true) }
        drawn[key] = canvas.strip(area).map { (facts, $0) }
    }
}

extension StationModel {
    /// The current minute: whatever a part shows of time, such as what is late, changes with it.
    var minute: Int64 { now.wall.microseconds / 60_000_000 }
}
