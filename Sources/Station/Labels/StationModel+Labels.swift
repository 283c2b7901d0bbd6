public import Language
import OMS

// The labels of packages: what the engine says of print jobs and printers, and what the screens show of them.
extension StationModel {
    /// Takes over how far a print job has come, and says what a person should know of it.
    mutating func followPrint(_ job: QueuedPrint) {
        let old = labels.put(job)
        guard let old, old.stage != job.stage else { return }
        guard job.paper == .label else { return followPaper(job) }
        switch job.stage {
        case .printed where bench.map { $0.package.id == job.package } ?? true:
            let isDue = settings.labels.confirm != .never && job.isDue
            tell(.notice, .note, .label(.printed(number: job.number, isDue: isDue)))
        case .failed:
            showAlert(.printFailed(job.paper, number: job.number, printer: job.printer, why: job.reason))
            tell(.wrong, .wrong, .label(.failed(number: job.number)))
        case .unknown:
            showAlert(.printUnknown(job.paper, number: job.number, printer: job.printer))
            tell(.wrong, .wrong, .label(.unknown(number: job.number)))
        default: break
        }
    }

    /// The label of a package is another one than the one that was printed: what it can do harm by must be acknowledged.
    mutating func noteChangedLabel(of package: Int, _ change: LabelChange) {
        let isNews = change != .none && !labels.changed.contains(package)
        labels.note(package, isChanged: change != .none)
        guard isNews else { return }
        let number = number(of: package)
        if change == .destination {
            showAlert(.labelChanged(number: number))
            tell(.wrong, .changed, .label(.changed(number: number)))
        } else {
            tell(.notice, .changed, .label(.changed(number: number)))
        }
    }

    // MARK: - What the screens show

    /// Print jobs, the newest first.
    public var prints: [QueuedPrint] { labels.newestFirst }

    /// How many print jobs wait for a printer.
    public var waitingPrintCount: Int { labels.waitingCount }

    /// Packages whose label is missing although they were packed some time ago, and print jobs that need a person.
    public var labelAttentionCount: Int {
        labels.attentionCount + labels.awaited.keys.count { isLabelLate(of: $0) }
            + labels.waiting.reduce(0) { $0 + (isConfigured($1.key) ? 0 : $1.value) }
    }

    /// How many labels are printed, and were not scanned back.
    public var unconfirmedLabelCount: Int { settings.labels.confirm == .never ? 0 : labels.dueCount }

    /// Printers that need a hand, and why, in the order of their names.
    public var printerTroubles: [(printer: String, why: Phrase)] {
        labels.troubles.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// How it stands with the label of a package; nil where nothing was printed of it, at another bench neither.
    public func labelStanding(of package: Int) -> Phrase? {
        if labels.awaited[package] != nil { return Phrase(isLabelLate(of: package) ? "label.late" : "label.awaited") }
        guard let job = labels.slowest(of: package) else { return benchLabelStanding(of: package) }
        let stage = standing(of: job)
        let ofBox =
            job.boxes > 1 ? Phrase("label.box", ["box": job.box, "boxes": job.boxes, "stage": stage]) : stage
        guard labels.changed.contains(package) else { return ofBox }
        return Phrase("label.changed", ["stage": ofBox, "print": PhraseValue.word(.print)])
    }

    /// The stage of a print job in words.
    public func standing(of job: QueuedPrint) -> Phrase {
        switch job.stage {
        case _ where isStranded(job): return Phrase("label.printer-gone", ["printer": job.printer])
        case .printed where isToScan(job): return Phrase("label.printed.due")
        case .waiting:
            let why = labels.troubles[job.printer] ?? job.reason
            return why.map { Phrase("label.waiting.why", ["why": $0]) } ?? Phrase("label.waiting")
        case .failed: return job.reason.map { Phrase("label.failed.why", ["why": $0]) } ?? Phrase("label.failed")
        default: return Phrase("label.\(job.stage.rawValue)")
        }
    }

    /// Whether a job waits for a printer that is not configured any more: it is printed again on another, or never.
    func isStranded(_ job: QueuedPrint) -> Bool {
        !isConfigured(job.printer) && (job.stage == .wanted || job.stage == .waiting)
    }

    private func isConfigured(_ printer: String) -> Bool { settings.labels.printers?.contains(printer) ?? true }

    /// Whether a job is a label that must be scanned back once it is printed.
    func isToScan(_ job: QueuedPrint) -> Bool {
        job.paper == .label && settings.labels.confirm != .never && job.isDue
    }

    /// Whether a package's label should have come, and nobody has seen to it.
    func isLabelLate(of package: Int) -> Bool {
        guard let since = labels.awaited[package], !labels.dismissed.contains(package) else { return false }
        return since.advanced(bySeconds: settings.labels.lateAfter) <= now.wall
    }
}

extension Labels {
    /// Of the labels of a package, the one that is farthest from its end.
    func slowest(of package: Int) -> QueuedPrint? {
        labels(of: package).min { $0.stage.progress < $1.stage.progress }
    }
}

extension PrintStage {
    /// How near to its end a job is; of several labels the one that is farthest from it is told.
    fileprivate var progress: Int {
        switch self {
        case .failed: 0
        case .unknown: 1
        case .waiting: 2
        case .wanted: 3
        case .sending: 4
        case .sent: 5
        case .printed: 6
        case .confirmed, .void: 7
        }
    }
}
