import Barcode
import OMS

// What fits nothing, or not this package: said so that a packer knows what happened, never guessed at.
extension StationModel {
    /// Refuses a code that neither a package nor an item has, with the likeliest reason why.
    mutating func refuseUnknown(_ code: CodeReading, _ scan: Scan) {
        let guesses = CodeReader.layoutGuesses(for: scan.input, settings: scanInput.codes) { isKnown(CodeReading($0)) }
        if isEndOfExpected(code) {
            refuseCode(scan, .onlyTheEnd(code.shown))
        } else if let two = CodeReader.twoCodes(
            in: scan.input, settings: scanInput.codes, isKnown: { isMeaningful(scanInput.read($0)) })
        {
            refuseCode(scan, .twoCodes(code.shown, two.first, two.second))
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
            finish(scan, .unknown, .wrong, .lookup(status.notReadYet(code.shown)), tone: .ignored, word: .notYet)
            return
        }
        // A fault in a code that still names its goods does not make it unknown.
        let error = code.code.kind == .text ? code.code.error : nil
        if error == nil, code.code.gtin == nil, guess == nil, !connection.mayAnswer {
            refuseCode(scan, .notKnownHere(code.shown))
            return
        }
        refuseCode(
            scan,
            .unknownCode(code.shown, error, guess.map(DialogMessage.LayoutChoice.init), isPackageOpen: bench != nil),
            asks: error == nil && code.code.gtin == nil ? code : nil)
    }

    /// Refuses goods that another package needs, and this one does not.
    mutating func refuseWrongItem(_ code: CodeReading, _ scan: Scan) {
        let missing = bench?.missing.prefix(3).map(\.line.title) ?? []
        let known = index.firstPackage(needing: code, where: { settings.commands.kind(of: $0).isToPack }).map {
            AlertMessage.KnownGoods(package: $0.id, number: $0.number, code: code.shown)
        }
        refuseCode(scan, .wrongItem(code.shown, missing: missing, known), meaning: .item)
    }

    /// Refuses goods that packages have, but none that is still to be packed.
    mutating func refuseItemNobodyNeeds(_ code: CodeReading, _ scan: Scan) {
        refuseCode(scan, .neededNowhere(code.shown), meaning: .item)
    }

    private mutating func refuseCode(
        _ scan: Scan, _ message: AlertMessage, meaning: ScanAnswer.Meaning = .unknown, asks: CodeReading? = nil
    ) {
        let alert = Alert(message, at: now)
        guard let shot = scan.shot else {
            raiseRefused(alert, scan, meaning, asks)
            return
        }
        if unmatched.isMatched(shot) {
            finish(scan, meaning, .ignored, .scan(.readWithAnother(scan.code.shown)))
        } else {
            unmatched.hold(
                UnmatchedScans.Entry(scan: scan, meaning: meaning, alert: alert, asks: asks, ends: shot.ends))
        }
    }

    // MARK: - Labels of one shot

    /// A label of a shot was the one that was meant: the others are reported and left alone.
    mutating func matchShot(_ shot: Scan.Shot) {
        for other in unmatched.match(shot) {
            finish(other.scan, other.meaning, .ignored, .scan(.readWithAnother(other.scan.input)))
        }
    }

    /// Raises what was held back and nothing else of its shot has answered for.
    mutating func releaseUnmatched() {
        while let first = unmatched.popDue(at: now.uptime) {
            raiseRefused(first.alert, first.scan, first.meaning, first.asks)
        }
    }

    /// Refuses a code, and asks for what could be known of it: the OMS, or the mirror for the name of the goods.
    private mutating func raiseRefused(
        _ alert: Alert, _ scan: Scan, _ meaning: ScanAnswer.Meaning, _ asks: CodeReading?
    ) {
        raise(alert, scan, meaning)
        if let asks { askInBackground(asks, scan) }
        if case .wrongItem(_, _, let known?) = alert.message, !settings.acknowledgesItself {
            effects.append(.open(package: known.package))
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
                .layout(input: scan.input, guesses.map(DialogMessage.LayoutChoice.init)),
                .layout(guesses.map(\.layout)), scan, shown: now.uptime),
            .unknown)
    }
}
