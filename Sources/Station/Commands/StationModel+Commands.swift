import OMS

// From what a packer wants to a command in the outbox: is it offered, is everything checked, is it meant.
extension StationModel {
    /// Packs, ships, denies or reports what is missing of the open package.
    mutating func giveCommand(_ kind: CommandKind, _ scan: Scan) {
        guard let bench else {
            guard !refuseLost(scan, .command) else { return }
            finish(scan, .command, .wrong, .bench(.nothingOpen(isScanAsked: true)))
            return
        }
        guard let offered = offer(kind, of: bench.package, scan) else { return }
        if case .listed(let command) = offered, command.asksForMore {
            performOffered(OfferedCommand(command: command, kind: kind), scan)
            return
        }
        switch kind {
        case .pack: pack(bench, intent(.pack, offered, of: bench.package), scan)
        case .ship:
            let intent = intent(kind, offered, of: bench.package)
            confirm(intent, bench.package.number, shipQuestion(intent, bench.package.number), scan)
        case .deny: askReason(bench, scan)
        case .notFound: reportMissing(bench, offered, scan)
        default: confirm(intent(kind, offered, of: bench.package), bench.package.number, nil, scan)
        }
    }

    /// The OMS's command for what is wanted; what is wrong is said where there is none.
    ///
    /// Behind a command that is still queued another one may be offered only later: it is queued too, and which
    /// transition it is turns out when it is sent.
    private mutating func offer(_ kind: CommandKind, of package: Package, _ scan: Scan) -> Availability? {
        if tracking.isUnderWay(kind, package.id) {
            finish(scan, .command, .wrong, .command(underWay(kind, package.id)))
            return nil
        }
        let choice = settings.commands.choice(kind, of: package)
        if case .command(let command) = choice { return .listed(command) }
        if case .several(let commands) = choice {
            askWhich(kind, commands, of: package.id, scan)
            return nil
        }
        if tracking.isBusy(package.id) { return .later }
        let alert = AlertMessage.notOffered(
            number: package.number, kind, choice, package.state, offered: package.commands.map(\.name),
            isPackFirst: kind == .ship && canBeOffered(.pack, of: package))
        raise(Alert(alert, at: now), scan, .command)
        effects.append(.read(package: package.id))
        return nil
    }

    /// What is said of a command that was given before: that it is queued, that somebody must decide about it, or that what
    /// became of it is not known.
    func underWay(_ kind: CommandKind, _ package: Int) -> CommandMessage {
        if let decision = decisionAwaited(kind, package) {
            return .decisionAwaited(number: number(of: package), kind, decision)
        }
        let sent = commands.unfinished(of: package).first { command in
            command.intent.kind == kind && (command.stage == .sending || command.stage == .unknown)
        }
        return sent == nil
            ? .queuedAlready(number: number(of: package), kind) : .outcomeAwaited(number: number(of: package), kind)
    }

    /// A command as the OMS offers it, or one that it will offer after those that are queued.
    enum Availability {
        case listed(PackageCommand)
        case later
    }

    /// Whether a command can be given for a package now.
    func canBeOffered(_ kind: CommandKind, of package: Package) -> Bool {
        switch settings.commands.choice(kind, of: package) {
        case .command, .several: true
        case .notOffered, .notConfigured, .needsStates, .notFromState: tracking.isBusy(package.id)
        }
    }

    /// Why there is no command to pack a package: a setting is missing only where the OMS lists no commands at all.
    func whyNotPacked(_ package: Package) -> CommandChoice {
        let isForSettings = index.listsNoCommands && settings.commands.kind(of: package).alwaysHasCommands
        return isForSettings ? settings.commands.choice(.pack, of: package) : .notOffered
    }

    /// A command for the open package; packing and missing goods depend on what is in it.
    func intent(
        _ kind: CommandKind?, _ offer: Availability, of package: Package, parameters: JSONValue = [:]
    ) -> CommandIntent {
        switch offer {
        case .listed(let command):
            CommandIntent(
                package: package.id, kind: kind, transition: command.transition, name: command.name,
                parameters: parameters, source: package.state, target: command.target,
                contents: contents(for: kind, of: package))
        case .later:
            CommandIntent(
                package: package.id, kind: kind, name: kind?.word ?? "command", parameters: parameters,
                source: package.state, contents: contents(for: kind, of: package))
        }
    }

    private func contents(for kind: CommandKind?, of package: Package) -> PackContents? {
        guard kind == .pack || kind == .notFound, let bench, bench.package.id == package.id else { return nil }
        return bench.contents
    }

    // MARK: - Packing

    /// Packs, or asks first where units are not checked; `given` is what was filled in for it.
    mutating func pack(_ bench: OpenPackage, _ intent: CommandIntent, _ scan: Scan, given: [DialogMessage.Line] = []) {
        guard let unchecked = bench.uncheckedUnits else { return enqueue(intent, scan) }
        let isFaultAsked = bench.needed == bench.checked || bench.needed == 0
        let missing =
            [isFaultAsked ? nil : unchecked.fault.map(DialogMessage.Line.fault)].compactMap(\.self)
            + bench.missing.map { .goods(title: $0.line.title, count: $0.count) }
        switch settings.force.decision(on: unchecked) {
        case .pack: enqueue(intent, scan)
        case .ask: askForce(intent, bench.package.number, unchecked, missing + given, scan, .command)
        case .refuse:
            raise(Alert(.notComplete(number: bench.package.number, unchecked, missing), at: now), scan, .command)
        }
    }

    /// Asks whether to pack although not everything is checked.
    mutating func askForce(
        _ intent: CommandIntent, _ number: String, _ unchecked: UncheckedUnits, _ lines: [DialogMessage.Line],
        _ scan: Scan, _ meaning: ScanAnswer.Meaning
    ) {
        let shown = bench?.package.id == intent.package ? nil : number
        ask(
            Dialog(
                .force(intent.commandName, unchecked, number: shown, lines), .force(intent, number: number), scan,
                shown: now.uptime),
            meaning, about: index[intent.package])
    }

    // MARK: - Denying

    /// Asks why the open package is denied: among all reasons, or among those that were named.
    mutating func askReason(_ bench: OpenPackage, among named: [DenialReason]? = nil, _ scan: Scan) {
        let reasons = named ?? reasons
        guard !reasons.isEmpty else {
            finish(scan, .command, .wrong, .command(.noReasons))
            effects.append(.refresh)
            return
        }
        let canReport =
            settings.commands.command(.notFound, among: bench.package.commands, in: bench.package.state) != nil
        let isPartlyThere = canReport && bench.checked > 0 && !bench.isComplete
        ask(
            Dialog(
                .reasons(number: bench.package.number, reasons, canReport: isPartlyThere), .reason(reasons), scan,
                shown: now.uptime),
            .command)
    }

    /// Denies the open package for a reason, once that is confirmed.
    mutating func deny(with reason: Int, _ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        if let blocker = blocker(of: .deny) {
            finish(scan, meaning, .wrong, blocker)
            return
        }
        guard let bench else {
            finish(scan, meaning, .wrong, .bench(.nothingOpen(isScanAsked: true)))
            return
        }
        guard let known = reasons.first(where: { $0.id == reason }) else {
            finish(scan, meaning, .wrong, .command(.noSuchReason(id: reason)))
            return
        }
        guard let offered = offer(.deny, of: bench.package, scan) else { return }
        let name = parameterName(offered, where: \.isReason, else: "denial_reason")
        let (number, intent) = (
            bench.package.number,
            intent(.deny, offered, of: bench.package, parameters: .object([name: .int(known.id)]))
        )
        confirm(intent, number, .deny(intent.commandName, number: number, reason: known.title), scan)
    }

    /// The name of the parameter that a command asks for, where it says so; of two, the one it is refused without.
    private func parameterName(
        _ offer: Availability, where fits: (CommandParameter) -> Bool, else usual: String
    ) -> String {
        guard case .listed(let command) = offer else { return usual }
        let fitting = command.parameters.filter(fits)
        let required = command.parameters.filter(\.isRequired)
        return (fitting.first(where: \.isRequired) ?? fitting.first ?? (required.count == 1 ? required.first : nil))?
            .name ?? usual
    }

    // MARK: - Missing goods

    mutating func reportMissing(_ bench: OpenPackage, _ offer: Availability, _ scan: Scan) {
        let missing = bench.missing
        guard !missing.isEmpty else {
            finish(scan, .command, .wrong, .command(.nothingMissing))
            return
        }
        let items = bench.missingItems
        let name = parameterName(offer, where: \.isItems, else: "items")
        let parameters = JSONValue.object([name: .array(items.map(JSONValue.int))])
        let intent = intent(.notFound, offer, of: bench.package, parameters: parameters)
            .given(for: PackContents(of: bench.package, reporting: Set(items)))
        let lines = missing.map { DialogMessage.Line.goods(title: $0.line.title, count: $0.count) }
        confirm(intent, bench.package.number, .reportMissing(intent.commandName, lines), scan)
    }

    /// What is asked before a package is shipped whose label is known not to be as it should be; nil where all is well.
    func shipQuestion(_ intent: CommandIntent, _ number: String) -> DialogMessage? {
        guard intent.kind == .ship, let doubt = labels.doubt(about: intent.package, settings.labels) else { return nil }
        return .shipWithDoubt(intent.commandName, number: number, doubt)
    }

    // MARK: - Into the outbox

    /// Asks before a command is run; without words of its own, by the name of the command.
    mutating func confirm(_ intent: CommandIntent, _ number: String, _ message: DialogMessage?, _ scan: Scan) {
        let message = message ?? .confirm(intent.commandName, number: number)
        ask(Dialog(message, .confirm(intent, number: number), scan, shown: now.uptime), .command)
    }

    /// Gives a command to the engine; it is acknowledged when it is on disk.
    ///
    /// It takes the place of one that was stopped because the goods had changed.
    mutating func enqueue(_ intent: CommandIntent, _ scan: Scan) {
        alertQueue.removeAnsweredByScan()
        questions.closeForm()
        if let stopped = tracking.give(intent, by: scan, notes: scan.notes + forceNotes(intent)) {
            effects.append(.discard(command: stopped))
        }
        catalog.keep(intent.package)
        effects.append(.run(intent, scan: scan.number))
    }

    /// What is to be remembered of a package that is packed with unchecked items; empty where none are.
    private func forceNotes(_ intent: CommandIntent) -> [Message.Note] {
        guard intent.kind == .pack else { return [] }
        let (checked, needed) =
            bench?.package.id == intent.package
            ? (bench?.checked ?? 0, bench?.needed ?? 0)
            : (sessions[intent.package]?.count ?? 0, index[intent.package]?.units ?? 0)
        return checked < needed ? [.byForce(unchecked: needed - checked, needed: needed)] : []
    }
}
