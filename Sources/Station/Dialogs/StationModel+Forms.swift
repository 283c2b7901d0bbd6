import Barcode
import Language
import OMS

// Forms: what is typed goes into the row with the cursor, a scan fills that row, and nothing is sent before a question.
extension StationModel {
    /// Whether keys and scans go to the form: it is open, and no question or page stands before it.
    var isFillingIn: Bool { form != nil && dialog == nil && page == .work }

    mutating func openForm(_ form: Form) {
        questions.openForm(form)
        screen.page = .work
        let help = settings.acknowledgesItself ? QuestionMessage.FormHelp.lines(form.current) : .keys(form.help)
        if form.takesOffers { effects.append(.offerFilterValues) }
        finish(form.scan, .word, .ok, .question(.form(form.heading, help)), word: .question)
    }

    /// Changes the text of the row with the cursor; a blank goes to the next choice.
    mutating func editForm(_ edit: (inout TextField) -> Void) {
        questions.editForm { $0.current.edit(edit) }
    }

    /// The arrow keys at the sides: the cursor in a text, or another choice.
    mutating func moveAside(_ key: EditKey) {
        questions.editForm { form in
            if form.current.isTyped, !form.current.text.text.isEmpty {
                form.current.text.edit(key)
            } else {
                form.current.choose(by: key == .left ? -1 : 1)
            }
        }
    }

    /// Enter: the next row, or at the end what the form is for.
    mutating func acceptField() {
        questions.editForm { $0.current.takeNamedOffer() }
        guard let form else { return }
        if let problem = form.current.problem {
            questions.editForm { $0.problem = .question(problem) }
        } else if form.isAtEnd {
            submitForm(nextScan("enter", from: .prompt))
        } else {
            questions.editForm { $0.move(by: 1) }
        }
    }

    /// A scan or a line fills the row with the cursor, if it can; commands wait until the form is left.
    mutating func fillField(_ scan: Scan, _ code: CodeReading) {
        guard var form else { return }
        switch code.code.command {
        case .confirm: return submitForm(scan)
        case .undo, .no: return leaveForm(scan)
        case .some: return refuseInForm(scan, .commandInForm(scan.input, form.heading))
        case nil: break
        }
        if scan.isWritten, StationCommand.named(code.word, in: .form) == .back { return leaveForm(scan) }
        if let package = index.packages(called: code).first(where: { code.keys.contains(CodeForm.key($0.number)) }) {
            return refuseInForm(scan, .packageInForm(scan.input, number: package.number, form.heading))
        }
        guard form.current.fill(code, scan) else {
            return refuseInForm(scan, .notAChoice(scan.input, label: form.current.label))
        }
        let field = form.current
        questions.openForm(form)
        if let problem = field.problem {
            questions.editForm { $0.problem = .question(problem) }
            finish(scan, .confirmation, .wrong, .question(problem))
        } else if form.isAtEnd {
            submitForm(scan)
        } else {
            questions.editForm { $0.move(by: 1) }
            let next = self.form?.current ?? field
            finish(
                scan, .confirmation, .ok,
                .question(.filledIn(field, next: next, isSpelled: settings.acknowledgesItself)))
        }
    }

    private mutating func refuseInForm(_ scan: Scan, _ message: QuestionMessage) {
        finish(scan, .unknown, .wrong, .question(message))
    }

    /// Goes back without doing anything.
    mutating func leaveForm(_ scan: Scan? = nil) {
        guard let form else { return }
        questions.closeForm()
        finish(scan ?? form.scan, .confirmation, .ignored, .question(.left(.form(form.heading))))
    }

    private mutating func submitForm(_ scan: Scan) {
        guard var form else { return }
        if let package = form.package, package != bench?.package.id {
            questions.closeForm()
            finish(scan, .confirmation, .wrong, .question(.packageLeft(form.heading)))
            return
        }
        for index in form.fields.indices { form.fields[index].takeNamedOffer() }
        let isWrong = form.complain()
        questions.openForm(form)
        if isWrong, let problem = form.problem {
            finish(scan, .confirmation, .wrong, problem)
            return
        }
        switch form.purpose {
        case .command(let offered): confirmOffered(offered, with: form.values, scan)
        case .fact(let fact): submitFact(fact, form, scan)
        case .inquiry: askQuery(form, scan)
        }
    }
}

extension Form {
    /// What was given, by name.
    var values: JSONValue {
        .object(
            Dictionary(fields.compactMap { field in field.value.map { (field.name, $0) } }, uniquingKeysWith: { $1 }))
    }

    /// What was given, a line each, for the question before it is sent.
    var given: [DialogMessage.Line] {
        fields.filter { !$0.isEmpty || $0.takesItems }
            .map { .value(label: $0.label, shown: $0.shown) }
    }

    /// The items that were chosen; nil where none are.
    var chosenItems: Set<Int>? {
        let items = fields.filter(\.takesItems).compactMap(\.value).flatMap { value -> [Int] in
            guard case .array(let ids) = value else { return [] }
            return ids.compactMap { if case .int(let id) = $0 { id } else { nil } }
        }
        return items.isEmpty ? nil : Set(items)
    }
}

extension FormField {
    /// Takes what was scanned or written; false when it is none of the choices, and the word that leaves the row empty is none.
    fileprivate mutating func fill(_ code: CodeReading, _ scan: Scan) -> Bool {
        if scan.isWritten, StationCommand.named(scan.input, in: .form) == .leaveEmpty {
            (text, choice) = (TextField(), nil)
            return true
        }
        if let found = option(meant: code, scan) {
            choice = found
            return true
        }
        guard isTyped else { return false }
        choice = nil
        text = TextField(scan.isWritten ? scan.input : code.code.canonical)
        return true
    }

    /// The option that a code or a written line stands for: its value, what it is called, *yes* or *no*, or its place
    /// among choices.
    private func option(meant code: CodeReading, _ scan: Scan) -> Int? {
        let value = code.code.reason.map { JSONValue.int($0.id) } ?? Int(code.shown).map(JSONValue.int)
        let words = Folding.fold(scan.input)
        let flag = StationCommand.named(scan.input, in: .question)?.flag
        let named = options.firstIndex { choice in
            choice.value == value || choice.value == .string(code.code.canonical)
                || choice.label.verbatimText.map(Folding.fold) == words || (flag != nil && choice.value == flag)
        }
        if let named { return named }
        guard !isTyped else { return nil }
        return Int(scan.input).map { $0 - 1 }.flatMap { choices.indices.contains($0) ? $0 : nil }
    }
}
