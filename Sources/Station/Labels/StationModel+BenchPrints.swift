import Language
import OMS

// Labels that other benches printed: they are not printed here by themselves, and are shown and scanned back like one's own.
extension StationModel {
    /// The labels of a package that other benches printed, for the boxes of which this bench has none.
    func benchLabels(of package: Int) -> [BenchPrint] { labels.elsewhere(of: package) }

    mutating func noteBenchPrints(_ prints: [Int: [BenchPrint]]) {
        for (package, prints) in prints.sorted(by: { $0.key < $1.key }) { labels.replaceElsewhere(prints, of: package) }
    }

    /// Asks what other benches printed of the packages that may be shipped here; a rule for when they can be asked again.
    mutating func lookAtBenchPrints() {
        let packed = index.packages(in: [.packed, .waitingCargoLabel], atMost: 2_000).map(\.id)
        if !packed.isEmpty { effects.append(.lookAtPrints(packages: packed)) }
    }

    /// How it stands with the labels of a package that other benches printed; nil where none did.
    func benchLabelStanding(of package: Int) -> Phrase? {
        let labels = benchLabels(of: package)
        guard let label = labels.first(where: { need(of: $0) != .nothing }) ?? labels.first else { return nil }
        let standing = label.standing(isToScan: isToScan(label), in: settings.zone, at: now.wall)
        guard labels.count > 1 else { return standing }
        return Phrase("label.box", ["box": label.box, "boxes": labels.count, "stage": standing])
    }

    /// What a label that another bench printed waits for.
    func need(of print: BenchPrint) -> LabelNeed {
        switch print.stage {
        case .failed, .unknown: .person
        case .printed where isToScan(print): .scan
        case .wanted, .sending, .sent, .waiting: .time
        case .printed, .confirmed, .void: .nothing
        }
    }

    func isToScan(_ print: BenchPrint) -> Bool { settings.labels.confirm != .never && print.isDue }

    /// Takes a code as one of a label that another bench printed, and tells that bench; nil where it is none.
    mutating func confirmElsewhere(_ code: CodeReading) -> BenchPrint? {
        let matches = labels.dueElsewhere(bearing: code)
        guard let print = matches.first, matches.allSatisfy({ $0.package == print.package }) else { return nil }
        labels.confirmElsewhere(print)
        effects.append(.confirmBenchPrint(print))
        return print
    }

    /// What was printed of a package at other benches, as who takes it over is told; nil where nothing was.
    func printedElsewhere(_ package: Int) -> Phrase? {
        benchLabels(of: package).first { $0.stage == .printed || $0.stage == .confirmed || $0.stage == .unknown }?
            .standing(in: settings.zone, at: now.wall)
    }
}
