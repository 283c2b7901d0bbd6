import Language
import OMS
import Station
import TerminalText

/// The print jobs, and the labels that have not come: first what a person must see to, and why it stands there.
struct PrintRows {
    private let rows: ActivityRows
    private let entries: [Entry]
    /// How wide the columns are that have the package, what is printed, and the printer.
    private let widths: (package: Int, what: Int, printer: Int)
    private var station: StationModel { rows.station }
    private var words: Localizer { rows.words }

    /// How many jobs that nobody need see to any more are shown.
    private static let mostFinished = 20

    /// A print job, or a label that has not come.
    private struct Entry {
        let need: LabelNeed
        let time: Timestamp
        /// The number of the job; nil where there is none yet.
        let job: Int?
        let package: String
        let what: Phrase
        /// The printer; nil where none has it yet.
        let printer: String?
        let standing: Phrase
    }

    init(_ rows: ActivityRows) {
        self.rows = rows
        let station = rows.station
        let awaited = station.awaitedLabels.compactMap { Self.entry(of: $0.package, since: $0.since, in: station) }
        let jobs = station.prints.map { Self.entry(of: $0, in: station) }
        let open = jobs.filter { $0.need != .nothing }
        let finished = jobs.filter { $0.need == .nothing }.prefix(Self.mostFinished)
        let entries = (awaited + open + finished).sorted { $0.need < $1.need }
        func width(_ text: (Entry) -> String) -> Int { entries.map { GlyphWidth.columns(of: text($0)) }.max() ?? 0 }
        self.entries = entries
        widths = (width(\.package), width { rows.words.text($0.what) }, width { $0.printer ?? "" })
    }

    /// Whether a person must see to a label or a printer.
    var areUrgent: Bool {
        !station.printerTroubles.isEmpty || (entries.first.map { $0.need <= .printer } ?? false)
    }

    /// The part of the page; empty where this bench prints no labels.
    func lines() -> [[StyledText]] {
        if entries.isEmpty, station.printerTroubles.isEmpty, !station.settings.labels.hasPrinter { return [] }
        let troubles = station.printerTroubles.flatMap { trouble in
            rows.warning(words("screen.printer", ["printer": trouble.printer, "why": words.text(trouble.why)]))
        }
        let advice =
            station.labelAttentionCount > 0
            ? rows.warning(words("screen.activity.see-to-prints", ["print": PhraseValue.command("print")])) : []
        let toSeeTo = entries.prefix { $0.need == .person }
        let jobs = toSeeTo.flatMap(lines) + advice + entries.dropFirst(toSeeTo.count).flatMap(lines)
        return [rows.heading("screen.activity.prints")] + troubles + (entries.isEmpty ? [rows.none] : jobs)
    }

    private func lines(of entry: Entry) -> [[StyledText]] {
        var line = [
            rows.time(entry.time), StyledText((entry.job.map(String.init) ?? "").padded(to: 5), .muted),
            StyledText(entry.package.padded(to: widths.package + 2)),
            StyledText(words.text(entry.what).padded(to: rows.isNarrow ? 0 : widths.what + 2), .strong),
        ]
        var standing = words.text(entry.standing)
        if let printer = entry.printer, rows.isNarrow {
            standing = words("screen.printer", ["printer": printer, "why": standing])
        } else {
            line.append(StyledText((entry.printer ?? "").padded(to: widths.printer), .muted))
        }
        return rows.line(line, and: StyledText(standing, entry.need.role))
    }

    // MARK: - What there is

    private static func entry(of package: Int, since time: Timestamp, in station: StationModel) -> Entry? {
        guard let standing = station.labelStanding(of: package), let need = station.labelNeed(of: package) else {
            return nil
        }
        return Entry(
            need: need, time: time, job: nil, package: station.number(of: package),
            what: QueuedPrint.Paper.label.phrase,
            printer: nil, standing: standing)
    }

    private static func entry(of job: QueuedPrint, in station: StationModel) -> Entry {
        let box = job.boxes > 1 ? Phrase("screen.activity.box", ["box": job.box, "boxes": job.boxes]) : nil
        let copy = job.copy > 0 ? Phrase("screen.activity.copy", ["copy": job.copy]) : nil
        // Some standings name the reason themselves.
        let namesReason = job.stage == .waiting || job.stage == .failed
        return Entry(
            need: station.need(of: job), time: job.changed, job: job.id, package: job.number,
            what: .list([job.paper.phrase, box, copy], .comma), printer: job.printer,
            standing: .list([station.standing(of: job), namesReason ? nil : job.reason], .dot))
    }
}
