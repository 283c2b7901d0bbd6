import OMS

// The engine's events: packages that came or changed, stages of commands, the state of the connection.
extension StationModel {
    mutating func learn(_ event: StationEvent) {
        switch event {
        case .mirror(let index): replaceIndex(index)
        case .changed(let packages, let removed): updatePackages(packages, removed: removed)
        case .opened(let opened): showOpened(opened.understood(by: settings.commands.states))
        case .readEnded(let package): endWaitForLog(of: package)
        case .gone(let package): losePackage(package)
        case .inquiry(let answer): showQueryAnswer(answer)
        case .packageChanged(let change, let package, let scan, let outcome):
            endChange(change, of: package, outcome, scan: scan)
        case .document(let answer, let package, let scan): showInvoice(answer, of: package, scan: scan)
        case .lookedUp(let scan, let trouble): endLookUp(of: scan, trouble)
        case .reasons(let reasons): tracking.offer(reasons)
        case .sessions(let kept): benchState.restore(kept)
        case .scans(let earlier): history.addEarlier(earlier)
        case .connection(let connection): updateConnection(connection)
        case .fresh(let time): status.markFresh(at: time)
        case .filling(let progress): status.showProgress(progress)
        case .refreshed(let trouble): endRefresh(trouble)
        case .acknowledged(let time): tracking.acknowledge(until: time)
        case .chosen(let chosen): restoreChoices(chosen)
        case .outbox(let command): followCommand(command)
        case .notAccepted(let intent, let scan, let reason): tellNotAccepted(intent, scan, reason)
        case .undecided(let intent, let scan, let commands): takeBackUndecided(intent, commands, scan: scan)
        case .unknownTerminal(let type, let used):
            tell(.notice, "NOTE", Message.unknownTerminal(type: type, takenFor: used).text)
        case .contentsDiffer(let difference, let package, let scan): tellContentsDiffer(difference, package, scan)
        case .alarm(let alarm): showAlarm(alarm)
        case .trouble(let text): tell(.notice, "NOTE", text)
        case .keys, .line, .woken, .minute, .viewport, .order: break
        }
    }

    private mutating func replaceIndex(_ index: PackageIndex) {
        catalog.replace(with: index)
        tellWhatIsNotUnderstood()
        takeAskedIfRead()
    }

    private mutating func updatePackages(_ packages: [PackageSummary], removed: [Int]) {
        catalog.apply(packages, removed: removed, involved: removed.filter(isInvolved))
        if let open = bench?.package.id, removed.contains(open) { loseOpenPackage() }
        tellWhatIsNotUnderstood()
        if let open = bench?.package.id, let package = packages.last(where: { $0.id == open }) {
            effects.append(.open(package: open))
            // Its log says when and by whom.
            if isForeignState(package) { effects.append(.read(package: open)) }
        }
        takeAskedIfRead()
    }

    private mutating func showOpened(_ opened: OpenedPackage) {
        let id = opened.package.id
        if opening.end(id) {
            benchState.put(opened)
            if !screen.viewport.isWide { screen.focus = .detail }
            endMove(to: id)
            tellWhatWasOpened()
        } else if bench?.package.id == id {
            updateOpenPackage(opened)
        }
        goOn()
    }

    /// The package that was asked for is not there: what was meant for it must not reach the one that was open before.
    private mutating func losePackage(_ package: Int) {
        guard opening.end(package) else { return }
        benchState.cancelMove()
        opening.endWaitForLog()
        benchState.clear()
        screen.focus = .list
        let message = Message.packageGone(number: number(of: package)).text
        tell(.wrong, "WRONG", message)
        for waiting in opening.removeAll() {
            finish(waiting.scan, .unknown, .wrong, message)
        }
    }

    /// Takes note of how reaching the OMS goes; a package that was opened without it is read as soon as it can be.
    private mutating func updateConnection(_ connection: Connection) {
        if let scheme = connection.wantedScheme, scheme != self.connection.wantedScheme {
            tell(.notice, "NOTE", Message.otherScheme(scheme).text)
        }
        if status.change(to: connection), let bench, bench.logs == nil {
            effects.append(.read(package: bench.package.id))
        }
    }

    /// Says how it went to read the packages again, for whoever asked for that and has done nothing else since.
    private mutating func endRefresh(_ trouble: String?) {
        guard result?.text == Self.refreshing else { return }
        if let trouble {
            tell(.notice, "NOTE", "Not read again: \(trouble)")
        } else {
            tell(.ok, "OK", "The packages are read again: \(list.total) \(list.scope.label).")
        }
    }

    // MARK: - The outbox

    private mutating func followCommand(_ command: QueuedCommand) {
        if let number = command.number { catalog.remember(number, of: command.intent.package) }
        switch tracking.follow(command) {
        case .ofEarlierRun: recallCommand(command)
        case .stage: tellStage(of: command)
        case .none: break
        }
    }

    /// Takes note of a command that came to its end in an earlier run: one of this run is told from its beginning.
    ///
    /// The bench does not change by it; only a refusal that was not acknowledged is still to be shown.
    private mutating func recallCommand(_ command: QueuedCommand) {
        guard command.stage == .refused, tracking.isNews(command) else { return }
        tellTrouble(of: command, nil)
    }

    /// Says what became of a command; one that was given before this start has no scan, and gets no answer.
    private mutating func tellStage(of command: QueuedCommand) {
        let package = index[command.intent.package]
        let (number, word) = (number(of: command.intent.package), command.intent.word)
        let given = tracking.given(for: command)
        let scan = given?.scan.withoutShot ?? command.scan.map { self.scan($0, word) }
        let note = given?.note ?? ""
        switch command.stage {
        case .queued where command.attempts == 0:
            guard let scan else { return }
            finish(scan, .command, .queued, "\(number): \(word) is queued.\(note)", package: package)
        case .applied:
            if command.intent.kind?.endsChecking == true { forgetSession(of: command.intent.package) }
            guard let scan else { return }
            let state = command.intent.target?.name
            finish(
                scan, .command, .done, "\(number): \(state.map { "now \($0)" } ?? "\(word) is done").\(note)",
                package: package
            )
        case .refused, .needsAttention:
            tellTrouble(of: command, scan)
        case .discarded where tracking.isReplaced(command): break
        case .discarded: tell(.notice, "NOTE", "\(number): \(word) is given up.")
        case .queued, .sending, .unknown: break
        }
    }

    private mutating func tellTrouble(of command: QueuedCommand, _ scan: Scan?) {
        let alert = alert(about: command)
        if !settings.acknowledgesItself {
            if let message = alert.message { alertQueue.removeTold(by: message) }
            alertQueue.add(alert)
        }
        guard let scan else { return }
        let (number, words) = (number(of: command.intent.package), command.reason ?? "no reason was given")
        let isRefused = command.stage == .refused
        // Nobody sees a box where there is no screen: the answer says it all.
        let advice = isRefused || !settings.acknowledgesItself ? "" : " · \(advice(about: command))"
        finish(
            scan, .command, .refused, "\(number): \(words)\(advice)", package: index[command.intent.package],
            word: isRefused ? nil : "NEEDS YOU")
    }

    private func alert(about command: QueuedCommand) -> Alert {
        let (number, word) = (number(of: command.intent.package), command.intent.word)
        let words = command.reason ?? "no reason was given"
        if command.isStopped {
            return Alert(
                .notSent(number: number, word: word, reason: words, command: command.id), happened: command.changed,
                at: now)
        }
        if command.stage == .refused {
            let canHelp = command.cause != .packageGone && command.cause != .wrongState
            let retry = canHelp ? command.id : nil
            return Alert(
                .refused(number: number, word: word, reason: words, retry: retry), happened: command.changed, at: now)
        }
        return Alert(
            "NEEDS YOU", scanned: "\(word) \(number)", expected: words,
            advice: "Look at the package, then decide by a word: \(advice(about: command)).", subject: .command,
            isAnsweredByScan: false, happened: command.changed, at: now)
    }

    /// What a person can do about a command that waits for a decision.
    private func advice(about command: QueuedCommand) -> String {
        if command.isStopped { return Message.checkAgainFirst(number: number(of: command.intent.package)).text }
        let retry = "retry \(command.id) sends it again"
        let discard = "discard \(command.id) gives it up"
        return command.cause == .packageGone || command.cause == .wrongState ? discard : "\(retry), \(discard)"
    }

    private mutating func tellNotAccepted(_ intent: CommandIntent, _ scanNumber: Int?, _ reason: String) {
        let given = tracking.refuse(scanNumber)
        let scan = given?.scan.withoutShot ?? self.scan(scanNumber ?? 0, intent.word)
        let (number, word) = (number(of: intent.package), intent.word)
        let alert = Alert(
            "NOT ACCEPTED", scanned: "\(word) \(number)", expected: reason,
            advice: "Nothing was sent. Give the command again when the disk is well.", subject: .command,
            isAnsweredByScan: false, at: now)
        raise(
            alert, scan, .command, .refused,
            message: "\(number): \(word) was not accepted: \(reason)")
    }

    /// What was checked of a package is no longer needed once it is packed, shipped or denied.
    private mutating func forgetSession(of package: Int) {
        benchState.forget(package)
        effects.append(.forget(package: package))
    }
}

extension StationModel {
    /// Whether something is pending for a package, so that its number is still needed when it has left.
    fileprivate func isInvolved(_ package: Int) -> Bool {
        bench?.package.id == package || opening.package == package || tracking.isBusy(package)
    }
}

extension Connection {
    /// The scheme that the OMS wants in the place of the one that is set; nil where it says nothing of that.
    fileprivate var wantedScheme: String? {
        if case .rejected(_, let scheme) = self { scheme } else { nil }
    }
}

extension CommandIntent {
    /// What people know the command by: the word of its kind, or the OMS's name of it.
    var word: String { kind?.word ?? name }
}

extension CommandKind {
    /// Whether nothing more is to be checked of a package once it was applied.
    fileprivate var endsChecking: Bool {
        switch self {
        case .pack, .ship, .deny, .notFound, .refundPack, .cancel: true
        case .prepare, .block, .unblock, .deliver, .shipmentInformation, .shippingLabel: false
        }
    }
}
