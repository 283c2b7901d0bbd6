import OMS

// From what a packer wants to a command in the outbox: is it offered, is everything checked, is it meant.
extension StationModel {
    /// Packs, ships, denies or reports what is missing of the open package.
    mutating func giveCommand(_ kind: CommandKind, _ scan: Scan) {
        guard let bench else {
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
        case .ship: confirm(intent(kind, offered, of: bench.package), bench.package.number, nil, scan)
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
            finish(scan, .command, .wrong, .command(.queuedAlready(number: package.number, kind)))
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
            number: package.number, kind, choice, package.state, offered: package.commands.map(\.name))
        raise(Alert(alert, at: now), scan, .command)
        effects.append(.read(package: package.id))
        return nil
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
        let fault = bench.package.contentsFault
        guard !bench.isComplete, settings.force != .always || fault != nil else {
            enqueue(intent, scan)
            return
        }
        let isFaultAsked = bench.needed == bench.checked || bench.needed == 0
        let missing =
            [isFaultAsked ? nil : fault.map(DialogMessage.Line.fault)].compactMap(\.self)
            + bench.missing.map { .goods(title: $0.line.title, count: $0.count) }
        let count = bench.needed - bench.checked
        let lack = Lack(count: count, needed: bench.needed, fault: fault)
        guard settings.force != .never else {
            raise(Alert(.notComplete(number: bench.package.number, lack, missing), at: now), scan, .command)
            return
        }
        askForce(intent, bench.package.number, lack, missing + given, scan, .command)
    }

    /// Asks whether to pack although not everything is checked.
    private mutating func askForce(
        _ intent: CommandIntent, _ number: String, _ lack: Lack, _ lines: [DialogMessage.Line], _ scan: Scan,
        _ meaning: ScanAnswer.Meaning
    ) {
        let shown = bench?.package.id == intent.package ? nil : number
        ask(
            Dialog(
                .force(intent.commandName, lack, number: shown, lines), .force(intent, number: number), scan,
                shown: now.uptime),
            meaning, about: index[intent.package])
    }

    // MARK: - Denying

    mutating func askReason(_ bench: OpenPackage, _ scan: Scan) {
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

    /// Gives a program's command for a package that need not be open; which transition it is turns out when it is sent.
    ///
    /// Nothing is asked back: a pack of what is not checked is refused where it would be asked for, unless it is forced.
    mutating func orderUnopened(
        _ kind: CommandKind, _ name: String, _ parameters: JSONValue, _ isForced: Bool, _ scan: Scan
    ) {
        let named = packages(named: name)
        guard let package = named.first, named.count == 1 else {
            let unknown = isListPartial ? status.notReadYet(name) : .noSuchPackage(name)
            let several = LookupMessage.severalPackages(name, count: named.count, isForPacker: false)
            finish(scan, .package, .wrong, .lookup(named.isEmpty ? unknown : several))
            return
        }
        guard !refuseFinished(kind, package, scan) else { return }
        if kind == .pack, benchState.wasPutAside(package.id) {
            openPackage(package)
            opening.insertFirst(.packing(name, parameters, isForced: isForced, scan))
            return
        }
        let lack = lack(of: package)
        if kind == .pack, let lack, settings.force != .never, !isForced, settings.force != .always || lack.fault != nil
        {
            let message = Message.command(.forceNeeded(number: package.number, lack))
            finish(scan, .package, .wrong, message, package: package)
            return
        }
        runUnopened(kind, package, scan, parameters, isForceDecided: true)
    }

    /// What is not checked of a package, whether it is open, was put aside, or was never opened; nil where all is.
    private func lack(of package: PackageSummary) -> Lack? {
        if let bench, bench.package.id == package.id {
            let fault = bench.package.contentsFault
            return bench.isComplete
                ? nil : Lack(count: bench.needed - bench.checked, needed: bench.needed, fault: fault)
        }
        let count = max(0, package.units - (sessions[package.id]?.count ?? 0))
        if count == 0 && package.isCheckable { return nil }
        return Lack(count: count, needed: package.units, fault: package.contentsFault)
    }

    /// The packages that a program calls so: by a number that is printed or scanned, else by id.
    private func packages(named name: String) -> [PackageSummary] {
        let called = index.packages(called: scanInput.read(name))
        return called.isEmpty ? Int(name).flatMap { index[$0] }.map { [$0] } ?? [] : called
    }

    /// What a person is asked before a program packs a package, named as people name it; nil where nothing is asked.
    public func forceQuestion(beforePacking name: String) -> String? {
        let named = packages(named: name)
        guard named.count == 1, let package = named.first, let lack = lack(of: package),
            settings.commands.kind(of: package).finishedWord == nil
        else { return nil }
        let isAsked = settings.force == .confirm || (settings.force == .always && lack.fault != nil)
        return isAsked ? DialogMessage.force(.kind(.pack), lack, number: package.number, []).title : nil
    }

    /// Says that a package is finished, where a command can do nothing more with it.
    private mutating func refuseFinished(_ kind: CommandKind, _ package: PackageSummary, _ scan: Scan) -> Bool {
        let state = settings.commands.kind(of: package)
        guard let word = state.finishedWord, kind == .pack || (kind == .ship && state.hasLeft) else { return false }
        let message = Message.bench(.finished(number: package.number, .init(package.state)))
        finish(scan, .package, .wrong, message, package: package, word: word)
        return true
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

    /// Packs or ships a package that was scanned in one of the modes for many.
    mutating func runUnopened(
        _ kind: CommandKind, _ package: PackageSummary, _ scan: Scan, _ parameters: JSONValue = [:],
        isForceDecided: Bool = false
    ) {
        guard !refuseFinished(kind, package, scan) else { return }
        if commands.stopped(kind, of: package.id) != nil, bench?.package.id != package.id {
            let message = Message.command(.checkAgainFirst(number: package.number))
            finish(scan, .package, .wrong, message, package: package)
            return
        }
        guard !tracking.isUnderWay(kind, package.id) else {
            finish(scan, .package, .wrong, .command(.queuedAlready(number: package.number, kind)), package: package)
            return
        }
        if kind == .pack, benchState.wasPutAside(package.id) {
            openPackage(package)
            opening.insertFirst(.command(kind, scan))
            return
        }
        let lack = kind == .pack ? lack(of: package) : nil
        guard lack == nil || settings.force != .never else {
            let message = Message.command(.forceForbidden(number: package.number))
            finish(scan, .package, .wrong, message, package: package)
            return
        }
        let contents = kind == .pack && bench?.package.id == package.id ? bench?.contents : nil
        let intent = CommandIntent(
            package: package.id, kind: kind, name: kind.word, parameters: parameters, source: package.state,
            contents: contents)
        if let lack, !isForceDecided, settings.force == .confirm || lack.fault != nil {
            askForce(intent, package.number, lack, [], scan, .package)
        } else {
            enqueue(intent, scan)
        }
    }
}

extension CommandKind {
    /// What people say: to pack, to ship.
    var word: String {
        switch self {
        case .notFound: "report as not found"
        case .refundPack: "pack for refund"
        case .shipmentInformation: "update the shipment"
        case .shippingLabel: "update the label"
        default: rawValue
        }
    }
}

extension String {
    /// The text with its first letter in capitals.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
