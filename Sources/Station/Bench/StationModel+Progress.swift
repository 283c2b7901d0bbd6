public import OMS

// How far the checking of packages has come: for the list, the header, and whoever leaves one too early.
extension StationModel {
    /// How many units of a package are checked of how many; nil where none are, or where nothing is left to be checked.
    public func progress(of package: Int) -> (checked: Int, needed: Int)? {
        guard let count = session(of: package)?.count, count > 0, let summary = index[package], takesChecks(summary)
        else {
            return nil
        }
        return (min(count, summary.units), summary.units)
    }

    /// Whether goods of the open package are checked: not where it is finished, nor where it cannot be packed until
    /// somebody has seen to it.
    public func takesChecks(_ package: Package) -> Bool {
        let kind = settings.commands.kind(of: package)
        return !kind.isClosed && (!kind.isHalted || canBeOffered(.pack, of: package))
    }

    /// The same of a package of the list, whose commands are not known: one that is halted waits until it is open.
    private func takesChecks(_ package: PackageSummary) -> Bool {
        if let bench, bench.package.id == package.id { return takesChecks(bench.package) }
        let kind = settings.commands.kind(of: package)
        return !kind.isClosed && !kind.isHalted
    }

    /// The command behind which nothing more is checked of a package, as long as it is under way; nil where none is.
    public func endingCommand(of package: Int) -> CommandKind? {
        [.pack, .notFound, .deny, .cancel].first { tracking.isUnderWay($0, package) }
    }

    /// Whether all of a package is checked, and nobody has packed it.
    public func isCompleteAndNotPacked(_ package: Int) -> Bool {
        guard let (checked, needed) = progress(of: package), checked == needed, !wasJustFinished(package) else {
            return false
        }
        if let bench, bench.package.id == package { return bench.isComplete }
        return index[package]?.isCheckable ?? false
    }

    /// How many packages are checked completely and not packed, but for the open one, which nobody has left.
    public var completeCount: Int {
        sessions.keys.count { $0 != bench?.package.id && isCompleteAndNotPacked($0) }
    }

    /// Whether a command is under way, or was just applied, behind which nothing more is checked.
    private func wasJustFinished(_ package: Int) -> Bool {
        tracking.isUnderWay(.pack, package)
            || hasJustSent([.pack, .ship, .deny, .notFound, .refundPack, .cancel], to: package)
    }

    /// What is said besides where the open package is left complete and not packed.
    var leavingNotes: [Message.Note] {
        guard let package = bench?.package, isCompleteAndNotPacked(package.id) else { return [] }
        return [.leftComplete(number: package.number)]
    }

    /// Says that a package was left complete and not packed, where nothing else is said.
    mutating func tellLeft(_ notes: [Message.Note]) {
        guard case .leftComplete(let number)? = notes.first else { return }
        tell(.wrong, .notPacked, .bench(.leftComplete(number: number)))
    }

    /// What must be said before the station is left; nil where nothing must.
    ///
    /// One thing after the other is said, and all again where anything else was done or shown since: whoever leaves has
    /// it before the eyes.
    func keepsFromLeaving() -> ScanMessage? {
        let unanswered: ScanMessage? = factChanges.arePending ? .leavingTooSoon : nil
        let seen = settings.acknowledgesItself ? [] : [halfChecked, stillQueued]
        let all = ([unanswered] + seen).compactMap(\.self)
        guard screen.isLeavingAsked, let shown = all.firstIndex(where: { result?.message == .scan($0) }) else {
            return all.first
        }
        return all.dropFirst(shown + 1).first
    }

    /// That something is checked of the open package, and it is not packed.
    private var halfChecked: ScanMessage? {
        guard let bench, let (checked, needed) = progress(of: bench.package.id), !wasJustFinished(bench.package.id)
        else { return nil }
        return .leavingHalfChecked(number: bench.package.number, checked: checked, needed: needed)
    }

    /// That commands are not sent yet.
    private var stillQueued: ScanMessage? { queuedCount > 0 ? .leavingQueued(count: queuedCount) : nil }
}
