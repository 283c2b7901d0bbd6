import Language
import OMS

// What a packer must know of a package when it is opened, and of what changes while it is open.
extension StationModel {
    /// Says what prevents packing the package that was just opened, before anything is scanned.
    mutating func tellWhatWasOpened() {
        guard var bench else { return }
        let package = bench.package
        let excess = bench.session.takeBackExcess(over: bench.lines)
        benchState.update(bench)
        if !excess.isEmpty { tellTakenBack(excess, of: bench) }
        for kind in [CommandKind.pack, .notFound] {
            guard let stopped = commands.stopped(kind, of: package.id) else { continue }
            warn(.stopped(number: package.number, kind, reason: stopped.reason ?? .verbatim("")), word: .changed)
        }
        if opening.finished?.id == package.id {
            tellWhenFinished()
        } else if !settings.commands.kind(of: package).isClosed {
            if let fault = package.contentsFault {
                let isForceAllowed = settings.force != .never
                warn(
                    .notCheckable(number: package.number, fault, isForceAllowed: isForceAllowed), word: .notCheckable)
            }
            if !canBeOffered(.pack, of: package), !tracking.isUnderWay(.pack, package.id) {
                warn(
                    .packNotOffered(number: package.number, whyNotPacked(package), package.state), word: .notNow)
            }
        }
    }

    /// Answers the scan that opened the package once more: with what it could not know.
    private mutating func warn(_ message: BenchMessage, word: ResultWord) {
        if let scan = opening.scan {
            finish(scan, .package, .wrong, .bench(message), word: word)
        } else {
            tell(.wrong, word, .bench(message))
        }
    }

    /// Says which units are no longer needed, and does not pack on the strength of them.
    mutating func tellTakenBack(_ excess: [(line: String, count: Int)], of bench: OpenPackage) {
        let changes = excess.map { excess in
            let title = bench.lines.first { $0.id == excess.line }?.title ?? excess.line
            return PackDifference.Change(title: title, count: excess.count)
        }
        effects.append(.save(bench.session))
        showAlert(.countsTakenBack(number: bench.package.number, changes))
        let message = BenchMessage.changed(number: bench.package.number)
        warn(message, word: .changed)
        while let command = opening.popFirstCommand() {
            finish(command.scan, .command, .wrong, .bench(message), word: .changed)
        }
    }

    /// Shows an alert that no scan caused.
    mutating func showAlert(_ message: AlertMessage, happened: Timestamp? = nil) {
        guard !settings.acknowledgesItself, !alertQueue.hasTold(message) else { return }
        alertQueue.add(Alert(message, happened: happened, at: now))
    }

    // MARK: - Finished packages

    /// Says of a package that was scanned again that it is open, or finished.
    mutating func tellOpenAlready(_ bench: OpenPackage, _ scan: Scan) {
        guard let word = settings.commands.kind(of: bench.package).finishedWord else {
            let before = checkedBefore(bench.package.id)
            finish(scan, .package, .ok, .bench(.openAlready(number: bench.package.number, before)))
            return
        }
        let arrival = arrival(of: bench.package, logs: bench.logs)
        finish(scan, .package, .wrong, .bench(.finished(number: bench.package.number, arrival)), word: word)
    }

    /// Says of a finished package when and by whom it was finished, as soon as its log is known.
    private mutating func tellWhenFinished() {
        guard let finished = opening.finished, let bench, bench.package.id == finished.id,
            let word = settings.commands.kind(of: bench.package).finishedWord
        else { return }
        let arrival = arrival(of: bench.package, logs: bench.logs)
        guard arrival.when != nil || arrival.user != nil else { return }
        opening.endWaitForLog()
        // What was scanned since is what the packer looks at now.
        guard scans.first?.answer.number == finished.scan.number else { return }
        let message = Message.bench(.finished(number: bench.package.number, arrival))
        finish(finished.scan, .package, .wrong, message, word: word, isSilent: true)
    }

    /// The OMS has said all that it will say of a package.
    mutating func endWaitForLog(of package: Int) {
        guard opening.finished?.id == package else { return }
        opening.endWaitForLog()
        goOn()
    }

    /// The state of a package, and when and by whom it came to it, as far as its log says.
    private func arrival(of package: Package, logs: [TransitionLog]?) -> PackageUpdate.Arrival {
        let kind = settings.commands.kind(of: package)
        let log = logs?.first { log in
            log.target.map { $0.name == package.state.name || settings.commands.kind(of: $0) == kind } ?? false
        }
        let canBePacked = !kind.isClosed && kind != .blocked && canBeOffered(.pack, of: package)
        return PackageUpdate.Arrival(
            state: package.state.name, canBePacked: canBePacked, when: log?.createdDate.map(time), user: log?.user)
    }

    /// A moment as people here read it.
    private func time(_ time: Timestamp) -> PhraseTime { settings.zone.phraseTime(time, at: now.wall) }

    // MARK: - Changes from outside

    /// Takes over a newer reading of the open package, takes back what is no longer true, and says what changed.
    mutating func updateOpenPackage(_ opened: OpenedPackage) {
        guard var bench else { return }
        let (old, contents) = (bench.package, bench.contents)
        let excess = bench.update(opened)
        benchState.update(bench)
        if !excess.isEmpty { effects.append(.save(bench.session)) }
        let arrival = arrival(of: bench.package, logs: bench.logs)
        let update = PackageUpdate(
            from: old, contents, to: bench.package, arrival: arrival, hasLabel: bench.package.hasLabel,
            ownsState: isOwnState(of: bench.package),
            ownsGoods: hasJustSent([.notFound, .cancel, .deny], to: bench.package.id))
        if let update {
            tellUpdate(update, bench.package)
        } else if arrival.when != nil || arrival.user != nil {
            alertQueue.complete(arrival, of: bench.package.number)
        }
        tellWhenFinished()
    }

    private mutating func tellUpdate(_ update: PackageUpdate, _ package: Package) {
        if update.isAlert {
            questions.closeAboutOpenPackage()
            showAlert(.packageChanged(number: package.number, update))
            tell(.wrong, .changed, .bench(.changed(number: package.number)))
        } else {
            tell(.notice, .note, .bench(.updated(number: package.number, update)))
        }
    }

    /// Whether a command of this bench brought the package to the state that it is in.
    private func isOwnState(of package: Package) -> Bool {
        let table = settings.commands
        return commands.hasSent(to: package.id, since: ownCommandsSince) { intent in
            if let target = intent.target { return table.kind(of: target) == table.kind(of: package) }
            return intent.kind.map { table.leads($0, to: package.state) } ?? true
        }
    }

    func hasJustSent(_ kinds: Set<CommandKind>, to package: Int) -> Bool {
        commands.hasSent(to: package, since: ownCommandsSince) { $0.kind.map(kinds.contains) ?? true }
    }

    /// A change that is seen later than two minutes after a command of this bench was applied is not taken for its effect.
    private var ownCommandsSince: Timestamp { now.wall.advanced(bySeconds: -120) }

    /// Whether the state of the open package is news that no command of this bench accounts for.
    func isForeignState(_ package: PackageSummary) -> Bool {
        guard let bench, bench.package.id == package.id, bench.package.state != package.state else { return false }
        return !hasJustSent(Set(CommandKind.allCases), to: package.id)
    }

    /// The open package is gone, or is another location's: it is taken off the bench, and what was checked is kept.
    mutating func loseOpenPackage() {
        guard let bench, !hasJustSent(Set(CommandKind.allCases), to: bench.package.id) else { return }
        questions.closeAboutOpenPackage()
        benchState.keepSession()
        benchState.clear()
        screen.focus = .list
        opening.endWaitForLog()
        let number = bench.package.number
        showAlert(.packageGone(number: number))
        tell(.wrong, .gone, .bench(.gone(number: number)))
    }

    /// A package was packed with other goods than were checked: the reading after the command shows it.
    mutating func tellContentsDiffer(_ difference: PackDifference, _ package: Int, _ scan: Int?) {
        let message = AlertMessage.packedWithout(number: number(of: package), difference)
        if let scan {
            let given = self.scan(scan, number(of: package))
            let isTold = alertQueue.hasTold(message)
            if isTold {
                finish(given, .command, .wrong, .alert(message), package: index[package])
            } else {
                raise(Alert(message, happened: now.wall, at: now), given, .command, package: index[package])
            }
        } else {
            showAlert(message, happened: now.wall)
            tell(.wrong, .wrong, .alert(message))
        }
    }
}

extension PackageUpdate.Arrival {
    /// A state of which nothing else is known.
    init(_ state: PackageState) { self.init(state: state.name, canBePacked: false, when: nil, user: nil) }
}

extension PackageState.Kind {
    /// What is said of a package that is opened although nothing is left to be packed; nil for one that is worked on.
    var finishedWord: ResultWord? {
        switch self {
        case .packed, .waitingCargoLabel, .packedForRefund: .alreadyPacked
        case .shipped, .attemptedDelivery, .deliveryFailed: .alreadyShipped
        case .delivered: .alreadyDelivered
        case .cancelled, .cancellationWaiting: .cancelled
        case .needsRescheduling: .notToBePacked
        case .waiting, .waitingRemoteAction, .waitingForTransfer, .preparing, .readyForPackaging, .outOfStock, .blocked,
            .other:
            nil
        }
    }

    /// Whether the goods have left the warehouse.
    var hasLeft: Bool {
        switch self {
        case .shipped, .attemptedDelivery, .deliveryFailed, .delivered: true
        default: false
        }
    }
}
