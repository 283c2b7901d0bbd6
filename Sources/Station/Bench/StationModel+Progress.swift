import OMS

// How far the checking of packages has come: for the list, the header, and whoever leaves one too early.
extension StationModel {
    /// How many units of a package are checked of how many; nil where none are, or where nothing is left to be checked.
    public func progress(of package: Int) -> (checked: Int, needed: Int)? {
        let session = bench.flatMap { $0.package.id == package ? $0.session : nil } ?? sessions[package]
        guard let count = session?.count, count > 0, let summary = index[package],
            !settings.commands.kind(of: summary).isClosed
        else { return nil }
        return (min(count, summary.units), summary.units)
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

    /// Whether the station must not be left yet because of what is checked on the bench; the second time it is.
    mutating func keepsFromLeaving() -> (number: String, checked: Int, needed: Int)? {
        guard !settings.acknowledgesItself, let bench, let (checked, needed) = progress(of: bench.package.id),
            !wasJustFinished(bench.package.id), benchState.isLeavingNews
        else { return nil }
        benchState.noteLeaving()
        return (bench.package.number, checked, needed)
    }
}
