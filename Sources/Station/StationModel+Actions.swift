import Barcode
import OMS

// What the functions on the keys do. Words and scanned commands lead here too.
extension StationModel {
    mutating func perform(_ action: Action) {
        switch action {
        case .up, .down, .pageUp, .pageDown, .first, .last: move(action)
        case .nextFocus: changeFocus(by: 1)
        case .previousFocus: changeFocus(by: -1)
        case .back: goBack()
        case .help: page = page == .help ? .work : .help
        case .activity: page = page == .activity ? .work : .activity
        case .filter: startFiltering()
        case .pack, .ship, .deny, .notFound, .commands, .undo, .next, .hold, .reset, .refresh, .quit, .scope,
            .modeOpen, .modePackEach, .modeShipEach, .invoice, .print, .save:
            order(action, nextScan(action.word ?? action.label.lowercased(), isWritten: true), .word)
        }
        if page == .work { pageTop = 0 }
    }

    /// Does what was ordered by key, word or scanned command.
    mutating func order(_ action: Action, _ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        if isAwaitingPackage, let kind = action.commandKind {
            waiting.append(.command(kind, scan))
            return
        }
        if let blocker = blocker(of: action) {
            finish(scan, meaning, .wrong, blocker)
            return
        }
        switch action {
        case .pack, .ship, .deny, .notFound:
            if let kind = action.commandKind { command(kind, scan) }
        case .commands: offerCommands(scan)
        case .undo: undo(scan, meaning)
        case .next: openNext(scan, meaning)
        case .hold: putAside(scan, meaning)
        case .reset: startAgain(scan, meaning)
        case .refresh:
            effects.append(.refresh)
            list.letGo(in: index)
            askAgain()
            finish(scan, meaning, .ok, Self.refreshing)
        case .scope: changeScope(scan, meaning)
        case .modeOpen: set(.open, scan, meaning)
        case .modePackEach: set(.packEach, scan, meaning)
        case .modeShipEach: set(.shipEach, scan, meaning)
        case .invoice: useInvoice(.show, scan, meaning)
        case .print: useInvoice(.print, scan, meaning)
        case .save: useInvoice(.save, scan, meaning)
        case .quit where !changing.isEmpty && !isLeavingAnyway:
            isLeavingAnyway = true
            let message = "The OMS has not answered yet whether it was set: quit again to leave all the same."
            finish(scan, meaning, .wrong, message)
        case .quit:
            hasQuit = true
            finish(scan, meaning, .ok, "Goodbye.")
            effects.append(.quit)
        case .help, .activity, .filter, .up, .down, .pageUp, .pageDown, .first, .last, .nextFocus, .previousFocus,
            .back:
            perform(action)
            finish(scan, meaning, .ok, action.help)
        }
    }

    /// What is said while the packages are read again.
    static let refreshing = "Reading the packages again."

    /// Why an action must wait: an error was not acknowledged, or a question was not answered.
    func blocker(of action: Action) -> String? {
        if let alert = alerts.first {
            return Message.acknowledgeFirst(alert.title).text
        }
        guard action != .quit else { return nil }
        if let dialog { return "First answer “\(dialog.title)”, or leave it with Esc." }
        if let form { return "First fill in “\(form.title)”, or leave it with Esc." }
        return nil
    }

    private mutating func set(_ mode: Mode, _ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        self.mode = mode
        let message =
            switch mode {
            case .open: "A package scan opens the package."
            case .packEach: "Every package scanned is packed."
            case .shipEach: "Every package scanned is shipped."
            }
        finish(scan, meaning, .ok, message)
    }

    private mutating func changeScope(_ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        // What is not understood is looked at only where there is something like that.
        let scopes = PackageList.Scope.allCases.filter {
            $0 != .notUnderstood || !index.statesNotUnderstood.isEmpty || list.scope == $0
        }
        let next = ((scopes.firstIndex(of: list.scope) ?? 0) + 1) % scopes.count
        show(scopes[next], scan, meaning)
    }

    mutating func show(_ scope: PackageList.Scope, _ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        list.scope = scope
        list.letGo(in: index)
        finish(scan, meaning, .ok, "Listed: \(scope.label), \(list.count) packages.")
    }

    private mutating func startFiltering() {
        guard dialog == nil, form == nil, alerts.isEmpty else { return }
        page = .work
        focus = .list
        if isFiltering {
            openFilterForm()
            return
        }
        isFiltering = true
        list.narrow(from: index)
    }

    private mutating func changeFocus(by step: Int) {
        if var dialog {
            let count = max(1, dialog.choices.count)
            dialog.selected = (dialog.selected + step + count) % count
            self.dialog = dialog
        } else if isFillingIn {
            form?.move(by: step)
        } else if bench != nil {
            focus = focus == .list ? .detail : .list
        } else {
            focus = .list
        }
    }

    /// One step back: the most urgent thing first.
    private mutating func goBack() {
        if !alerts.isEmpty {
            acknowledge(isEnter: false)
        } else if let dialog {
            self.dialog = nil
            finish(dialog.scan, .confirmation, .ignored, Message.questionLeft(dialog.title).text)
        } else if page != .work {
            page = .work
        } else if form != nil {
            leaveForm()
        } else if asked != nil {
            leaveLookUp()
        } else if isFiltering || (prompt.isEmpty && !list.filter.isEmpty) {
            isFiltering = false
            list.filter = TextField()
            list.narrow(from: index)
        } else if !prompt.isEmpty {
            (prompt, wordHeldAt) = (TextField(), nil)
            framer.discardLine()
        } else if list.inquiry != nil, focus == .list || viewport.isWide {
            leaveInquiry()
        } else if focus == .detail {
            focus = .list
        } else if bench != nil, !viewport.isWide {
            keepSession()
            bench = nil
        }
    }

    private mutating func move(_ action: Action) {
        if action == .first || action == .last, isFiltering || isFillingIn || !prompt.isEmpty {
            editField { $0.edit(action == .first ? .home : .end) }
        } else if dialog != nil {
            moveInDialog(action)
        } else if isFillingIn {
            let rows = step(action, page: 5, count: 0, from: 0)
            form?.move(by: rows)
        } else if page != .work {
            let target = pageTop + step(action, page: viewport.pageRows, count: viewport.pageLength, from: pageTop)
            pageTop = min(max(0, target), max(0, viewport.pageLength - viewport.pageRows))
        } else if focus == .detail, let bench {
            let target =
                bench.cursor + step(action, page: viewport.detailRows, count: bench.rowCount, from: bench.cursor)
            self.bench?.cursor = min(max(0, target), max(0, bench.rowCount - 1))
        } else {
            list.move(by: step(action, page: viewport.listRows, count: list.count, from: list.position), in: index)
        }
    }

    /// How far a key moves a cursor that stands at a row among so many.
    private func step(_ action: Action, page: Int, count: Int, from row: Int) -> Int {
        switch action {
        case .up: -1
        case .down: 1
        case .pageUp: -page
        case .pageDown: page
        case .first: -row
        case .last: count - row
        default: 0
        }
    }

    private mutating func moveInDialog(_ action: Action) {
        guard var dialog else { return }
        let target =
            dialog.selected + step(action, page: 5, count: dialog.choices.count, from: dialog.selected)
        dialog.selected = min(max(0, target), max(0, dialog.choices.count - 1))
        self.dialog = dialog
    }
}

extension Action {
    /// The command of the OMS that the action gives; nil for those that give none.
    var commandKind: CommandKind? {
        switch self {
        case .pack: .pack
        case .ship: .ship
        case .deny: .deny
        case .notFound: .notFound
        default: nil
        }
    }
}
