import Barcode
import Language
import OMS

// Questions and their answers. There is one question at most; a scan answers it only if it is one of its answers.
extension StationModel {
    mutating func ask(_ dialog: Dialog, _ meaning: ScanAnswer.Meaning, about package: PackageSummary? = nil) {
        questions.ask(dialog)
        screen.page = .work
        let dialog = questions.dialog ?? dialog
        let answers = settings.acknowledgesItself ? dialog.answers : []
        let message = QuestionMessage.asked(dialog.message, before: dialog.before, answers: answers)
        finish(dialog.scan, meaning, .ok, .question(message), package: package, word: .question)
    }

    /// Enter on the choice that the cursor is on; the Enter of a scan is not meant.
    mutating func answerSelected() {
        guard let dialog, now.uptime &- dialog.shown >= Dialog.deafness else { return }
        carryOut(dialog.selected, of: dialog, nextScan(dialog.word(for: dialog.selected), from: .prompt))
    }

    /// Takes a scan or a written line as the answer, or refuses it.
    ///
    /// What answers the question naturally closes it: an item that is needed, or another package. A command code that is
    /// no answer closes it too, so that the code after it, scanned by habit, answers nothing that was not read.
    mutating func answer(_ scan: Scan, _ code: CodeReading) {
        guard let dialog else { return }
        if let choice = choice(code, scan, of: dialog) {
            carryOut(choice, of: dialog, scan)
        } else if code.code.command == .undo || code.code.command == .no || (scan.isWritten && isRefusal(code)) {
            leave(dialog, scan)
        } else if code.code.command != nil || code.code.reason != nil {
            questions.closeDialog()
            endUnanswered(dialog)
            raise(Alert(.notAnAnswer(input: scan.input, dialog.message), at: now), scan, .command)
        } else if isOwnCodeTooSoon(code, dialog) {
            finish(scan, .confirmation, .ignored, .question(.ownCodeTooSoon(scan.input)))
        } else if isNatural(code, dialog) {
            closeUnanswered(dialog)
            interpret(scan)
        } else if !scan.isWritten, isAnswerWord(scan, code, of: dialog) {
            holdWord(scan)
        } else {
            questions.markRefused()
            finish(scan, .unknown, .wrong, .question(.notAnAnswer(input: scan.input, dialog.message)))
        }
    }

    /// Leaves a question with the answer no: nothing was done, and nothing has to be.
    private mutating func leave(_ dialog: Dialog, _ scan: Scan) {
        questions.closeDialog()
        endUnanswered(dialog)
        finish(scan, .confirmation, .ignored, .question(.left(.dialog(dialog.message))))
    }

    /// Closes a question that something else came before: nothing of it was done.
    private mutating func closeUnanswered(_ dialog: Dialog) {
        questions.closeDialog()
        endUnanswered(dialog)
        if let number = dialog.forced?.number ?? dialog.undone.map({ number(of: $0.package) }) {
            let isShipped = dialog.undone?.kind == .ship
            let message = Message.question(isShipped ? .notShipped(number: number) : .notPacked(number: number))
            questions.rememberNotDone(message)
            finish(dialog.scan, .confirmation, .wrong, message, word: isShipped ? .notShipped : .notPacked)
        } else {
            finish(dialog.scan, .confirmation, .ignored, .question(.left(.dialog(dialog.message))))
        }
    }

    /// Whether a code goes on with the work, whatever was asked: goods that the open package still needs, or a package.
    ///
    /// Whether the open package is this bench's at all is answered before goods of it count.
    private func isNatural(_ code: CodeReading, _ dialog: Dialog) -> Bool {
        !index.packages(called: code).isEmpty || (!dialog.isAboutClaim && isStillNeeded(code))
    }

    /// Whether the open package needs goods with that code.
    private func isStillNeeded(_ code: CodeReading) -> Bool {
        guard let bench, takesChecks(bench.package), endingCommand(of: bench.package.id) == nil else { return false }
        return bench.lines.contains { $0.has(code) && bench.session.checked($0) < $0.mostChecked }
    }

    /// Whether a package's own code came so soon after the question to pack it by force that it may be a double read.
    private func isOwnCodeTooSoon(_ code: CodeReading, _ dialog: Dialog) -> Bool {
        guard let forced = dialog.forced, now.uptime &- dialog.shown < Dialog.ownCodeDelay else { return false }
        return isCalled(code, forced.intent.package, forced.number)
    }

    /// Whether a scanned text would be an answer if it were typed.
    private func isAnswerWord(_ scan: Scan, _ code: CodeReading, of dialog: Dialog) -> Bool {
        isRefusal(code) || choice(code, scan.typed, of: dialog) != nil
    }

    /// Which choice a code or a word stands for; what stands on a label is no word.
    private func choice(_ code: CodeReading, _ scan: Scan, of dialog: Dialog) -> Int? {
        if scan.isWritten, let choice = spelled(scan.input, among: dialog.choices) { return choice }
        let isConfirmed = code.code.command == .confirm && !dialog.hasRefused
        switch dialog.question {
        case .confirm(let intent, let number):
            return isConfirmed || isYes(code, scan) || isCalled(code, intent.package, number) ? 1 : nil
        case .force(let intent, let number):
            let isOwn = isCalled(code, intent.package, number)
            let isMeant = scan.source == .prompt || now.uptime &- dialog.shown >= Dialog.ownCodeDelay
            return isYes(code, scan) || (isOwn && isMeant) ? 1 : nil
        case .takeOver:
            let isMeant = code.code.command == .takeOver || isTakeOver(code, scan)
            return isConfirmed || isYes(code, scan) || isMeant ? 1 : nil
        case .count(_, let counts):
            let written = scan.isWritten ? StationCommand.named(code.word, in: .question) : nil
            return counts.choice(of: code.code.command.flatMap(StationCommand.init)?.id ?? written)
                ?? listed(code.shown, scan, of: dialog)
        case .change(_, let package, let number):
            return isConfirmed || isYes(code, scan) || isCalled(code, package, number) ? 1 : nil
        case .reason(let reasons):
            let id = code.code.reason?.id ?? (scan.isWritten ? reason(named: code.shown)?.id : nil)
            return reasons.firstIndex { $0.id == id }
        case .package(let ids):
            let named = index.packages(called: code).map(\.id)
            return ids.firstIndex { id in
                named.contains(id) && index[id].map { code.keys.contains(CodeForm.key($0.number)) } ?? false
            } ?? listed(code.shown, scan, of: dialog)
        case .line(let ids, _):
            return ids.firstIndex { code.keys.contains(CodeForm.key($0)) } ?? listed(code.shown, scan, of: dialog)
        case .check: return isConfirmed || isYes(code, scan) ? 1 : nil
        case .offer, .which, .layout, .meaning, .print, .printReason:
            return listed(code.shown, scan, of: dialog)
        }
    }

    /// The choice that is written out: in the language of the bench or in English, whatever the case of its letters.
    private func spelled(_ words: String, among choices: [Phrase]) -> Int? {
        let words = Folding.fold(words)
        let languages = settings.language == .turkish ? [Localizer.turkish, .english] : [.english]
        return choices.firstIndex { choice in languages.contains { Folding.fold($0.text(choice)) == words } }
    }

    /// Whether a person or a program wrote yes.
    private func isYes(_ code: CodeReading, _ scan: Scan) -> Bool {
        scan.isWritten && StationCommand.named(code.word, in: .question) == .yes
    }

    /// Whether a person or a program wrote that a package is taken over.
    private func isTakeOver(_ code: CodeReading, _ scan: Scan) -> Bool {
        scan.isWritten && StationCommand.named(code.word, in: .question) == .takeOver
    }

    /// Whether a word leaves a question.
    private func isRefusal(_ code: CodeReading) -> Bool {
        [.no, .back].contains(StationCommand.named(code.word, in: .question))
    }

    /// Whether a code names that package.
    private func isCalled(_ code: CodeReading, _ package: Int, _ number: String) -> Bool {
        index.packages(called: code).contains { $0.id == package } || code.keys.contains(CodeForm.key(number))
    }

    /// The choice with that number in the list, from 1; a number on a label is none.
    private func listed(_ code: String, _ scan: Scan, of dialog: Dialog) -> Int? {
        guard scan.isWritten, let number = Int(code), dialog.choices.indices.contains(number - 1) else { return nil }
        return number - 1
    }

    private mutating func carryOut(_ choice: Int, of dialog: Dialog, _ scan: Scan) {
        questions.closeDialog()
        switch dialog.question {
        case .confirm(let intent, _), .force(let intent, _):
            if choice == 1 { enqueue(intent, scan) } else { leave(dialog, scan) }
        case .meaning(let ids): answerMeaning(choice == 0 ? nil : ids[choice - 1], of: dialog.scan, scan)
        case .reason(let reasons): deny(with: reasons[choice].id, scan, .reason)
        case .package(let ids):
            if let package = index[ids[choice]] { usePackage(package, as: mode, scan) }
        case .line(let ids, let code):
            if let line = bench?.lines.first(where: { $0.id == ids[choice] }) { checkItem(line, code, scan) }
        case .check(let id):
            guard choice == 1, let line = bench?.lines.first(where: { $0.id == id }) else {
                return leave(dialog, scan)
            }
            checkItem(line, nil, scan)
        case .layout(let layouts):
            guard choice > 0 else { return finish(scan, .confirmation, .ignored, .question(.layoutKept)) }
            scanInput.use(layouts[choice - 1])
            let code = scanInput.read(dialog.scan.input)
            handleScan(Scan(number: scan.number, code: code, source: .scanner))
        case .change(let change, let package, _):
            if choice == 1 { requestChange(change, on: package, scan) } else { leave(dialog, scan) }
        case .takeOver(let id, let holder, let before):
            guard choice == 1, let package = index[id] else { return leave(dialog, scan) }
            let latest = latest(holder, of: id)
            if latest.command == nil || latest.command == holder.command {
                takeOver(package, from: latest, scan, .confirmation, before: before)
            } else {
                askTakeOver(id, from: latest, scan, .confirmation, before: before)
            }
        case .count(let package, let counts):
            chooseCount(choice == 0 ? nil : counts[choice - 1].session, of: package, scan)
        case .which(let kind, let commands, let package, let intent):
            answerWhich(commands[choice], for: kind, of: package, intent, scan)
        case .offer(let offers, let package): perform(offers[choice], of: package, scan)
        case .print(let choices, let package): perform(choices[choice], of: package, scan)
        case .printReason(let package, let box): printAgain(package, box: box, PrintReason.allCases[choice], scan)
        }
    }
}
