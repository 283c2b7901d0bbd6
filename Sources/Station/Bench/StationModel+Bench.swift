import OMS

// The open package: opening it, putting it aside, taking scans back.
extension StationModel {
    /// Enter on an empty prompt: opens the selected package, or checks the selected line that has nothing to scan.
    mutating func openSelected() {
        if focus == .detail, let bench, bench.cursor < bench.lines.count {
            let line = bench.lines[bench.cursor]
            checkSelected(line, nextScan("select \(line.id)", from: .prompt))
        } else if focus == .list, list.selected != nil {
            let number = catalog.selected?.number
            openSelectedPackage(nextScan(number.map { "open \($0)" } ?? "open", from: .prompt))
        }
    }

    /// Asks whether one of a line without a barcode is there; one with a barcode is to be scanned.
    mutating func checkSelected(_ line: PackageLine, _ scan: Scan) {
        if let barcode = line.barcode {
            finish(scan, .item, .wrong, .bench(.hasBarcode(title: line.title, barcode: barcode)))
        } else {
            ask(
                Dialog(.checkOne(title: line.title), .check(line: line.id), scan, shown: now.uptime), .item)
        }
    }

    mutating func openSelectedPackage(_ scan: Scan) {
        guard let package = catalog.selected else {
            finish(scan, .word, .wrong, .bench(.nothingSelected))
            return
        }
        usePackage(package, as: .open, scan)
    }

    /// Opens the next package of the list behind the open one, or behind one that was passed over.
    mutating func openNext(
        _ scan: Scan, _ meaning: ScanAnswer.Meaning, after passed: Int? = nil, notes: [Message.Note] = []
    ) {
        let (settings, sharing) = (settings, sharingState)
        let place = (passed ?? bench?.package.id).flatMap { catalog.position(of: $0) }
        let further = listed(from: place.map { $0 + 1 } ?? 0)
        guard
            let next = further.first(where: {
                settings.commands.kind(of: $0).isToPack && sharing.holders[$0.id] == nil
            })
        else {
            finish(scan, meaning, .wrong, .bench(.noneLeft), notes: notes)
            return
        }
        let left = openPackage(next)
        sharingState.note(.next(scan, meaning))
        let message = BenchMessage.openedNext(
            number: next.number, state: next.state.name, checkedBefore(next.id))
        finishOpening(scan, meaning, .bench(message), notes: left + notes, next)
    }

    /// Takes the last scan back, or the last of a line.
    mutating func undo(_ scan: Scan, _ meaning: ScanAnswer.Meaning, line: PackageLine? = nil) {
        guard var bench, let step = bench.session.undo(line: line) else {
            finish(scan, meaning, .wrong, .bench(.nothingToTakeBack))
            return
        }
        // What was checked before it was started again may not be needed any more.
        let excess = bench.session.takeBackExcess(over: bench.lines)
        benchState.update(bench)
        effects.append(.save(bench.session))
        if !excess.isEmpty { tellTakenBack(excess, of: bench) }
        guard case .check(let check) = step else {
            finish(scan, meaning, .ok, .bench(.restartUndone(checked: bench.checked, needed: bench.needed)))
            return
        }
        let title = bench.lines.first { $0.id == check.line }?.title ?? check.line
        let message = BenchMessage.takenBack(
            title: title, count: check.count, checked: bench.checked, needed: bench.needed)
        finish(scan, meaning, .ok, .bench(message))
    }

    mutating func putAside(_ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        guard let bench else {
            finish(scan, meaning, .wrong, .bench(.nothingOpen(isScanAsked: false)))
            return
        }
        let left = leavingNotes
        benchState.keepSession()
        let message = BenchMessage.putAside(
            number: bench.package.number, checked: bench.checked, needed: bench.needed)
        finish(scan, meaning, .ok, .bench(message), notes: left)
        benchState.clear()
        screen.focus = .list
    }

    mutating func startAgain(_ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        guard var bench else {
            finish(scan, meaning, .wrong, .bench(.nothingOpen(isScanAsked: false)))
            return
        }
        bench.session.restart()
        benchState.update(bench)
        effects.append(.save(bench.session))
        finish(scan, meaning, .ok, .bench(.restarted(number: subject?.number ?? "")))
    }
}
