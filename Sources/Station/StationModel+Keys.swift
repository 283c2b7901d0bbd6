import Barcode

// From keys to what they mean: text for the field the cursor is in, functions, and scans.
extension StationModel {
    mutating func take(_ keys: [KeyInput]) {
        var tokens: [ScanFramer.Token] = []
        for key in keys {
            guard let input = framerInput(key) else { continue }
            framer.feed(input, at: now.uptime, into: &tokens)
        }
        act(on: tokens)
    }

    private func framerInput(_ key: KeyInput) -> ScanFramer.Input? {
        switch key {
        case .character(let scalar): .scalar(scalar)
        case .enter: .enter
        case .edit(let key): .editing(key.rawValue)
        case .action(let action): .other(action.rawValue)
        case .pasteBegin: .pasteBegin
        case .pasteEnd: .pasteEnd
        case .unknown: nil
        }
    }

    mutating func act(on tokens: [ScanFramer.Token]) {
        for token in tokens {
            switch token {
            case .text(let scalar): type(scalar)
            case .enter: submit()
            case .tab: perform(.nextFocus)
            case .escape: perform(.back)
            case .alt: break
            case .control(let scalar):
                if let action = settings.controlKeys[scalar] { perform(action) }
            case .key(let number): press(number)
            case .frame(let frame): take(frame)
            case .fault(let fault, let text, let inserted): refuse(fault, text, inserted: inserted)
            case .missingTerminator:
                tell(.notice, "NOTE", "The scanner sends no Enter: press Enter, or set the scanner to send one.")
            }
        }
    }

    private mutating func press(_ number: Int32) {
        if let action = Action(rawValue: number) {
            perform(action)
        } else if let key = EditKey(rawValue: number) {
            if isFillingIn, key == .left || key == .right {
                moveAside(key)
            } else if dialog != nil, prompt.isEmpty, key == .left || key == .right {
                perform(key == .left ? .up : .down)
            } else {
                editField { $0.edit(key) }
            }
        }
    }

    private mutating func type(_ scalar: Unicode.Scalar) {
        if page != .work, !isFiltering { page = .work }
        if prompt.isEmpty { (promptBegan, wordHeldAt) = (now.uptime, nil) }
        editField { $0.insert(scalar) }
    }

    /// Changes the field that the cursor is in; a filter is applied as it is typed, at the prompt too.
    mutating func editField(_ edit: (inout TextField) -> Void) {
        if isFiltering {
            edit(&list.filter)
            list.narrow(from: index)
        } else if isFillingIn {
            editForm(edit)
        } else {
            edit(&prompt)
            if let words = Self.filterWords(in: prompt.text), words != list.filter.text {
                list.filter = TextField(words)
                list.narrow(from: index)
            }
        }
    }

    /// What stands behind the word `filter`; nil when the text is no filter.
    static func filterWords(in text: String) -> String? {
        guard text.hasPrefix("filter ") else { return nil }
        return String(text.dropFirst("filter ".count))
    }

    /// A person's Enter: the text of the field is what was meant.
    private mutating func submit() {
        if !alerts.isEmpty, prompt.isEmpty || isFillingIn {
            acknowledge(isEnter: true)
        } else if isFiltering {
            isFiltering = false
        } else if isFillingIn {
            acceptField()
        } else if prompt.isEmpty {
            acceptNothing()
        } else if !isWordJustHeld {
            let text = prompt.text
            let isTyped = !isPromptAtMachineSpeed
            (prompt, wordHeldAt) = (TextField(), nil)
            take(nextScan(text, from: isTyped ? .prompt : .scanner))
        }
    }

    /// Whether the text at the prompt and this Enter came faster than a person types: a label of one to three
    /// characters is too short for a frame.
    private var isPromptAtMachineSpeed: Bool {
        guard let promptBegan, wordHeldAt == nil else { return false }
        return now.uptime &- promptBegan <= settings.scanner.machineGap * Int64(prompt.text.unicodeScalars.count)
    }

    /// Whether the prompt holds a word that a scan put there, and this Enter may still be the scan's.
    private var isWordJustHeld: Bool { wordHeldAt.map { now.uptime &- $0 < Dialog.deafness } ?? false }

    /// Puts a word into the prompt that came at machine speed or by paste: a person's Enter runs it.
    mutating func holdWord(_ scan: Scan) {
        prompt = TextField(scan.input)
        framer.discardLine()
        (wordHeldAt, promptBegan) = (now.uptime, nil)
        finish(scan, .word, .ignored, Message.wordHeld(scan.input).text, word: "ENTER?")
    }

    /// Enter on an empty prompt; from a page it leads back to the work, and answers or opens nothing behind it.
    private mutating func acceptNothing() {
        if page != .work {
            page = .work
        } else if dialog != nil {
            answerSelected()
        } else {
            openSelected()
        }
    }

    private mutating func take(_ frame: ScanFrame) {
        if isFiltering, !isKnown(frame.text) {
            putBack(frame)
            return
        }
        if isFillingIn, frame.source != .scanner {
            putBackIntoForm(frame)
            return
        }
        editField { $0.takeBack(frame.inserted) }
        if wordHeldAt != nil { (prompt, wordHeldAt) = (TextField(), nil) }
        let verdict = repeats.judge(CodeReading(frame.text, codes).keys.first ?? "", of: frame)
        var text = frame.text
        var source = frame.source == .scanner ? Scan.Source.scanner : .paste
        if !isFiltering, !isFillingIn, Self.isBeginning(prompt.text) || isKnown(prompt.text + text) {
            if !prompt.isEmpty { source = .prompt }
            text = prompt.text + text
            prompt = TextField()
        }
        var scan = nextScan(text, from: source)
        if frame.source == .scanner { scan.shot = Scan.Shot(number: verdict.shot, ends: verdict.shotEnds) }
        if verdict.isRepeat {
            finish(scan, .unknown, .ignored, "\(text) was read twice; the second reading is ignored.")
        } else {
            take(scan)
        }
    }

    /// A burst in the filter that is no known code was a person's after all, bunched on its way: it is text and an Enter.
    private mutating func putBack(_ frame: ScanFrame) {
        let missing = frame.text.unicodeScalars.dropFirst(frame.inserted)
        editField { field in missing.forEach { field.insert($0) } }
        isFiltering = false
    }

    /// A pasted line, or what a person typed in one go, is text of the row and an Enter.
    private mutating func putBackIntoForm(_ frame: ScanFrame) {
        let missing = frame.text.unicodeScalars.dropFirst(frame.inserted)
        editField { field in missing.forEach { field.insert($0) } }
        acceptField()
    }

    /// Whether a typed text waits for a scan to complete it: `3*`, or a word and a blank.
    private static func isBeginning(_ text: String) -> Bool {
        text.hasSuffix("*") || ["open ", "pack ", "ship ", "deny ", "undo ", "move ", "select "].contains(text)
    }

    private mutating func refuse(_ fault: BarcodeError, _ text: String, inserted: Int) {
        editField { $0.takeBack(inserted) }
        let scan = nextScan(text, isWritten: false)
        raise(
            Alert("UNREADABLE SCAN", expected: "\(fault)", advice: "Scan it again.", at: now), scan, .unknown,
            message: "The scan could not be read: \(fault)")
    }
}
