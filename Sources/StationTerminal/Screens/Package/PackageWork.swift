import OMS
import Station

/// The open package as work: how far it has come, and what is next.
struct PackageWork {
    let bench: OpenPackage
    /// Whether nothing is checked of it any more: it is finished, or cannot be packed as it stands.
    let isFinished: Bool
    /// Whether packing it is what comes next, and was not ordered yet.
    let isToPack: Bool
    let progress: Progress

    enum Progress: Equatable {
        /// Nothing is counted: it is finished, or its goods are not known.
        case none
        /// So many units are to be checked yet.
        case left(Int)
        /// Everything is checked.
        case complete
        /// It is packed, and so many of its labels are to be scanned back.
        case labels(Int)
        /// It is packed, or has left.
        case packed
        /// It cannot be packed as it stands.
        case halted
        /// Nothing more is checked: what ends it was ordered.
        case ordered
    }

    init(_ bench: OpenPackage, in station: StationModel) {
        self.bench = bench
        let kind = station.settings.commands.kind(of: bench.package)
        isFinished = !station.takesChecks(bench.package)
        isToPack = kind.isToPack && station.pendingCommand(for: bench.package.id) == nil
        let left = bench.needed - bench.checked
        let labels = kind == .packed ? station.labelsToScan(of: bench.package.id) : 0
        if labels > 0 {
            progress = .labels(labels)
        } else if [.packed, .shipped, .delivered].contains(kind) {
            progress = .packed
        } else if isFinished, !kind.isClosed {
            progress = .halted
        } else if let command = station.endingCommand(of: bench.package.id), command != .pack {
            progress = .ordered
        } else if isFinished || bench.summary.contentsFault == .noItems {
            progress = .none
        } else if bench.isComplete {
            progress = .complete
        } else {
            progress = left > 0 ? .left(left) : .none
        }
    }

    /// The line to scan next: the one of which something was scanned last while it lacks units, else the first that does.
    var next: Int? {
        guard case .left = progress else { return nil }
        let lacking = bench.lines.indices.filter { bench.session.checked(bench.lines[$0]) < bench.lines[$0].needed }
        let last = bench.session.checks.last?.line
        return lacking.first { bench.lines[$0].id == last } ?? lacking.first
    }
}
