/// The moments that a condition's date can mean to an OMS.
///
/// A moment is itself. A bare date is any moment of that day, in whichever zone the OMS counts its days: what is checked
/// against it must be wrong everywhere on earth before it is called wrong.
struct DateRange {
    /// The first and the last of them.
    let earliest: Timestamp, latest: Timestamp

    /// Which side of a condition the moments are.
    enum Side { case from, to, on }

    /// Reads a date or a moment; nil when it is neither.
    init?(_ text: String) {
        guard let moment = Timestamp(text) else { return nil }
        let isDay = text.utf8.count == 10
        earliest = isDay ? moment.advanced(bySeconds: -14 * 3_600) : moment
        latest = isDay ? moment.advanced(bySeconds: (24 + 12) * 3_600) : moment
    }

    /// Whether a row with this date can be what was asked for; a date that is not shown can.
    func canBeMet(by date: Timestamp?, _ side: Side) -> Bool {
        guard let date else { return true }
        return (side == .to || date >= earliest) && (side == .from || date <= latest)
    }

    /// Whether one of the moments lies in a window; a bound that is not shown is open.
    func canLie(from lower: Timestamp?, to upper: Timestamp?) -> Bool {
        (lower.map { $0 <= latest } ?? true) && (upper.map { $0 >= earliest } ?? true)
    }
}
