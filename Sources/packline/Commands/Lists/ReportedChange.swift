import Language
import OMS

/// A change of something that goes through stages: a command of the outbox, or a print job.
struct ReportedChange {
    /// When it was.
    let at: Timestamp
    /// What it was from then on.
    let stage: Phrase
    /// Why, as it is stored; nil where nothing was said.
    let reason: String?
}

extension Columns<ReportedChange> {
    /// Every change with its time, to the second, and its reason.
    static let changes = Columns(names: ["when", "stage", "why"]) { change, zone in
        let civil = zone.civil(change.at)
        return [
            "\(civil.date) \(civil.clock)", change.stage.text, change.reason.map { Phrase(stored: $0).text } ?? "",
        ]
    }
}
