import OMS

// The words that a person or a program can write instead of a key or a scan.
extension StationModel {
    /// Takes a line as words; false when its first word is none that the station knows.
    mutating func performWords(_ scan: Scan) -> Bool {
        switch WrittenCommand.read(scan.input) {
        case .command(let written): performWord(written, scan)
        case .incomplete(let commands): tellIncomplete(commands, scan)
        case nil: return false
        }
        return true
    }

    /// Does what a word says with what is written behind it.
    mutating func performWord(_ written: WrittenCommand, _ scan: Scan) {
        let rest = written.argument
        switch written.command {
        case .open: openNamed(rest, scan)
        case .pack, .ship: orderNamed(written.command, rest, scan)
        case .deny: denyNamed(rest, scan)
        case .undo where !rest.isEmpty: undoNamed(rest, scan)
        case .move: moveNamed(rest, scan)
        case .print where !rest.isEmpty: printNamed(rest, scan)
        case .select: selectNamed(rest, scan)
        case .filter: filter(written.text, scan)
        case .show: showNamed(rest, scan)
        case .packer where !rest.isEmpty: setPacker(named: rest, scan)
        case .retry: decide(.retry, rest, scan)
        case .discard: decide(.discard, rest, scan)
        default: run(written.command, scan, .word)
        }
    }

    /// Says which words begin like that.
    private mutating func tellIncomplete(_ commands: [StationCommand.ID], _ scan: Scan) {
        let message: ScanMessage =
            switch commands.first {
            case .modeOpen: .modes
            case .languageEnglish: .languages
            default: .perhaps(scan.input, word: commands.first.flatMap { StationCommand[$0].turkishWords.first } ?? "")
            }
        finish(scan, .word, .wrong, .scan(message))
    }

    /// Whether a line begins with a word that the station knows, and would act if a person wrote it.
    func isWord(_ line: String) -> Bool {
        WrittenCommand.read(line) != nil
    }

    private mutating func openNamed(_ code: String, _ scan: Scan) {
        if code.isEmpty {
            openSelectedPackage(scan)
        } else if let package = named(code, scan) {
            usePackage(package, as: .open, scan)
        }
    }

    private mutating func orderNamed(_ command: StationCommand.ID, _ code: String, _ scan: Scan) {
        guard !code.isEmpty else {
            run(command, scan, .word)
            return
        }
        if let blocker = blocker(of: command) {
            finish(scan, .word, .wrong, blocker)
            return
        }
        guard let package = named(code, scan), let kind = command.kind else { return }
        if bench?.package.id == package.id {
            giveCommand(kind, scan)
        } else {
            tellLeft(openPackage(package))
            opening.insertFirst(.command(kind, scan))
        }
    }

    private mutating func printNamed(_ code: String, _ scan: Scan) {
        if let blocker = blocker(of: .print) {
            finish(scan, .word, .wrong, blocker)
        } else if let package = labelled(code) ?? named(code, scan) {
            offerPrints(of: package, scan)
        }
    }

    /// The package with a label here whose number is these digits behind zeros: what is packed is in no list of what is to do.
    private func labelled(_ digits: String) -> PackageSummary? {
        let end = digits.drop { $0 == "0" }
        guard !end.isEmpty else { return nil }
        let found = labels.packages.compactMap { index[$0] }.filter { $0.number.drop { $0 == "0" } == end }
        return found.count == 1 ? found[0] : nil
    }

    /// The package that is called so; where there is none or more than one, that is said.
    private mutating func named(_ code: String, _ scan: Scan) -> PackageSummary? {
        let packages = index.packages(called: scanInput.read(code))
        if packages.count == 1 { return packages[0] }
        if packages.isEmpty, scan.source == .prompt, let package = packageNumbered(scanInput.read(code)) {
            return package
        }
        if packages.isEmpty, lookUp(scanInput.read(code), scan) { return nil }
        let message: LookupMessage =
            packages.isEmpty
            ? status.unknown(code, index)
            : .severalPackages(code, count: packages.count, isForPacker: true)
        finish(scan, .word, .wrong, .lookup(message))
        return nil
    }

    private mutating func denyNamed(_ words: String, _ scan: Scan) {
        if words.isEmpty {
            run(.deny, scan, .word)
            return
        }
        let named = tracking.reasons(named: words)
        if let reason = named.first, named.count == 1 {
            deny(with: reason.id, scan, .word)
        } else if named.isEmpty {
            finish(scan, .word, .wrong, .command(.noReasonCalled(words)))
        } else if let blocker = blocker(of: .deny) {
            finish(scan, .word, .wrong, blocker)
        } else if let bench {
            askReason(bench, among: named, scan)
        } else {
            finish(scan, .word, .wrong, .bench(.nothingOpen(isScanAsked: true)))
        }
    }

    /// Moves what is checked of the open package to another one.
    private mutating func moveNamed(_ code: String, _ scan: Scan) {
        guard !code.isEmpty else {
            finish(scan, .word, .wrong, .bench(.moveNeedsPackage))
            return
        }
        if let package = named(code, scan) { moveChecks(to: package, scan) }
    }

    /// Selects a line of the open package, as the arrows and Enter do.
    private mutating func selectNamed(_ words: String, _ scan: Scan) {
        let code = scanInput.read(words)
        guard
            let position = bench?.lines.firstIndex(where: { $0.has(code) || code.keys.contains(CodeForm.key($0.id)) }),
            let line = bench?.lines[position]
        else {
            finish(scan, .word, .wrong, .bench(.noSuchItem(words)))
            return
        }
        benchState.moveCursor(to: position)
        checkSelected(line, scan)
    }

    /// Takes one unit of an item back, whichever scan it was.
    private mutating func undoNamed(_ words: String, _ scan: Scan) {
        let code = scanInput.read(words)
        guard let line = bench?.lines.first(where: { $0.has(code) }) else {
            finish(scan, .word, .wrong, .bench(.noSuchItem(words)))
            return
        }
        undo(scan, .word, line: line)
    }

    private mutating func filter(_ words: String, _ scan: Scan) {
        // A person who writes the word alone looks at the filter, or begins one; Esc takes it away.
        if words.isEmpty, !settings.acknowledgesItself, list.inquiry == nil {
            let filter = list.filter.text
            if filter.isEmpty {
                run(.filter, scan, .word)
            } else {
                finish(scan, .word, .ok, .list(.filtered(filter, count: list.count)))
            }
            return
        }
        catalog.setFilter(words)
        if words.isEmpty, list.inquiry != nil {
            leaveQuery(scan)
            return
        }
        let count = list.count
        finish(scan, .word, .ok, .list(words.isEmpty ? .filterOff(count: count) : .filtered(words, count: count)))
    }

    private mutating func showNamed(_ words: String, _ scan: Scan) {
        if words.isEmpty {
            run(.show, scan, .word)
        } else if let scope = PackageList.Scope.named(words) {
            showScope(scope, scan, .word)
        } else {
            finish(scan, .word, .wrong, .list(.scopes))
        }
    }

    /// Decides about a command that waits for a decision, by its number in the activity page.
    private mutating func decide(_ decision: StationCommand.ID, _ number: String, _ scan: Scan) {
        let stages: [CommandStage] = decision == .retry ? [.needsAttention, .refused] : [.needsAttention, .queued]
        guard let id = Int(number), let command = commands[id], stages.contains(command.stage)
        else {
            let stage = Int(number).flatMap { commands[$0]?.stage }
            let none =
                decision == .retry ? CommandMessage.noneToRetry(command: number) : .noneToDiscard(command: number)
            let isSent = stage == .sending || stage == .unknown
            finish(scan, .word, .wrong, .command(isSent ? .outcomeUnknown(command: number) : none))
            return
        }
        if decision == .retry, let obstacle = obstacle(toRetrying: command) {
            finish(scan, .word, .wrong, .command(obstacle))
            return
        }
        let contents = command.isStopped ? bench?.contents : nil
        effects.append(decision == .retry ? .retry(command: id, contents: contents) : .discard(command: id))
        finish(
            scan, .word, .ok, .command(decision == .retry ? .sendingAgain(command: id) : .givingUp(command: id)))
    }

    /// Why a command cannot be sent again; nil where it can.
    private func obstacle(toRetrying command: QueuedCommand) -> CommandMessage? {
        switch command.cause {
        case .packageGone, .wrongState:
            return command.cause.map { .retryCannotHelp(command: command.id, $0) }
        case .contentsChanged where command.isStopped:
            let package = command.intent.package
            guard let bench, bench.package.id == package, bench.isComplete || command.intent.kind != .pack else {
                return .checkAgainFirst(number: number(of: package))
            }
            return nil
        default: return nil
        }
    }
}
