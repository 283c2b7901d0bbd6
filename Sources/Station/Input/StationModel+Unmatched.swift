import Barcode
import OMS

// What fits nothing, or not this package: said so that a packer knows what happened, never guessed at.
extension StationModel {
    /// Refuses a code that neither a package nor an item has, with the likeliest reason why.
    mutating func refuseUnknown(_ code: CodeReading, _ scan: Scan) {
        let guesses = CodeReader.layoutGuesses(for: scan.input, settings: scanInput.codes) { isKnown(CodeReading($0)) }
        if isEndOfExpected(code) {
            refuseCode(
                scan, "INCOMPLETE SCAN", code, expected: "a whole code: its first characters were lost",
                advice: "Scan it again.", message: "\(code.shown) is only the end of a code of this package.")
        } else if let two = CodeReader.twoCodes(
            in: scan.input, settings: scanInput.codes, isKnown: { isMeaningful(scanInput.read($0)) })
        {
            refuseCode(
                scan, "TWO CODES AT ONCE", code, expected: "\(two.first) or \(two.second), one at a time",
                advice: "Scan them one after the other.", message: "\(two.first) and \(two.second) ran together.")
        } else if !guesses.isEmpty, !settings.acknowledgesItself {
            askLayout(guesses, scan)
        } else if isGoods(code) || !lookUp(code, scan) {
            refuseNameless(code, scan, guesses.first)
        }
    }

    /// Whether a code stands on goods and not on a package, as far as it says itself: with a package open, goods are
    /// scanned, and the OMS knows no package by a trade number.
    private func isGoods(_ code: CodeReading) -> Bool { bench != nil && code.code.gtin != nil }

    private mutating func refuseNameless(_ code: CodeReading, _ scan: Scan, _ guess: LayoutGuess?) {
        if isListPartial, bench == nil {
            finish(scan, .unknown, .wrong, status.notReadYet(code.shown), tone: .ignored, word: "NOT YET")
            return
        }
        // A fault in a code that still names its goods does not make it unknown.
        let error = code.code.kind == .text ? code.code.error.map { "\($0)" } : nil
        let expected = bench == nil ? "a package, an order, or an item that a package needs" : nil
        let hint = guess.map { " Under the keyboard layout \($0.layout.title) it would be \($0.code.canonical)." }
        refuseCode(
            scan, "UNKNOWN CODE", code, expected: expected, advice: Message.unknownCodeAdvice.text,
            message: "\(code.shown) is not known: \(error ?? "no package and no item has it.")\(hint ?? "")",
            asks: error == nil && code.code.gtin == nil ? code : nil)
    }

    /// Refuses goods that another package needs, and this one does not.
    mutating func refuseWrongItem(_ code: CodeReading, _ scan: Scan) {
        let expected = bench?.missing.prefix(3).map(\.line.title).joined(separator: " · ") ?? ""
        refuseCode(
            scan, "WRONG ITEM", code, expected: expected.isEmpty ? "nothing: all is checked" : expected,
            advice: "Put it back and scan an item of this package.", meaning: .item,
            message: "\(code.shown) is not in this package.")
    }

    /// Refuses goods that packages have, but none that is still to be packed.
    mutating func refuseItemNobodyNeeds(_ code: CodeReading, _ scan: Scan) {
        refuseCode(
            scan, "NOBODY NEEDS IT", code, expected: "an item that a package still needs",
            advice: "Put it back, or scan its package.", meaning: .item,
            message: "\(code.shown): no package that is to be packed needs it.")
    }

    private mutating func refuseCode(
        _ scan: Scan, _ title: String, _ code: CodeReading, expected: String?, advice: String,
        meaning: ScanAnswer.Meaning = .unknown, message: String, asks: CodeReading? = nil
    ) {
        let alert = Alert(title, scanned: code.shown, expected: expected, advice: advice, at: now)
        guard let shot = scan.shot else {
            raise(alert, scan, meaning, message: message)
            if let asks { askInBackground(asks, scan) }
            return
        }
        if unmatched.isMatched(shot) {
            finish(scan, meaning, .ignored, "Read with it, and left alone: \(code.shown)")
        } else {
            unmatched.hold(
                UnmatchedScans.Entry(
                    scan: scan, meaning: meaning, alert: alert, message: message, asks: asks, ends: shot.ends))
        }
    }

    // MARK: - Labels of one shot

    /// A label of a shot was the one that was meant: the others are reported and left alone.
    mutating func matchShot(_ shot: Scan.Shot) {
        for other in unmatched.match(shot) {
            finish(other.scan, other.meaning, .ignored, "Read with it, and left alone: \(other.scan.input)")
        }
    }

    /// Raises what was held back and nothing else of its shot has answered for.
    mutating func releaseUnmatched() {
        while let first = unmatched.popDue(at: now.uptime) {
            raise(first.alert, first.scan, first.meaning, message: first.message)
            if let code = first.asks { askInBackground(code, first.scan) }
        }
    }

    // MARK: - Why

    /// Whether the code is the end of exactly one code that the open package expects.
    private func isEndOfExpected(_ code: CodeReading) -> Bool {
        guard let bench else { return false }
        guard let key = code.keys.first else { return false }
        return CodeReader.completion(of: key, among: Set(bench.lines.flatMap(\.codes).map(CodeForm.key)).sorted())
            != nil
    }

    private mutating func askLayout(_ guesses: [LayoutGuess], _ scan: Scan) {
        ask(
            Dialog(
                title: "Is the keyboard layout another one?",
                text: ["\(scan.input) makes no sense as it came."]
                    + guesses.map { "As \($0.layout.title) it is \($0.code.canonical)." },
                choices: ["No, leave it"] + guesses.map { "Yes, read all scans as \($0.layout.title)" }, selected: 0,
                question: .layout(guesses.map(\.layout)), scan: scan, shown: now.uptime),
            .unknown)
    }
}

extension KeyboardLayout {
    /// What people call the layout.
    var title: String {
        switch self {
        case .us: "US"
        case .usCapsLock: "US with Caps Lock"
        case .turkishQ: "Turkish-Q"
        case .turkishQCapsLock: "Turkish-Q with Caps Lock"
        case .turkishF: "Turkish-F"
        case .french: "French"
        case .german: "German"
        case .belgian: "Belgian"
        }
    }
}
