import Barcode
import OMS

// What a scan or a written line means. The order is that of SCANNING: command, reason, package, item, unknown. Words
// come first where a person or a program wrote the line, and last where it came at machine speed: a slow line can bunch
// what a person typed.
extension StationModel {
    /// Handles a scan, or lets it wait while a package is being opened: scans are handled in their order.
    mutating func handleScan(_ scan: Scan) {
        modeState.noteScan(at: now.uptime)
        if isAwaitingPackage {
            opening.append(.scan(scan))
        } else {
            interpret(scan)
        }
    }

    mutating func interpret(_ scan: Scan) {
        let code = scan.code
        var scan = scan
        scan.notes = [scan.opened.map { .openedByItem(number: $0) }, scan.passedOver].compactMap(\.self)
        if !scan.isWritten && code.code.hasSwappedCase { scan.notes.append(.capsLock) }
        if let fault = code.code.fault { scan.notes.append(.codeFault(fault)) }
        if useFactor(on: code, scan) { return }
        guard !code.code.canonical.isEmpty else {
            finish(scan, .empty, .ignored, .scan(.nothingRead))
            return
        }
        if let badge = code.code.badge {
            setPacker(badge, scan)
        } else if let alert = alerts.first, code.code.command == .confirm || (dialog != nil && !alert.isAnsweredByScan)
        {
            // What stands before the question is seen to first, and by nothing that could answer the question too.
            if code.code.command == .confirm {
                performCommand(.confirm, scan)
            } else {
                finish(scan, .confirmation, .wrong, .scan(.acknowledgeFirst(alert.message)))
            }
        } else if dialog != nil {
            answer(scan, code)
        } else if form != nil {
            fillField(scan, code)
        } else if let command = code.code.command {
            performCommand(command, scan)
        } else if let reason = code.code.reason {
            deny(with: reason.id, scan, .reason)
        } else if scan.isWritten, performWords(scan) {
            return
        } else if confirmLabel(code, scan) || useMeaning(of: code, scan) {
            return
        } else if !scan.isWritten, isWord(scan.input) {
            holdWord(scan)
        } else if useShortNumber(code, scan) || suggestWord(scan) {
            return
        } else {
            refuseUnknown(code, scan)
        }
    }

    /// Takes a code as what it can only be: goods of the open package come first, then packages, then goods of others.
    ///
    /// What is goods of the open package and another package's number too is a question, never a guess.
    private mutating func useMeaning(of code: CodeReading, _ scan: Scan) -> Bool {
        guard let bench, bench.lines.contains(where: { $0.has(code) }) else {
            return findPackage(code, scan) || findItem(code, scan)
        }
        let others = index.packages(called: code).filter { $0.id != bench.package.id }
        if others.isEmpty { return findItem(code, scan) }
        switch bench.meanings[code.keys.first ?? ""] {
        case .goods: return findItem(code, scan)
        case .package: return findPackage(code, scan)
        case nil:
            askMeaning(code, others, scan)
            return true
        }
    }

    private mutating func askMeaning(_ code: CodeReading, _ packages: [PackageSummary], _ scan: Scan) {
        let goods = bench?.lines.filter { $0.has(code) }.map(\.title).joined(separator: ", ") ?? ""
        let packages = packages.prefix(20)
        ask(
            Dialog(
                .meaning(code: code.shown, goods: goods, packages.map(DialogMessage.PackageChoice.init)),
                .meaning(packages.map(\.id)), scan, shown: now.uptime),
            .item)
    }

    /// Takes a code as it was meant, and remembers that until the package is left; nil for goods of it.
    mutating func answerMeaning(_ package: Int?, of asked: Scan, _ scan: Scan) {
        benchState.remember(package == nil ? .goods : .package, of: asked.code)
        if let package {
            if let summary = index[package] { usePackage(summary, as: mode, scan) }
        } else {
            _ = findItem(asked.code, scan)
        }
    }

    /// Whether a text is a code that means something here, so that it is a scan and not a person's fast typing.
    func isMeaningful(_ code: CodeReading) -> Bool {
        code.code.command != nil || code.code.reason != nil || code.code.badge != nil || isKnown(code)
    }

    /// Whether a code is one of a package or of an item.
    func isKnown(_ code: CodeReading) -> Bool {
        !index.packages(called: code).isEmpty || index.isNeeded(code)
            || bench?.lines.contains { $0.has(code) } == true
    }

    private mutating func performCommand(_ code: CommandCode, _ scan: Scan) {
        guard let command = StationCommand(code: code) else { return }
        run(command.id, scan, .command)
    }

    // MARK: - Packages

    private mutating func findPackage(_ code: CodeReading, _ scan: Scan) -> Bool {
        let packages = index.packages(called: code)
        guard let package = packages.first else { return false }
        if packages.count == 1 {
            usePackage(package, as: mode, scan)
        } else {
            askWhichPackage(packages, scan)
        }
        return true
    }

    /// Does with a package what a mode says.
    mutating func usePackage(_ package: PackageSummary, as mode: Mode, _ scan: Scan) {
        alertQueue.removeAnsweredByScan()
        switch mode {
        case .open: openScanned(package, scan)
        case .packEach: runEach(.pack, package, scan)
        case .shipEach: runEach(.ship, package, scan)
        }
    }

    private mutating func openScanned(_ package: PackageSummary, _ scan: Scan) {
        if let bench, bench.package.id == package.id {
            tellOpenAlready(bench, scan)
            return
        }
        if let message = labelToScanFirst(before: package.id) {
            finish(scan, .package, .wrong, .label(message), package: package, word: .notNow)
            return
        }
        let left = openPackage(package)
        let word = settings.commands.kind(of: package).finishedWord
        opening.note(scan, isFinished: word != nil)
        if let word {
            let message = Message.bench(.finished(number: package.number, .init(package.state)))
            finish(scan, .package, .wrong, message, notes: left, package: package, word: word)
            return
        }
        let message = BenchMessage.opened(
            number: package.number, state: package.state.name, units: package.units, checkedBefore(package.id))
        finishOpening(scan, .package, .bench(message), notes: left, package)
    }

    /// How much of a package is checked that is opened again; nil where nothing is.
    func checkedBefore(_ package: Int) -> BenchMessage.CheckedBefore? {
        progress(of: package).map { progress in
            BenchMessage.CheckedBefore(
                checked: progress.checked, needed: progress.needed, isComplete: isCompleteAndNotPacked(package))
        }
    }

    /// Asks for a package from the mirror, and for its newest version from the OMS.
    ///
    /// It gives what is to be said of the one that is left. A package that is taken over is claimed by whoever takes it.
    @discardableResult
    mutating func openPackage(_ package: PackageSummary, isTakenOver: Bool = false) -> [Message.Note] {
        let left = bench?.package.id == package.id ? [] : leavingNotes
        benchState.keepSession()
        if sharingState.isOn, !isTakenOver {
            claim(package)
            effects.append(.lookAtPrints(packages: [package.id]))
        }
        opening.begin(package.id)
        catalog.select(package.id)
        screen.page = .work
        effects += [.open(package: package.id), .read(package: package.id)]
        return left
    }

    /// What was waiting for a package goes on, in its order, until the next package is asked for.
    mutating func goOn() {
        while !isAwaitingPackage, !hasQuit, let next = opening.popFirst() {
            switch next {
            case .scan(let scan): interpret(scan)
            case .command(let kind, let scan): giveCommand(kind, scan)
            case .packing(let name, let parameters, let isForced, let scan):
                orderUnopened(.pack, name, parameters, isForced, scan)
            }
        }
    }

    private mutating func askWhichPackage(_ packages: [PackageSummary], _ scan: Scan) {
        let packages = packages.prefix(50)
        ask(
            Dialog(
                .whichPackage(input: scan.input, packages.map(DialogMessage.PackageChoice.init)),
                .package(packages.map(\.id)), scan, shown: now.uptime),
            .package)
        askForGoods(of: packages)
    }
}
