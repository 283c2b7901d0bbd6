import Language
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
        case .filterValues(let values): questions.editForm { $0.offer(values) }
        case .packageChanged(let change, let package, let scan, let outcome):
            endChange(change, of: package, outcome, scan: scan)
        case .document(let answer, let package, let scan): showInvoice(answer, of: package, scan: scan)
        case .lookedUp(let scan, let trouble): endLookUp(of: scan, trouble)
        case .reasons(let reasons): tracking.offer(reasons)
        case .sessions(let kept): benchState.restore(kept)
        case .scans(let earlier): history.addEarlier(earlier)
        case .connection(let connection): updateConnection(connection)
        case .replaced: status.noteNewVersion()
        case .fresh(let time): status.markFresh(at: time)
        case .filling(let progress): status.showProgress(progress)
        case .refreshed(let trouble): endRefresh(trouble)
        case .acknowledged(let time): tracking.acknowledge(until: time)
        case .chosen(let chosen): restoreChoices(chosen)
        // A program reads the language that is set up.
        case .language(let language): if !settings.acknowledgesItself { use(language) }
        case .sharing(let state): changeSharing(to: state)
        case .holders(let holders): sharingState.replaceHolders(holders)
        case .claim(let package, let answer): endClaim(of: package, answer)
        case .counted(let package, let counts): noteCounts(of: package, counts)
        case .claimLost(let package, let holder): loseClaim(of: package, to: holder)
        case .packer(let name): restorePacker(name)
        case .board(let counts): show(counts)
        case .outbox(let command): followCommand(command)
        case .notAccepted(let intent, let scan, let reason): tellNotAccepted(intent, scan, reason)
        case .undecided(let intent, let scan, let commands): takeBackUndecided(intent, commands, scan: scan)
        case .print(let job): followPrint(job)
        case .labelAwaited(let package, let since, let isDismissed):
            labels.await(package, since: since, isDismissed: isDismissed)
        case .labelDiffers(let package, let change): noteChangedLabel(of: package, change)
        case .benchPrints(let prints): noteBenchPrints(prints)
        case .printer(let name, let trouble): labels.note(name, trouble)
        case .unknownTerminal(let type, let used):
            tell(.notice, .note, .notice(.unknownTerminal(type: type, takenFor: used)))
        case .contentsDiffer(let difference, let package, let scan): tellContentsDiffer(difference, package, scan)
        case .alarm(let alarm): showAlarm(alarm)
        case .trouble(let text): tell(.notice, .note, .notice(.trouble(text)))
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
        completeGoods(with: opened.package)
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
        let message = Message.bench(.gone(number: number(of: package)))
        tell(.wrong, .wrong, message)
        for waiting in opening.removeAll() {
            finish(waiting.scan, .unknown, .wrong, message)
        }
    }

    /// Takes note of how reaching the OMS goes; a package that was opened without it is read as soon as it can be.
    private mutating func updateConnection(_ connection: Connection) {
        if let scheme = connection.wantedScheme, scheme != self.connection.wantedScheme {
            tell(.notice, .note, .notice(.otherScheme(scheme)))
        }
        if status.change(to: connection), let bench, bench.logs == nil {
            effects.append(.read(package: bench.package.id))
        }
    }

    /// Reports the result of a refresh, where nothing else was done since it was asked for.
    private mutating func endRefresh(_ trouble: Phrase?) {
        guard result?.message == .list(.refreshing) else { return }
        if let trouble {
            tell(.notice, .note, .list(.notRefreshed(why: trouble)))
        } else {
            tell(.ok, .ok, .list(.refreshed(list.scope, total: list.total)))
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

    /// Notes a command that was finished in an earlier run: one of this run is reported from its beginning.
    ///
    /// The bench does not change by it; only a refusal that was not acknowledged is still to be shown.
    private mutating func recallCommand(_ command: QueuedCommand) {
        guard command.stage == .refused, tracking.isNews(command) else { return }
        tellTrouble(of: command, nil)
    }

    /// Says what became of a command; one that was given before this start has no scan, and gets no answer.
    private mutating func tellStage(of command: QueuedCommand) {
        let package = index[command.intent.package]
        let (number, name) = (number(of: command.intent.package), command.intent.commandName)
        let given = tracking.given(for: command)
        let scan = given?.scan.withoutShot ?? command.scan.map { self.scan($0, command.intent.word) }
        let notes = (given?.notes ?? []) + (command.cause == .alone ? [.sentAlone] : [])
        if command.stage != .discarded { count(command) }
        switch command.stage {
        case .queued where command.attempts == 0:
            guard let scan else { return }
            finish(scan, .command, .queued, .command(.queued(number: number, name)), notes: notes, package: package)
        case .applied:
            if command.intent.kind?.endsChecking == true { forgetSession(of: command.intent.package) }
            guard let scan else { return }
            let state = command.intent.target?.name
            let message = Message.command(.applied(number: number, name, state: state))
            let isOnBench = bench.map { $0.package.id == command.intent.package } ?? true
            let isNextToScan = isOnBench && command.intent.kind?.endsChecking == true && !settings.acknowledgesItself
            finish(
                scan, .command, .done, message, notes: notes, package: package, hint: isNextToScan ? .scanNext : nil)
        case .refused, .needsAttention:
            tellTrouble(of: command, scan)
        case .discarded where tracking.isReplaced(command): break
        case .discarded:
            count(command)
            tell(.notice, .note, .command(.givenUp(number: number, name)))
        case .queued, .sending, .unknown: break
        }
    }

    private mutating func tellTrouble(of command: QueuedCommand, _ scan: Scan?) {
        let alert = alert(about: command)
        if !settings.acknowledgesItself {
            alertQueue.removeTold(by: alert.message)
            alertQueue.add(alert)
        }
        guard let scan else { return }
        let isRefused = command.stage == .refused
        // Nobody sees a box where there is no screen: the answer says it all.
        let notes = isRefused || !settings.acknowledgesItself ? [] : [Message.Note.decision(decision(about: command))]
        finish(
            scan, .command, .refused, .alert(alert.message), notes: notes, package: index[command.intent.package],
            word: isRefused ? nil : .needsYou)
    }

    private func alert(about command: QueuedCommand) -> Alert {
        let (number, name) = (number(of: command.intent.package), command.intent.commandName)
        let message: AlertMessage
        if command.isStopped {
            message = .notSent(number: number, name, reason: command.reason, command: command.id)
        } else if command.stage == .refused {
            let canHelp = command.cause != .packageGone && command.cause != .wrongState
            message = .refused(number: number, name, reason: command.reason, retry: canHelp ? command.id : nil)
        } else {
            message = .needsDecision(number: number, name, reason: command.reason, decision(about: command))
        }
        return Alert(message, happened: command.changed, at: now)
    }

    /// What somebody must decide about a command of a package that was given before; nil where nobody must.
    func decisionAwaited(_ kind: CommandKind, _ package: Int) -> Message.Decision? {
        commands.unfinished(of: package)
            .first { $0.intent.kind == kind && $0.stage == .needsAttention && !$0.isStopped }
            .map(decision(about:))
    }

    /// What a person can do about a command that waits for a decision.
    private func decision(about command: QueuedCommand) -> Message.Decision {
        if command.isStopped { return .checkAgain(number: number(of: command.intent.package)) }
        return command.cause == .packageGone || command.cause == .wrongState
            ? .discard(command: command.id) : .retryOrDiscard(command: command.id)
    }

    private mutating func tellNotAccepted(_ intent: CommandIntent, _ scanNumber: Int?, _ reason: Phrase) {
        let given = tracking.refuse(scanNumber)
        let scan = given?.scan.withoutShot ?? self.scan(scanNumber ?? 0, intent.word)
        count(.refused(.refused), intent)
        let alert = AlertMessage.notAccepted(
            number: number(of: intent.package), intent.commandName, reason: reason)
        raise(Alert(alert, at: now), scan, .command, .refused)
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
