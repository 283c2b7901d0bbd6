import OMS

// Moving what was checked to another package: the goods on the bench turned out to be its.
extension StationModel {
    /// What was checked of one package and is to be another's.
    struct Moving: Equatable {
        let from: PackageSummary
        let to: Int
        let scan: Scan
    }

    /// Opens a package and takes over there what is checked of the open one; nothing changes before it has come.
    mutating func move(to package: PackageSummary, _ scan: Scan) {
        guard let bench, !bench.session.checks.isEmpty else {
            finish(scan, .word, .wrong, "Nothing is checked that could be moved.")
            return
        }
        let isToPack = settings.commands.kind(of: package).isToPack
        guard package.id != bench.package.id, isToPack, !isUnderWay(.pack, package.id) else {
            let reason = package.id == bench.package.id ? "is the open package" : "is \(package.state.name)"
            finish(scan, .word, .wrong, "\(package.number) \(reason): nothing can be moved to it.")
            return
        }
        moving = Moving(from: PackageSummary(bench.package), to: package.id, scan: scan)
        open(package)
    }

    /// Takes over what the package that has come needs; the rest stays with the package that it was checked for.
    mutating func endMove(to id: Int) {
        guard let moving, moving.to == id, var bench, let old = sessions[moving.from.id] else { return }
        self.moving = nil
        var left = PackingSession(package: old.package)
        for check in old.checks {
            let line = bench.lines.first { $0.id == check.line }
            let fits =
                line.map { bench.refusal(of: check.serial, count: check.count, on: $0, shown: "") == nil } ?? false
            let taken = fits ? line.map { min(check.count, $0.needed - bench.session.checked($0)) } ?? 0 : 0
            if taken > 0 {
                bench.session.add(PackingSession.Check(line: check.line, count: taken, serial: check.serial))
            }
            if taken < check.count {
                left.add(PackingSession.Check(line: check.line, count: check.count - taken, serial: check.serial))
            }
        }
        self.bench = bench
        sessions[old.package] = left.isEmpty ? nil : left
        full[old.package] = nil
        effects += [.save(bench.session), .save(left)]
        let rest = left.isEmpty ? "" : " \(left.count) stay with \(moving.from.number): not needed here."
        finish(
            moving.scan, .word, .ok,
            "Moved \(old.count - left.count) of \(old.count) from \(moving.from.number) to \(bench.package.number).\(rest)"
        )
    }
}
