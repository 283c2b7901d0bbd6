import OMS

// Moving what was checked to another package: the goods on the bench turned out to be its.
extension StationModel {
    /// Opens a package and takes over there what is checked of the open one; nothing changes before it has come.
    mutating func moveChecks(to package: PackageSummary, _ scan: Scan) {
        guard let bench, !bench.session.checks.isEmpty else {
            finish(scan, .word, .wrong, .bench(.nothingToMove))
            return
        }
        let isToPack = settings.commands.kind(of: package).isToPack
        guard package.id != bench.package.id, isToPack, !tracking.isUnderWay(.pack, package.id) else {
            let state = package.id == bench.package.id ? nil : package.state.name
            finish(scan, .word, .wrong, .bench(.notMovable(number: package.number, state: state)))
            return
        }
        benchState.beginMove(to: package.id, scan)
        openPackage(package)
    }

    /// Takes over what the package that has come needs; the rest stays with the package that it was checked for.
    mutating func endMove(to id: Int) {
        guard let (move, moved, left) = benchState.endMove(to: id), let bench else { return }
        effects += [.save(bench.session), .save(left)]
        let message = BenchMessage.moved(
            moved, of: moved + left.count, from: move.from.number, to: bench.package.number,
            left: left.isEmpty ? 0 : left.count)
        finish(move.scan, .word, .ok, .bench(message))
    }
}
