import OMS

// The open package: opening it, putting it aside, taking scans back.
extension StationModel {
    /// Enter on an empty prompt: opens the selected package, or checks the selected line that has nothing to scan.
    mutating func openSelected() {
        if focus == .detail, let bench, bench.cursor < bench.lines.count {
            let line = bench.lines[bench.cursor]
            checkSelected(line, nextScan("select \(line.id)", isWritten: true))
        } else if focus == .list, list.selected != nil {
            let number = list.selected.flatMap { index[$0]?.number }
            openSelected(nextScan(number.map { "open \($0)" } ?? "open", isWritten: true))
        }
    }

    /// Asks whether one of a line without a barcode is there; one with a barcode is to be scanned.
    mutating func checkSelected(_ line: PackageLine, _ scan: Scan) {
        if let barcode = line.barcode {
            finish(scan, .item, .wrong, "\(line.title) has a barcode: scan \(barcode), or type its SKU.")
        } else {
            ask(
                Dialog(
                    title: "Check one without a scan?", text: [line.title],
                    choices: ["No, go back", "Yes, it is there"],
                    selected: 0, question: .check(line: line.id), scan: scan, shown: now.uptime),
                .item)
        }
    }

    mutating func openSelected(_ scan: Scan) {
        guard let package = list.selected.flatMap({ index[$0] }) else {
            finish(scan, .word, .wrong, "No package is selected.")
            return
        }
        let mode = mode
        self.mode = .open
        take(package, scan)
        self.mode = mode
    }

    mutating func openNext(_ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        let (index, settings) = (index, settings)
        let place = bench.flatMap { list.position(of: $0.package.id, in: index) }
        let further = listed(from: place.map { $0 + 1 } ?? 0)
        guard let next = further.first(where: { settings.commands.kind(of: $0).isToPack }) else {
            finish(scan, meaning, .wrong, "There is no further package to pack in the list.")
            return
        }
        open(next)
        finish(scan, meaning, .ok, "\(next.number) · \(next.state.name)", package: next)
    }

    /// Takes the last scan back, or the last of a line.
    mutating func undo(_ scan: Scan, _ meaning: ScanAnswer.Meaning, line: PackageLine? = nil) {
        guard var bench, let step = bench.session.undo(line: line) else {
            finish(scan, meaning, .wrong, "There is no scan to take back.")
            return
        }
        // What was checked before it was started again may not be needed any more.
        let excess = bench.session.takeBackExcess(over: bench.lines)
        self.bench = bench
        effects.append(.save(bench.session))
        if !excess.isEmpty { tellTakenBack(excess, of: bench) }
        guard case .check(let check) = step else {
            finish(scan, meaning, .ok, Message.restartUndone(checked: bench.checked, needed: bench.needed).text)
            return
        }
        let title = bench.lines.first { $0.id == check.line }?.title ?? check.line
        let times = check.count == 1 ? "" : "\(check.count) × "
        finish(scan, meaning, .ok, "Taken back: \(times)\(title) · \(bench.checked) of \(bench.needed) checked")
    }

    mutating func putAside(_ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        guard let bench else {
            finish(scan, meaning, .wrong, "No package is open.")
            return
        }
        keepSession()
        let message = "\(bench.package.number) put aside, \(bench.checked) of \(bench.needed) checked."
        finish(scan, meaning, .ok, message)
        self.bench = nil
        focus = .list
    }

    mutating func startAgain(_ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        guard bench != nil else {
            finish(scan, meaning, .wrong, "No package is open.")
            return
        }
        bench?.session.restart()
        if let session = bench?.session { effects.append(.save(session)) }
        finish(scan, meaning, .ok, Message.restarted(number: subject?.number ?? "").text)
    }

    /// Remembers what was checked of the open package before another one takes its place.
    mutating func keepSession() {
        guard let bench else { return }
        let session = bench.session
        sessions[session.package] = session.isEmpty ? nil : session
        let complete = bench.lines.filter { session.checked($0) >= $0.mostChecked }
        full[session.package] = session.checks.isEmpty ? nil : Set(complete.flatMap(\.codes).map(CodeForm.key))
    }
}
