import OMS

// Moving what was checked to another package: the goods on the bench turned out to be its.
extension StationModel {
    /// Opens a package and takes over there what is checked of the open one; nothing changes before it has come.
    mutating func moveChecks(to package: PackageSummary, _ scan: Scan) {
        guard let bench, !bench.session.checks.isEmpty else {
            finish(scan, .word, .wrong, "Nothing is checked that could be moved.")
            return
        }
        let isToPack = settings.commands.kind(of: package).isToPack
        guard package.id != bench.package.id, isToPack, !tracking.isUnderWay(.pack, package.id) else {
            let reason = package.id == bench.package.id ? "is the open package" : "is \(package.state.name)"
            finish(scan, .word, .wrong, "\(package.number) \(reason): nothing can be moved to it.")
            return
        }
        benchState.beginMove(to: package.id, scan)
        openPackage(package)
    }

    /// Takes over what the package that has come needs; the rest stays with the package that it was checked for.
    mutating func endMove(to id: Int) {
        guard let (move, moved, left) = benchState.endMove(to: id), let bench else { return }
        effects += [.save(bench.session), .save(left)]
        let rest = left.isEmpty ? "" : " \(left.count) stay with \(move.from.number): not needed here."
        finish(
            move.scan, .word, .ok,
            "Moved \(moved) of \(moved + left.count) from \(move.from.number) to \(bench.package.number).\(rest)")
    }
}
