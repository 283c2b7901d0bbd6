import Barcode

// From keys to what they mean: text for the field the cursor is in, functions, and scans.
extension StationModel {
    mutating func act(on tokens: [ScanInput.Token]) {
        for token in tokens {
            if token.leadsElsewhere(than: .quit, settings) { screen.isLeavingAsked = false }
            switch token {
            case .text(let scalar): type(scalar)
            case .enter: submitLine()
            case .tab: perform(.nextPane)
            case .escape: perform(.back)
            case .alt: break
            case .control(let scalar):
                if let command = settings.controlKeys[scalar] {
                    perform(command)
                } else if scalar == ScanInput.interrupt {
                    tell(.notice, .note, .scan(.howToLeave))
                }
            case .key(.command(let command)): perform(command)
            case .key(.edit(let key)): pressEditKey(key)
            case .frame(let frame): handleFrame(frame)
            case .fault(let fault, let text, let inserted): refuseFrame(fault, text, inserted: inserted)
            case .missingTerminator:
                tell(.notice, .note, .scan(.noEnter))
            }
        }
    }

    private mutating func pressEditKey(_ key: EditKey) {
        if isFillingIn, key == .left || key == .right {
            moveAside(key)
        } else if dialog != nil, prompt.isEmpty, key == .left || key == .right {
            perform(key == .left ? .up : .down)
        } else {
            editField { $0.edit(key) }
        }
    }

    private mutating func type(_ scalar: Unicode.Scalar) {
        if page != .work, !isFiltering { screen.page = .work }
        promptLine.noteCharacter(at: now.uptime)
        editField { $0.insert(scalar) }
    }

    /// Changes the field that the cursor is in; a filter is applied as it is typed, at the prompt too.
    mutating func editField(_ edit: (inout TextField) -> Void) {
        if isFiltering {
            catalog.editFilter(edit)
        } else if isFillingIn {
            editForm(edit)
        } else {
            promptLine.edit(edit)
            if let words = Self.filterWords(in: prompt.text), words != list.filter.text { catalog.setFilter(words) }
        }
    }

    /// What follows the word `filter`; nil when the text is no filter.
    static func filterWords(in text: String) -> String? {
        guard let blank = text.firstIndex(of: " "), filterWords.contains(Folding.fold(String(text[..<blank]))) else {
            return nil
        }
        return String(text[text.index(after: blank)...])
    }

    private static let filterWords = Set(StationCommand[.filter].words.map(Folding.fold))

    /// A person's Enter: the text of the field is what was meant.
    private mutating func submitLine() {
        if !alerts.isEmpty, prompt.isEmpty || isFillingIn {
            acknowledge(isEnter: true)
        } else if isFiltering {
            catalog.isFiltering = false
        } else if isFillingIn {
            acceptField()
        } else if prompt.isEmpty {
            acceptNothing()
        } else if !promptLine.isWordJustHeld(at: now.uptime) {
            let text = prompt.text
            let isFast = promptLine.isAtMachineSpeed(at: now.uptime, machineGap: settings.scanner.machineGap)
            promptLine.clear()
            handleScan(nextScan(text, from: isFast ? .scanner : .prompt))
        }
    }

    /// Puts a word into the prompt that came at machine speed or by paste: a person's Enter runs it.
    mutating func holdWord(_ scan: Scan) {
        promptLine.hold(scan.input, at: now.uptime)
        scanInput.discardLine()
        finish(scan, .word, .ignored, .scan(.wordHeld(scan.input)), word: .enter)
    }

    /// Enter on an empty prompt; from a page it leads back to the work, and answers or opens nothing behind it.
    private mutating func acceptNothing() {
        if page != .work {
            screen.page = .work
        } else if dialog != nil {
            answerSelected()
        } else {
            openSelected()
        }
    }

    private mutating func handleFrame(_ frame: ScanFrame) {
        var code = scanInput.read(frame.text)
        if isFiltering, !isMeaningful(code) {
            putBack(frame)
            return
        }
        if isFillingIn, frame.source != .scanner {
            putBackIntoForm(frame)
            return
        }
        editField { $0.takeBack(frame.inserted) }
        if promptLine.holdsWord { promptLine.clear() }
        let verdict = scanInput.judge(code, of: frame)
        var source = frame.source == .scanner ? Scan.Source.scanner : .paste
        if !isFiltering, !isFillingIn, !prompt.isEmpty, let whole = completed(by: frame) {
            (code, source) = (whole, .prompt)
            promptLine.clearText()
        }
        var scan = scanInput.nextScan(code, from: source)
        if frame.source == .scanner { scan.shot = Scan.Shot(number: verdict.shot, ends: verdict.shotEnds) }
        if verdict.isRepeat {
            finish(scan, .unknown, .ignored, .scan(.readTwice(scan.input)))
        } else {
            handleScan(scan)
        }
    }

    /// The text at the prompt and a frame after it as one code, where they belong together.
    private func completed(by frame: ScanFrame) -> CodeReading? {
        let whole = scanInput.read(prompt.text + frame.text)
        return Self.isBeginning(prompt.text) || isMeaningful(whole) ? whole : nil
    }

    /// A burst in the filter that is no known code was typed and delayed on the line: it is text and an Enter.
    private mutating func putBack(_ frame: ScanFrame) {
        let missing = frame.text.unicodeScalars.dropFirst(frame.inserted)
        editField { field in missing.forEach { field.insert($0) } }
        catalog.isFiltering = false
    }

    /// A pasted line, or what a person typed in one go, is text of the row and an Enter.
    private mutating func putBackIntoForm(_ frame: ScanFrame) {
        let missing = frame.text.unicodeScalars.dropFirst(frame.inserted)
        editField { field in missing.forEach { field.insert($0) } }
        acceptField()
    }

    /// Whether a typed text waits for a scan to complete it: `3*`, or a word and a blank.
    private static func isBeginning(_ text: String) -> Bool {
        text.hasSuffix("*") || wordsBeforeScans.contains(Folding.fold(text))
    }

    private static let wordsBeforeScans = Set(
        StationCommand.all.filter { $0.argument?.isScanned ?? false }.flatMap(\.words).map { Folding.fold($0 + " ") })

    private mutating func refuseFrame(_ fault: BarcodeError, _ text: String, inserted: Int) {
        editField { $0.takeBack(inserted) }
        let scan = nextScan(text, from: .scanner)
        raise(Alert(.unreadable(fault), at: now), scan, .unknown)
    }
}

extension ScanInput.Token {
    /// Whether it does anything else than a command; letters and Enter may spell that command.
    fileprivate func leadsElsewhere(than command: StationCommand.ID, _ settings: StationSettings) -> Bool {
        switch self {
        case .text, .enter, .alt: false
        case .key(.command(let other)): other != command
        case .control(let scalar): settings.controlKeys[scalar] != command
        case .tab, .escape, .key, .frame, .fault, .missingTerminator: true
        }
    }
}
