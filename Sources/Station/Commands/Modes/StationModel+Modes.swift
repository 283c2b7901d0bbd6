import OMS

// The modes for many packages: setting one, what it counts, and its end.
extension StationModel {
    mutating func setMode(_ mode: Mode, _ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        modeState.set(mode, at: now.uptime)
        finish(scan, meaning, .ok, .scan(.modeSet(mode)))
    }

    /// Ends a mode in which nothing was scanned for too long: whoever comes next may not know of it.
    mutating func endForgottenMode() {
        guard let (mode, minutes) = modeState.end(at: now.uptime) else { return }
        tell(.notice, .note, .scan(.modeEnded(mode, minutes: minutes)))
    }

    /// Packs or ships a package that was scanned in a mode, and counts it.
    mutating func runEach(_ kind: CommandKind, _ package: PackageSummary, _ scan: Scan) {
        modeState.count { $0.begin(package.id) }
        runUnopened(kind, package, scan)
    }

    /// Refuses a package that was scanned in a mode, or named by a program.
    mutating func refuse(
        _ package: PackageSummary, _ scan: Scan, _ message: Message, word: ResultWord? = nil
    ) {
        finish(scan, .package, .wrong, message, package: package, word: word)
        modeState.count { $0.noteNotTaken(word ?? .wrong, package.id, package.number) }
    }

    /// Counts a command that has come further.
    mutating func count(_ command: QueuedCommand) {
        guard let standing = command.stage.standing(isShipping: command.intent.kind == .ship) else { return }
        count(standing, command.intent)
    }

    /// Counts how a command stands, if it is one of the mode that is on.
    mutating func count(_ standing: ModeTally.Standing, _ intent: CommandIntent) {
        guard intent.kind == mode.kind else { return }
        let number = number(of: intent.package)
        modeState.count { $0.note(standing, of: intent.package, number) }
    }

    /// Ends what a question was about that was left without an answer that does something.
    mutating func endUnanswered(_ dialog: Dialog) {
        if case .takeOver(let package, _, let before) = dialog.question { leaveClaimed(package, restoring: before) }
        if case .count(let package, _) = dialog.question { putAsideUndecided(package) }
        countNotDone(dialog)
    }

    /// Counts a package as not packed or not shipped, where that was left with the question about it.
    private mutating func countNotDone(_ dialog: Dialog) {
        guard let left = dialog.forced.map({ ($0.intent.kind, $0.intent.package) }) ?? dialog.undone.map({ $0 }),
            left.0 == mode.kind
        else { return }
        let number = number(of: left.1)
        modeState.count { $0.noteNotTaken(left.0 == .ship ? .notShipped : .notPacked, left.1, number) }
    }
}

extension StationModel.Mode {
    /// The command that each package gets; nil where a scan opens it.
    var kind: CommandKind? {
        switch self {
        case .open: nil
        case .packEach: .pack
        case .shipEach: .ship
        }
    }
}

extension CommandStage {
    /// How a package stands whose command is in this stage; nil where that is as before.
    fileprivate func standing(isShipping: Bool) -> ModeTally.Standing? {
        switch self {
        case .queued: .queued
        case .sending, .unknown: nil
        case .applied: .done
        case .refused: .refused(.refused)
        case .needsAttention: .refused(.needsYou)
        case .discarded: .refused(isShipping ? .notShipped : .notPacked)
        }
    }
}
