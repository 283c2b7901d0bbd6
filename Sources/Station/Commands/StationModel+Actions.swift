import Barcode
import Language
import OMS

// What the functions on the keys do. Words and scanned commands lead here too.
extension StationModel {
    mutating func perform(_ command: StationCommand.ID) {
        // Whoever presses a key has turned to something else than the item that was to count several times.
        let factor = nextFactor
        nextFactor = 1
        if factor > 1, command == .back, alerts.isEmpty, dialog == nil, form == nil {
            tell(.notice, .note, .scan(.countsOnce))
            return
        }
        switch command {
        case .up, .down, .pageUp, .pageDown, .first, .last: move(command)
        case .nextPane: changeFocus(by: 1)
        case .previousPane: changeFocus(by: -1)
        case .back: goBack()
        case .help: screen.togglePage(.help)
        case .activity: screen.togglePage(.activity)
        case .board: toggleBoard()
        case .filter: startFiltering()
        case .open, .pack, .ship, .deny, .notFound, .commands, .undo, .next, .hold, .reset, .move, .select, .refresh,
            .quit, .show, .modeOpen, .modePack, .modeShip, .timesThree, .languageEnglish, .languageTurkish, .invoice,
            .print, .save, .packer, .takeOver, .keepHere, .keepThere, .retry, .discard, .yes, .no,
            .leaveEmpty:
            run(command, nextScan(StationCommand[command].name, from: .prompt), .word)
        }
        screen.resetPageTop()
    }

    /// Does what was ordered by key, word or scanned command.
    mutating func run(_ command: StationCommand.ID, _ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        if isAwaitingPackage, let kind = command.kind {
            opening.append(.command(kind, scan))
            return
        }
        if let blocker = blocker(of: command) {
            finish(scan, meaning, .wrong, blocker)
            return
        }
        switch command {
        case .pack, .ship, .deny, .notFound:
            if let kind = command.kind { giveCommand(kind, scan) }
        case .open: openSelectedPackage(scan)
        case .commands: offerCommands(scan)
        case .undo: undo(scan, meaning)
        case .next: openNext(scan, meaning)
        case .hold: putAside(scan, meaning)
        case .reset: startAgain(scan, meaning)
        case .refresh:
            effects.append(.refresh)
            catalog.letGo()
            askQueryAgain()
            finish(scan, meaning, .ok, .list(.refreshing))
        case .show: changeScope(scan, meaning)
        case .modeOpen: setMode(.open, scan, meaning)
        case .modePack: setMode(.packEach, scan, meaning)
        case .modeShip: setMode(.shipEach, scan, meaning)
        case .timesThree: countNext(3, scan, meaning)
        case .languageEnglish: setLanguage(.english, scan, meaning)
        case .languageTurkish: setLanguage(.turkish, scan, meaning)
        case .invoice: useInvoice(.show, scan, meaning)
        case .print: offerPrints(scan, meaning)
        case .save: useInvoice(.save, scan, meaning)
        case .quit:
            if let message = keepsFromLeaving() {
                screen.isLeavingAsked = true
                finish(scan, meaning, .wrong, .scan(message))
                return
            }
            finish(scan, meaning, .ok, .scan(.goodbye))
            quit()
        case .packer: setPacker(named: "", scan)
        case .takeOver: takeOverRefused(scan, meaning)
        case .move, .select, .retry, .discard: performWord(WrittenCommand(command), scan)
        case .keepHere, .keepThere: finish(scan, meaning, .wrong, .scan(.nothingToConfirm))
        case .yes, .leaveEmpty: acknowledgeByCode(scan)
        case .no: goBackByCode(scan)
        case .help, .activity, .board, .filter, .up, .down, .pageUp, .pageDown, .first, .last, .nextPane, .previousPane,
            .back:
            perform(command)
            finish(scan, meaning, .ok, .scan(.did(command)))
        }
    }

    /// Acknowledges the first error, with the code that says yes where nothing is asked.
    private mutating func acknowledgeByCode(_ scan: Scan) {
        if alerts.isEmpty {
            finish(scan, .command, .wrong, .scan(.nothingToConfirm))
        } else {
            removeFirstAlert()
            finish(scan, .command, .ok, .scan(.acknowledged(nil)))
        }
    }

    /// The code that says no, where nothing is asked: it leads back from a page, and acknowledges nothing.
    private mutating func goBackByCode(_ scan: Scan) {
        if page != .work {
            screen.page = .work
            finish(scan, .command, .ok, .scan(.did(.back)))
        } else {
            finish(scan, .command, .wrong, .scan(.nothingToLeave))
        }
    }

    /// Why a command must wait: an error was not acknowledged, or a question was not answered.
    func blocker(of command: StationCommand.ID) -> Message? {
        if command == .yes || command == .languageEnglish || command == .languageTurkish { return nil }
        if let alert = alerts.first {
            return .scan(.acknowledgeFirst(alert.message))
        }
        guard command != .quit else { return nil }
        if let dialog { return .scan(.answerFirst(dialog.message)) }
        if let form { return .scan(.fillInFirst(form.heading)) }
        return nil
    }

    private mutating func changeScope(_ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        // What is not understood is looked at only where there is something like that.
        let scopes = PackageList.Scope.allCases.filter {
            $0 != .notUnderstood || !index.statesNotUnderstood.isEmpty || list.scope == $0
        }
        let next = ((scopes.firstIndex(of: list.scope) ?? 0) + 1) % scopes.count
        showScope(scopes[next], scan, meaning)
    }

    mutating func showScope(_ scope: PackageList.Scope, _ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        catalog.show(scope)
        finish(scan, meaning, .ok, .list(.scopeShown(scope, count: list.count)))
    }

    private mutating func startFiltering() {
        guard dialog == nil, form == nil, alerts.isEmpty else { return }
        screen.page = .work
        screen.focus = .list
        if isFiltering {
            openFilterForm()
            return
        }
        catalog.startFiltering()
    }

    private mutating func changeFocus(by step: Int) {
        if dialog != nil {
            questions.cycleChoice(by: step)
        } else if isFillingIn {
            questions.editForm { $0.move(by: step) }
        } else if bench != nil {
            screen.focus = focus == .list ? .detail : .list
        } else {
            screen.focus = .list
        }
    }

    /// One step back: the most urgent thing first.
    private mutating func goBack() {
        if !alerts.isEmpty {
            acknowledge(isEnter: false)
        } else if let dialog {
            questions.closeDialog()
            endUnanswered(dialog)
            finish(dialog.scan, .confirmation, .ignored, .question(.left(.dialog(dialog.message))))
        } else if page != .work {
            screen.page = .work
        } else if form != nil {
            leaveForm()
        } else if lookup.asked != nil {
            leaveLookUp()
        } else if isFiltering || (prompt.isEmpty && !list.filter.isEmpty) {
            catalog.isFiltering = false
            catalog.setFilter("")
        } else if !prompt.isEmpty {
            promptLine.clear()
            scanInput.discardLine()
        } else if list.inquiry != nil, focus == .list || screen.viewport.isWide {
            leaveQuery()
        } else if focus == .detail {
            screen.focus = .list
        } else if bench != nil, !screen.viewport.isWide {
            tellLeft(leavingNotes)
            benchState.keepSession()
            benchState.clear()
        }
    }

    private mutating func move(_ command: StationCommand.ID) {
        if command == .first || command == .last, isFiltering || isFillingIn || !prompt.isEmpty {
            editField { $0.edit(command == .first ? .home : .end) }
        } else if dialog != nil {
            moveInDialog(command)
        } else if isFillingIn {
            let rows = step(command, page: 5, count: 0, from: 0)
            questions.editForm { $0.move(by: rows) }
        } else if page != .work {
            let viewport = screen.viewport
            screen.scrollPage(
                by: step(command, page: viewport.pageRows, count: viewport.pageLength, from: pageTop))
        } else if focus == .detail, let bench {
            let rows = screen.viewport.detailRows
            benchState.moveCursor(
                to: bench.cursor + step(command, page: rows, count: bench.rowCount, from: bench.cursor))
        } else {
            catalog.move(
                by: step(command, page: screen.viewport.listRows, count: list.count, from: list.position))
        }
    }

    /// How far a key moves a cursor that stands at a row among so many.
    private func step(_ command: StationCommand.ID, page: Int, count: Int, from row: Int) -> Int {
        switch command {
        case .up: -1
        case .down: 1
        case .pageUp: -page
        case .pageDown: page
        case .first: -row
        case .last: count - row
        default: 0
        }
    }

    private mutating func moveInDialog(_ command: StationCommand.ID) {
        guard let dialog else { return }
        questions.moveChoice(by: step(command, page: 5, count: dialog.choices.count, from: dialog.selected))
    }
}

extension StationCommand.ID {
    /// The command of the OMS that it gives; nil for those that give none.
    var kind: CommandKind? {
        switch self {
        case .pack: .pack
        case .ship: .ship
        case .deny: .deny
        case .notFound: .notFound
        default: nil
        }
    }
}
