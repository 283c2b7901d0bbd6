import OMS

/// Counts figures from rows of a journal, as `FigureStatements` has PostgreSQL count them.
public struct FigureCount {
    private var figures = Figures()
    private var times: [Int] = []

    /// The figures of the rows of one bench, in the order of their subjects.
    public static func rows(
        _ rows: [JournalRow], of bench: BenchName, location: String, _ query: FigureQuery
    ) -> [FigureRow] {
        var counts: [FigureSubject: FigureCount] = [:]
        for row in rows where row.at >= query.start && row.at < query.end {
            let subject: FigureSubject =
                switch query.group {
                case nil: .all
                case .packer: .packer(row.packer)
                case .bench: .bench(bench)
                case .location: .location(location)
                case .hour: .hour(query.hour(of: row.at))
                }
            counts[subject, default: FigureCount()].add(row)
        }
        return query.ordered(counts.map { FigureRow(subject: $0.key, figures: $0.value.result) })
    }

    private mutating func add(_ row: JournalRow) {
        if row.number > 0 { addScan(row) } else { addDeed(row) }
    }

    private mutating func addScan(_ row: JournalRow) {
        guard row.meaning != "word", row.meaning != "confirmation" else { return }
        figures.scans += 1
        if row.outcome == "wrong" {
            figures.wrong += 1
            if row.meaning == "unknown" { figures.notFound += 1 }
        }
        figures.firstScan = min(figures.firstScan ?? row.at, row.at)
        figures.lastScan = max(figures.lastScan ?? row.at, row.at)
    }

    private mutating func addDeed(_ row: JournalRow) {
        switch (row.meaning, row.outcome) {
        case ("pack", let outcome):
            figures.packages += 1
            figures.units += row.units ?? 0
            if outcome == "forced" { figures.forced += 1 }
            if let time = row.milliseconds { times.append(time) }
        case ("deny", _): figures.denied += 1
        case ("print", "printed"): figures.labels += 1
        case ("print", "reprinted"): figures.reprints += 1
        default: break
        }
    }

    private var result: Figures {
        var figures = figures
        let times = times.sorted()
        if !times.isEmpty {
            let (low, high) = (times[(times.count - 1) / 2], times[times.count / 2])
            figures.medianMilliseconds = Double(low + high) / 2
        }
        return figures
    }
}

extension FigureQuery {
    /// When the hour of a moment begins.
    fileprivate func hour(of time: Timestamp) -> Timestamp {
        var (low, high) = (0, hours.count)
        while low < high {
            let middle = (low + high) / 2
            if hours[middle] <= time { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? hours[low - 1] : start
    }
}
