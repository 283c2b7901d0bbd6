import OMS

// Packages in the hands of several benches: a package that is opened is claimed, and nothing waits for the answer.
extension StationModel {
    /// How this bench stands to the other benches of its warehouse.
    public var sharing: SharingState { sharingState.state }

    /// Whether the other benches of the warehouse cannot be reached.
    public var isAlone: Bool { if case .alone = sharing { true } else { false } }

    /// The bench that has a package; nil where none does but, perhaps, this one.
    public func holder(of package: Int) -> PackageHolder? { sharingState.holders[package] }

    mutating func changeSharing(to state: SharingState) {
        let (wasShared, wasAlone) = (sharingState.state == .shared, isAlone)
        sharingState.change(to: state)
        if case .alone(_, let why) = state, !wasAlone { tell(.notice, .note, .sharing(.alone(why: why))) }
        if state == .shared, wasAlone { tell(.notice, .note, .sharing(.together)) }
        // What was opened while the bench was alone may be in another's hands; what is being opened takes its place.
        guard state == .shared, !wasShared else { return }
        if let open = opening.package.flatMap({ index[$0] }) ?? bench?.summary { claim(open) }
        lookAtBenchPrints()
    }

    /// Claims a package that is open or being opened, if it is still worked on.
    mutating func claim(_ package: PackageSummary) {
        guard sharingState.isOn, !settings.commands.kind(of: package).isClosed else { return }
        sharingState.ask(for: package.id, before: session(of: package.id))
        effects.append(.claim(package: package.id, takingOver: nil))
    }

    /// The packages that this bench has, to be given back at its end.
    public var claimedPackages: Set<Int> { sharingState.mine }

    /// Gives back the packages that nobody here works on: a rule that holds after every event.
    ///
    /// One for which a command is under way is kept until the command has come to its end.
    mutating func giveBackClaims() {
        for package in sharingState.mine.sorted() where !tracking.isBusy(package) {
            let isOpen = !hasQuit && (bench?.package.id == package || opening.package == package)
            let isClosed = index[package].map { settings.commands.kind(of: $0).isClosed } ?? true
            guard !isOpen || isClosed else { continue }
            sharingState.release(package)
            effects.append(.release(package: package))
        }
    }

    /// What is checked of a package here, whether it is open or was put aside.
    func session(of package: Int) -> PackingSession? {
        bench.flatMap { $0.package.id == package ? $0.session : nil } ?? sessions[package]
    }

    // MARK: - Answers

    mutating func endClaim(of package: Int, _ answer: ClaimAnswer) {
        let request = sharingState.endRequest(of: package, isAnswered: answer != .unanswered)
        switch answer {
        case .unanswered: finish(request?.answer, besides: [.unclaimed])
        case .held(let holder):
            if let request { tellHeld(request, holder) }
        case .mine(let from, let session):
            sharingState.gain(package)
            guard let request else { return }
            if let session { takeOver(session) }
            let message = from.map { Message.sharing(tookOver(package, $0, session)) }
            finish(request.answer, saying: message)
            if let message, request.answer == nil { tellLateClaim(of: package, message) }
        case .counted(let counts):
            sharingState.gain(package)
            guard let request, bench?.package.id == package || opening.package == package else { return }
            let scan = request.answer?.scan ?? opening.scan ?? nextScan(number(of: package), from: .prompt)
            askCount(of: package, counts, scan)
        }
    }

    /// Says with what another bench has checked it goes on, where the package was open before that was known.
    private mutating func tellLateClaim(of package: Int, _ message: Message) {
        let notes = printedElsewhere(package).map { [Message.Note.printedElsewhere($0)] } ?? []
        if settings.acknowledgesItself {
            let scan = nextScan(number(of: package), from: .program)
            finish(scan, .package, .ok, message, notes: notes, package: index[package])
        } else {
            tell(.ok, .ok, message, notes: notes)
        }
    }

    /// Says that a package is being opened: to a program once it is known whether another bench has it.
    mutating func finishOpening(
        _ scan: Scan, _ meaning: ScanAnswer.Meaning, _ message: Message, notes: [Message.Note],
        _ package: PackageSummary
    ) {
        if settings.acknowledgesItself, sharingState.request?.package == package.id {
            sharingState.hold(
                Sharing.Answer(scan: scan, meaning: meaning, message: message, notes: notes, package: package))
        } else {
            finish(scan, meaning, .ok, message, notes: notes, package: package)
        }
    }

    /// Gives the answer that waited for a claim, with what the claim has shown.
    private mutating func finish(
        _ answer: Sharing.Answer?, saying message: Message? = nil, besides notes: [Message.Note] = []
    ) {
        if let answer {
            finish(
                answer.scan, answer.meaning, .ok, message ?? answer.message, notes: answer.notes + notes,
                package: answer.package)
        }
        goOn()
    }

    /// Goes on with what another bench has checked of a package.
    mutating func takeOver(_ session: PackingSession) {
        benchState.adopt(session)
        effects.append(.save(session))
        guard var bench, bench.package.id == session.package else { return }
        let excess = bench.session.takeBackExcess(over: bench.lines)
        benchState.update(bench)
        if !excess.isEmpty { tellTakenBack(excess, of: bench) }
    }

    private func tookOver(_ package: Int, _ from: PackageHolder, _ session: PackingSession?) -> SharingMessage {
        let open = bench.flatMap { $0.package.id == package ? $0.checked : nil }
        let checked = open ?? (session ?? self.session(of: package))?.count ?? 0
        return .tookOver(
            number: number(of: package), from.words(in: settings.zone, at: now.wall), checked: checked,
            needed: index[package]?.units ?? 0)
    }

    /// Another bench has the package that was opened: a program is told so, and a packer decides.
    private mutating func tellHeld(_ request: Sharing.Request, _ holder: PackageHolder) {
        let package = request.package
        // A program that was told that the package is open learns with its next line that it is not.
        sharingState.refuse(package, holder, isLost: settings.acknowledgesItself && request.answer == nil)
        let words = holder.words(in: settings.zone, at: now.wall)
        let message = SharingMessage.claimed(number: number(of: package), words)
        let passedOver = Message.Note.passedOver(number: number(of: package), words)
        switch request.choice {
        case .next(let scan, let meaning):
            leaveClaimed(package, restoring: request.before)
            openNext(scan, meaning, after: package, notes: [passedOver])
        case .item(var scan):
            leaveClaimed(package, restoring: request.before)
            scan.passedOver = passedOver
            opening.replaceWaiting(scan)
            goOn()
        case .packer where settings.acknowledgesItself:
            let scan = scanToAnswer(of: package, request) ?? nextScan(number(of: package), from: .program)
            leaveClaimed(package, restoring: request.before)
            finish(scan, .package, .wrong, .sharing(message), package: index[package])
            goOn()
        case .packer:
            let scan = opening.scan ?? nextScan(number(of: package), from: .prompt)
            askTakeOver(package, from: holder, scan, .package, before: request.before)
        }
    }

    /// The scan for which a package is opened or claimed, and that has no answer yet.
    private func scanToAnswer(of package: Int, _ request: Sharing.Request?) -> Scan? {
        request?.answer?.scan ?? (opening.package == package ? opening.scan : nil)
    }

    /// Asks whether a package is taken over, with the command that is under way where it is now.
    mutating func askTakeOver(
        _ package: Int, from holder: PackageHolder, _ scan: Scan, _ meaning: ScanAnswer.Meaning, before: PackingSession?
    ) {
        let words = holder.words(in: settings.zone, at: now.wall)
        ask(
            Dialog(
                .takeOver(number: number(of: package), words, holder.command),
                .takeOver(package, holder, before: before), scan, shown: now.uptime),
            meaning, about: index[package])
    }

    /// A hold as it is now: a command may have been given there since it was shown.
    func latest(_ holder: PackageHolder, of package: Int) -> PackageHolder {
        guard let known = sharingState.holders[package], known.token == holder.token else { return holder }
        return known
    }

    /// Takes a package off the bench that another one has; what was scanned meanwhile counts for nothing.
    mutating func leaveClaimed(_ package: Int, restoring before: PackingSession?) {
        let isOpen = bench?.package.id == package
        let isOpening = opening.package == package && opening.end(package)
        guard isOpen || isOpening else { return }
        questions.closeAboutOpenPackage()
        opening.endWaitForLog()
        benchState.cancelMove()
        benchState.clear()
        let kept = before ?? PackingSession(package: package)
        benchState.replaceSession(kept)
        effects.append(.save(kept))
        screen.focus = .list
    }

    // MARK: - Taking over

    /// Takes over the package that was refused last: with the word or the code, where nothing is asked.
    ///
    /// A command that is under way there is named first: who takes over decides about it.
    mutating func takeOverRefused(_ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        guard let refused = sharingState.refused, let package = index[refused.package] else {
            finish(scan, meaning, .wrong, .sharing(.nothingToTakeOver))
            return
        }
        let (holder, before) = (latest(refused.holder, of: package.id), session(of: package.id))
        if holder.command == nil {
            takeOver(package, from: holder, scan, meaning, before: before)
        } else {
            askTakeOver(package.id, from: holder, scan, meaning, before: before)
        }
    }

    /// Opens a package that another bench has, and takes it from there.
    mutating func takeOver(
        _ package: PackageSummary, from holder: PackageHolder, _ scan: Scan, _ meaning: ScanAnswer.Meaning,
        before: PackingSession?
    ) {
        if bench?.package.id != package.id, opening.package != package.id {
            openPackage(package, isTakenOver: true)
        }
        // What was printed there is said with the answer to the take-over: it is asked for first.
        effects.append(.lookAtPrints(packages: [package.id]))
        sharingState.ask(for: package.id, before: before)
        effects.append(.claim(package: package.id, takingOver: holder.token))
        let message = Message.sharing(.takingOver(number: package.number))
        if settings.acknowledgesItself {
            sharingState.hold(
                Sharing.Answer(scan: scan, meaning: meaning, message: message, notes: [], package: package))
        } else {
            finish(scan, meaning, .ok, message, package: package, word: .asking)
        }
    }

    /// Another bench has taken over a package that was this one's.
    mutating func loseClaim(of package: Int, to holder: PackageHolder) {
        // What was claimed and not answered yet is lost with it.
        let request = sharingState.endRequest(of: package, isAnswered: true)
        let isHere = bench?.package.id == package || opening.package == package
        sharingState.lose(package, to: holder, isOpen: isHere)
        benchState.forget(package)
        effects.append(.forget(package: package))
        let message = AlertMessage.takenOver(
            number: number(of: package), holder.words(in: settings.zone, at: now.wall))
        if isHere {
            // The scan that opens it would have no other answer, and what was scanned behind it waits.
            let opened = scanToAnswer(of: package, request)
            _ = opening.end(package)
            questions.closeAboutOpenPackage()
            opening.endWaitForLog()
            benchState.clear()
            screen.focus = .list
            if let opened, settings.acknowledgesItself {
                finish(opened, .package, .wrong, .alert(message), package: index[package])
            } else {
                tell(.wrong, .gone, .alert(message))
            }
            if opened != nil { goOn() }
        }
        showAlert(message, happened: now.wall)
    }

    /// Says to a program that a line was meant for a package that another bench has now; false otherwise.
    mutating func refuseLost(_ scan: Scan, _ meaning: ScanAnswer.Meaning) -> Bool {
        guard settings.acknowledgesItself, let refused = sharingState.refused, refused.isLost else { return false }
        let message = AlertMessage.takenOver(
            number: number(of: refused.package), refused.holder.words(in: settings.zone, at: now.wall))
        finish(scan, meaning, .wrong, .alert(message), package: index[refused.package])
        return true
    }
}
