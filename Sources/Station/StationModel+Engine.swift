import OMS

// What the engine tells: packages that came or changed, how commands went, how reaching the OMS goes.
extension StationModel {
    mutating func learn(_ event: StationEvent) {
        switch event {
        case .mirror(let index): replaceIndex(index)
        case .changed(let packages, let removed): change(packages, removed: removed)
        case .opened(let opened): take(opened.understood(by: settings.commands.states))
        case .readEnded(let package): endWaitForLog(of: package)
        case .gone(let package): lose(package)
        case .inquiry(let answer): take(answer)
        case .packageChanged(let change, let package, let scan, let outcome):
            take(outcome, of: change, package, scan: scan)
        case .document(let answer, let package, let scan): take(answer, of: package, scan: scan)
        case .lookedUp(let scan, let trouble): endLookUp(of: scan, trouble)
        case .reasons(let reasons):
            self.reasons = reasons.filter(\.isActive).sorted { ($0.priority, $0.id) < ($1.priority, $1.id) }
        case .sessions(let kept): sessions = Dictionary(kept.map { ($0.package, $0) }, uniquingKeysWith: { $1 })
        case .scans(let earlier): remember(earlier)
        case .connection(let connection): take(connection)
        case .fresh(let time): fresh = time
        case .filling(let progress): filling = progress
        case .refreshed(let trouble): endRefresh(trouble)
        case .acknowledged(let time): acknowledged = time
        case .chosen(let chosen): settings.commands.chosen = chosen
        case .outbox(let command): follow(command)
        case .notAccepted(let intent, let scan, let reason): refuse(intent, scan, reason)
        case .undecided(let intent, let scan, let commands): take(undecided: intent, commands, scan: scan)
        case .unknownTerminal(let type, let used):
            tell(.notice, "NOTE", Message.unknownTerminal(type: type, takenFor: used).text)
        case .contentsDiffer(let difference, let package, let scan): complain(difference, package, scan)
        case .alarm(let alarm): take(alarm)
        case .trouble(let text): tell(.notice, "NOTE", text)
        case .keys, .line, .woken, .minute, .viewport, .order: break
        }
    }

    private mutating func replaceIndex(_ index: PackageIndex) {
        self.index = index
        list.update(from: index)
        tellWhatIsNotUnderstood()
        takeAskedIfRead()
    }

    private mutating func change(_ packages: [PackageSummary], removed: [Int]) {
        for id in removed where isInvolved(id) { formerNumbers[id] = index[id]?.number }
        let changes = index.apply(packages, removed: removed)
        list.update(from: index, after: changes)
        if let open = bench?.package.id, removed.contains(open) { loseOpenPackage() }
        tellWhatIsNotUnderstood()
        if let open = bench?.package.id, let package = packages.last(where: { $0.id == open }) {
            effects.append(.open(package: open))
            // Its log says when and by whom.
            if isForeignState(package) { effects.append(.read(package: open)) }
        }
        takeAskedIfRead()
    }

    private mutating func take(_ opened: OpenedPackage) {
        let id = opened.package.id
        if opening == id {
            opening = nil
            let bench = OpenPackage(opened, session: sessions.removeValue(forKey: id))
            self.bench = bench
            if !viewport.isWide { focus = .detail }
            endMove(to: id)
            tellWhatWasOpened()
        } else if bench?.package.id == id {
            update(opened)
        }
        goOn()
    }

    /// The package that was asked for is not there: what was meant for it must not reach the one that was open before.
    private mutating func lose(_ package: Int) {
        guard opening == package else { return }
        opening = nil
        (moving, finishedPackage) = (nil, nil)
        bench = nil
        focus = .list
        let message = Message.packageGone(number: number(of: package)).text
        tell(.wrong, "WRONG", message)
        let meant = waiting
        waiting = []
        for waiting in meant {
            finish(waiting.scan, .unknown, .wrong, message)
        }
    }

    /// Takes note of how reaching the OMS goes; a package that was opened without it is read as soon as it can be.
    private mutating func take(_ connection: Connection) {
        // What was only slow is under way already.
        let isBack = connection == .online && self.connection != .online && self.connection != .slow
        if let scheme = connection.wantedScheme, scheme != self.connection.wantedScheme {
            tell(.notice, "NOTE", Message.otherScheme(scheme).text)
        }
        self.connection = connection
        if isBack, let bench, bench.logs == nil { effects.append(.read(package: bench.package.id)) }
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

    private mutating func follow(_ command: QueuedCommand) {
        let old = commands[command.id]
        var command = command
        if let old { command.continueFrom(old) }
        commands.put(command)
        if let scan = command.scan { unaccepted[scan] = nil }
        if old == nil, command.scan == nil, command.stage.isFinal {
            recall(command)
        } else if old?.stage != command.stage {
            report(command)
        }
    }

    /// Takes note of a command that came to its end in an earlier run: one of this run is told from its beginning.
    ///
    /// Nothing of the bench changes by it; only a refusal that nobody has acknowledged is still to be seen.
    private mutating func recall(_ command: QueuedCommand) {
        guard command.stage == .refused, acknowledged.map({ command.changed > $0 }) ?? true else { return }
        complain(command, nil)
    }

    /// Says what became of a command; one that was given before this start has no scan, and is answered to nobody.
    private mutating func report(_ command: QueuedCommand) {
        let package = index[command.intent.package]
        let (number, word) = (number(of: command.intent.package), command.intent.word)
        let given = command.scan.flatMap { self.given[$0] }
        let scan = command.scan.map { Scan(number: $0, input: given?.input ?? word, isWritten: true) }
        let note = given?.note ?? ""
        if command.stage.isFinal { command.scan.map { self.given[$0] = nil } }
        switch command.stage {
        case .queued where command.attempts == 0:
            guard let scan else { return }
            finish(scan, .command, .queued, "\(number): \(word) is queued.\(note)", package: package)
        case .applied:
            if command.intent.kind?.endsChecking == true { forget(command.intent.package) }
            guard let scan else { return }
            let state = command.intent.target?.name
            finish(
                scan, .command, .done, "\(number): \(state.map { "now \($0)" } ?? "\(word) is done").\(note)",
                package: package
            )
        case .refused, .needsAttention:
            complain(command, scan)
        case .discarded where replaced.remove(command.id) != nil: break
        case .discarded: tell(.notice, "NOTE", "\(number): \(word) is given up.")
        case .queued, .sending, .unknown: break
        }
    }

    private mutating func complain(_ command: QueuedCommand, _ scan: Scan?) {
        let alert = alert(about: command)
        if !settings.acknowledgesItself {
            if let message = alert.message { alerts.removeAll { $0.message?.isTold(by: message) ?? false } }
            alerts.append(alert)
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

    private mutating func refuse(_ intent: CommandIntent, _ scan: Int?, _ reason: String) {
        if let scan { unaccepted[scan] = nil }
        let (number, word) = (number(of: intent.package), intent.word)
        let alert = Alert(
            "NOT ACCEPTED", scanned: "\(word) \(number)", expected: reason,
            advice: "Nothing was sent. Give the command again when the disk is well.", subject: .command,
            isAnsweredByScan: false, at: now)
        raise(
            alert, Scan(number: scan ?? 0, input: scan.flatMap { given[$0]?.input } ?? word, isWritten: true), .command,
            .refused,
            message: "\(number): \(word) was not accepted: \(reason)")
    }

    /// What was checked of a package is no longer needed once it is packed, shipped or denied.
    private mutating func forget(_ package: Int) {
        sessions[package] = nil
        effects.append(.forget(package: package))
    }
}

extension StationModel {
    /// What people know a package by: its number, or its id where the package is not known.
    func number(of package: Int) -> String {
        index[package]?.number ?? formerNumbers[package] ?? String(package)
    }

    /// Whether something is under way for a package, so that its number is still to be said when it has left.
    fileprivate func isInvolved(_ package: Int) -> Bool {
        bench?.package.id == package || opening == package || pendingCommand(for: package) != nil
            || unaccepted.values.contains { $0.package == package }
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
