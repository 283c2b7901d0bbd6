/// The moments that a condition's date can mean to an OMS.
///
/// A bare date is any moment of that day, in whichever zone the OMS counts its days: a row fails a condition only where it
/// fails it in every zone. An OMS most likely counts in universal time or in the zone of the user.
struct DateRange {
    /// The first and the last of them.
    let earliest: Timestamp, latest: Timestamp

    /// Which side of a condition the moments are.
    enum Side { case from, to, on }

    /// Reads a date or a moment; nil when it is neither.
    ///
    /// With a zone, a date is only what it most likely means to an OMS that is asked from there.
    init?(_ text: String, likelyIn zone: Zone? = nil) {
        guard let moment = Timestamp(text) else { return nil }
        guard text.utf8.count == 10 else {
            (earliest, latest) = (moment, moment)
            return
        }
        let end = moment.advanced(bySeconds: 24 * 3_600)
        guard let zone else {
            (earliest, latest) = (moment.advanced(bySeconds: -14 * 3_600), end.advanced(bySeconds: 12 * 3_600))
            return
        }
        earliest = min(moment, moment.advanced(bySeconds: -zone.offset(at: moment)))
        let next = max(end, end.advanced(bySeconds: -zone.offset(at: end)))
        latest = Timestamp(microseconds: next.microseconds - 1)
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
