/// Turns timed keys into text, keys and scans; a value, without a clock of its own.
///
/// Every character comes out again at once as `.text`, so that it can be shown. When a terminator ends a burst at
/// machine speed, a `.frame` follows: the caller takes `frame.inserted` scalars before the cursor out of the field
/// and handles the scan. When a person typed, `.enter` follows, and the field's own text is what counts.
///
/// Time is a hint only. At the prompt, what is left in the field after `inserted` scalars are taken out and
/// `frame.text` together make the whole line since the last Enter (`3*` and a code, or a scan whose first characters
/// came slowly); a terminator, never a pause, ends that line unless `pauseEndsFrame` is set.
///
///     var framer = ScanFramer<FunctionKey>()
///     var tokens: [ScanFramer<FunctionKey>.Token] = []
///     for key in keysWaiting { framer.feed(key, at: now, into: &tokens) }
///     // act on the tokens, draw once, and arm a timer at framer.deadline that calls framer.timeout(at:into:)
public struct ScanFramer<Key: Equatable & Sendable>: Equatable, Sendable {
    /// How the scanner behaves.
    public var settings: ScanFramerSettings

    private var burst = Burst()
    private var alt = AltSequence()
    private var altTime: Int64 = 0
    private var paste: Paste?
    private var interruptedAt: Int64?
    private var lastEnd: LastEnd?
    private var hasSaidMissing = false

    /// How the last line ended, while nothing has come since.
    private struct LastEnd: Equatable {
        var ending: ScanFrame.Ending
        var time: Int64
        /// How long a further terminator still belongs to it.
        var window: Int64
    }

    /// A framer at the start of a line.
    public init(settings: ScanFramerSettings = ScanFramerSettings()) {
        self.settings = settings
    }

    /// Takes one key that came at a time in milliseconds, and appends what it means to tokens not yet acted on.
    ///
    /// Where the characters of a scan are still among these tokens they are taken back, and not counted in
    /// `inserted`: a thousand scans in one read are a thousand tokens.
    public mutating func feed(_ input: Input, at time: Int64, into tokens: inout [Token]) {
        timeout(at: time, into: &tokens)
        if paste != nil {
            takePasted(input, at: time, into: &tokens)
            return
        }
        if case .scalar(let scalar) = input {
            if alt.isEmpty, scalar != ASCII.escape {
                take(scalar, at: time, into: &tokens)
            } else {
                takeAlt(scalar, at: time, into: &tokens)
            }
            return
        }
        give(alt.giveUp(), into: &tokens)
        switch input {
        case .scalar, .pasteEnd: break
        case .enter: end(.enterKey, at: time, into: &tokens)
        case .other(let key): tokens.append(.key(key))
        case .editing(let key):
            edit(at: time)
            tokens.append(.key(key))
        case .pasteBegin:
            discardLine()
            paste = Paste(at: time)
        }
    }

    /// Takes one key and gives what it means.
    public mutating func feed(_ input: Input, at time: Int64) -> [Token] {
        var tokens: [Token] = []
        feed(input, at: time, into: &tokens)
        return tokens
    }

    /// When `timeout(at:into:)` is to be called if no key comes before; nil while nothing waits.
    public var deadline: Int64? {
        if alt.awaitsMore { return altTime &+ settings.escapeWait &+ 1 }
        if let paste { return paste.lastTime &+ settings.pasteWait &+ 1 }
        guard !burst.isEmpty, burst.isMachine(settings) else { return nil }
        if settings.pauseEndsFrame { return burst.lastTime &+ settings.pause &+ 1 }
        return hasSaidMissing ? nil : burst.lastTime &+ settings.missingTerminatorWait &+ 1
    }

    /// Does what is due at a time: gives back a lone Esc, ends a frame by its pause, ends a paste that was cut off.
    public mutating func timeout(at time: Int64, into tokens: inout [Token]) {
        while let deadline, deadline <= time {
            if alt.awaitsMore {
                give(alt.giveUp(), into: &tokens)
            } else if paste != nil {
                takePasted(.pasteEnd, at: time, into: &tokens)
            } else if settings.pauseEndsFrame {
                finish(.pause, at: burst.lastTime, into: &tokens)
            } else {
                hasSaidMissing = true
                tokens.append(.missingTerminator)
            }
        }
    }

    /// Does what is due at a time and returns the tokens.
    public mutating func timeout(at time: Int64) -> [Token] {
        var tokens: [Token] = []
        timeout(at: time, into: &tokens)
        return tokens
    }

    /// Forgets the line so far: call it when the field is cleared or left by anything but a token of this framer.
    public mutating func discardLine() {
        burst = Burst()
        interruptedAt = nil
        lastEnd = nil
    }

    /// An edited line starts anew, and a scan that was edited while it came cannot be trusted.
    private mutating func edit(at time: Int64) {
        let wasScanning = burst.isFast && burst.continues(at: time, settings)
        let isStillScanning = interruptedAt.map { time &- $0 <= settings.pause } ?? false
        discardLine()
        if wasScanning || isStillScanning { interruptedAt = time }
    }

    // MARK: - Characters

    private mutating func take(_ scalar: Unicode.Scalar, at time: Int64, into tokens: inout [Token]) {
        switch scalar {
        case ASCII.carriageReturn: end(.carriageReturn, at: time, into: &tokens)
        case ASCII.lineFeed: end(.lineFeed, at: time, into: &tokens)
        case ASCII.tab: end(.tab, at: time, into: &tokens)
        default:
            if settings.controlKeys.contains(scalar), !burst.continues(at: time, settings) {
                discardLine()
                tokens.append(.control(scalar))
            } else {
                append(scalar, at: time, into: &tokens)
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar, at time: Int64, into tokens: inout [Token]) {
        lastEnd = nil
        if burst.append(scalar, at: time, settings) { tokens.append(.text(scalar)) }
    }

    private mutating func takeAlt(_ scalar: Unicode.Scalar, at time: Int64, into tokens: inout [Token]) {
        var released: [AltSequence.Held] = []
        let outcome = alt.take(scalar, released: &released)
        altTime = time
        give(released, into: &tokens)
        switch outcome {
        case .taken: break
        case .decoded(let control): append(control, at: time, into: &tokens)
        case .notMine: take(scalar, at: time, into: &tokens)
        }
    }

    private mutating func give(_ held: [AltSequence.Held], into tokens: inout [Token]) {
        for key in held {
            switch key {
            case .escape:
                // A person's Esc clears the field or leaves it, and spoils a scan that it falls into.
                edit(at: altTime)
                tokens.append(.escape)
            case .alt(let scalar): tokens.append(.alt(scalar))
            }
        }
    }

    // MARK: - Ends of lines

    private mutating func end(_ ending: ScanFrame.Ending, at time: Int64, into tokens: inout [Token]) {
        if isRepeated(ending, at: time) { return }
        if let data = dataScalar(of: ending), burst.continues(at: time, settings) {
            append(data, at: time, into: &tokens)
        } else {
            finish(ending, at: time, into: &tokens)
        }
    }

    /// The character itself, where it is not configured to end a frame.
    private func dataScalar(of ending: ScanFrame.Ending) -> Unicode.Scalar? {
        switch ending {
        case .carriageReturn: settings.terminators.contains(.carriageReturn) ? nil : ASCII.carriageReturn
        case .lineFeed: settings.terminators.contains(.lineFeed) ? nil : ASCII.lineFeed
        case .tab: settings.terminators.contains(.tab) ? nil : ASCII.tab
        case .enterKey, .pause, .paste: nil
        }
    }

    /// Whether this is one more terminator of a line that has ended already; an empty frame is nothing.
    private mutating func isRepeated(_ ending: ScanFrame.Ending, at time: Int64) -> Bool {
        guard let last = lastEnd, burst.isEmpty, interruptedAt == nil else { return false }
        // In raw mode a person's Enter is CR alone, so an LF right after CR is the same end however late it comes.
        let isSecondHalf = last.ending == .carriageReturn && ending == .lineFeed
        guard isSecondHalf || time &- last.time <= last.window else { return false }
        lastEnd = LastEnd(ending: ending, time: time, window: last.window)
        return true
    }

    private mutating func finish(_ ending: ScanFrame.Ending, at time: Int64, into tokens: inout [Token]) {
        let ended = burst
        let wasInterrupted = interruptedAt != nil
        discardLine()

        let wasScan = ended.ending(at: time, settings)
        // A person's repeated Enter is meant; only a scan's terminators are collapsed by time.
        lastEnd = LastEnd(ending: ending, time: time, window: wasScan == nil ? -1 : settings.repeatedTerminator)
        if wasInterrupted {
            let fault = BarcodeError(.frameInterrupted, at: ended.line.count)
            tokens.append(.fault(fault, text: ended.text, inserted: takeBack(ended.line.count, from: &tokens)))
        } else if let scan = wasScan {
            let inserted = takeBack(scan.count, from: &tokens)
            let limit = settings.maximumLength
            guard !ended.overflowed else {
                let fault = BarcodeError(.frameTooLong, at: limit, expected: String(limit))
                tokens.append(.fault(fault, text: scan.text, inserted: inserted))
                return
            }
            let frame = ScanFrame(
                scan.text, source: .scanner, ending: ending, start: scan.start, end: ended.lastTime, inserted: inserted)
            let mean = frame.millisecondsPerCharacter ?? 0
            lastEnd?.window = max(settings.repeatedTerminator, Int64(min(max(mean * 2, 0), 2_000)))
            tokens.append(.frame(frame))
        } else {
            tokens.append(ending == .tab ? .tab : .enter)
        }
    }

    /// Removes the last characters from tokens not yet handled, and returns how many are left in the field.
    private func takeBack(_ count: Int, from tokens: inout [Token]) -> Int {
        var left = count
        while left > 0, case .text = tokens.last {
            tokens.removeLast()
            left -= 1
        }
        return left
    }

    // MARK: - Paste

    private mutating func takePasted(_ input: Input, at time: Int64, into tokens: inout [Token]) {
        guard var open = paste else { return }
        paste = nil
        switch input {
        case .scalar(ASCII.carriageReturn), .scalar(ASCII.lineFeed), .enter:
            endPastedLine(&open, at: time, into: &tokens)
        case .scalar(let scalar): open.append(scalar, at: time, limit: settings.maximumLength)
        case .editing(let key), .other(let key): tokens.append(.key(key))
        case .pasteBegin: break
        case .pasteEnd:
            if !open.hasLines, !open.overflowed {
                tokens.append(contentsOf: open.line.map(Token.text))
            } else {
                endPastedLine(&open, at: time, into: &tokens)
            }
            return
        }
        paste = open
    }

    private func endPastedLine(_ paste: inout Paste, at time: Int64, into tokens: inout [Token]) {
        switch paste.endLine(at: time, limit: settings.maximumLength) {
        case .frame(let frame): tokens.append(.frame(frame))
        case .fault(let fault, let text): tokens.append(.fault(fault, text: text, inserted: 0))
        case nil: break
        }
    }
}
