import OMS

// Packages that several benches counted without knowing of each other: one count is chosen, or the package is counted again.
extension StationModel {
    /// Another bench has counted a package too that this one has.
    mutating func noteCounts(of package: Int, _ counts: [CountedSession]) {
        guard bench?.package.id == package || opening.package == package else { return }
        if case .count(package, counts)? = dialog?.question { return }
        askCount(of: package, counts, nextScan(number(of: package), from: .prompt))
    }

    /// Asks which count holds; until that is said the package is not complete, and nothing of it is checked.
    mutating func askCount(of package: Int, _ counts: [CountedSession], _ scan: Scan) {
        questions.closeAboutOpenPackage()
        let words = counts.map { $0.words(in: settings.zone, at: now.wall) }
        ask(
            Dialog(
                .count(number: number(of: package), words), .count(package: package, counts), scan, shown: now.uptime),
            .package, about: index[package])
    }

    /// Goes on with a count, at all benches; with none the package is counted again.
    mutating func chooseCount(_ session: PackingSession?, of package: Int, _ scan: Scan) {
        let chosen = session ?? PackingSession(package: package)
        effects.append(.choose(chosen))
        takeOver(chosen)
        let number = number(of: package)
        let message =
            session == nil
            ? SharingMessage.countAgain(number: number)
            : .countChosen(number: number, checked: chosen.count, needed: index[package]?.units ?? chosen.count)
        finish(scan, .confirmation, .ok, .sharing(message), package: index[package])
        goOn()
    }

    /// Puts a package aside whose counts are not decided: each bench keeps its own, and it is asked again.
    mutating func putAsideUndecided(_ package: Int) {
        let isOpen = bench?.package.id == package
        let isOpening = opening.package == package && opening.end(package)
        guard isOpen || isOpening else { return }
        opening.endWaitForLog()
        benchState.cancelMove()
        benchState.keepSession()
        benchState.clear()
        screen.focus = .list
    }
}
