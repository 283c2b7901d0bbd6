/// What begins with an Esc: the Esc key, a character typed with Alt, or the bytes of one key.
///
/// A slow line cuts a key in two anywhere, and makes its rest late. What follows an Esc that stood alone, or that was
/// too late, can be the rest of a key or a scan that begins alike: it is a key where it is a whole one, and nothing
/// follows it in the same read; else it is text, given back as it came.
struct KeySequence: Equatable {
    /// What is waited for.
    enum Wait: Equatable {
        /// The rest of a key, before what is there is delivered.
        case rest
        /// The rest of a key for which one wait has timed out.
        case lateRest
    }

    /// The outcome of a byte, or of a wait.
    enum Outcome: Equatable {
        /// It is incomplete, and nothing is to be delivered.
        case incomplete
        /// It is incomplete; this key is delivered already.
        case delivered(Key)
        /// It is complete: these keys, and these bytes that are no part of it.
        case ended([Key], rest: [UInt8] = [])
    }

    /// The bytes after the Esc.
    private var bytes: [UInt8] = []
    /// How many bytes of an old kind of mouse report are to come, which can be any.
    private var mouse = 0
    /// Whether the input ended after the Esc.
    private var isApart = false
    /// Whether the wait for the rest has timed out; a lone Esc is delivered by then.
    private var isOverdue = false
    /// Whether the Esc was delivered as a key.
    private var isEscapeTold = false
    /// A key that is delivered if nothing follows it in the same read.
    private var held: Key?
    /// How many of the bytes came before the input ended last, or before the wait for the rest timed out first.
    private var earlier = 0

    private var isDoubtful: Bool { isApart || isOverdue }

    /// What is waited for, when all input was read.
    var wait: Wait? {
        if mouse > 0 || isOverdue && reply == .certain && bytes.count == earlier { return nil }
        return isOverdue ? .lateRest : .rest
    }

    /// As far as it is the terminal's answer about its ground.
    private var reply: BackgroundReply.Progress { bytes.isEmpty ? .none : BackgroundReply.progress(bytes) }

    /// Takes the next byte; `key` knows the keys by their bytes, the Esc among them.
    mutating func take(_ byte: UInt8, _ key: ([UInt8]) -> Key?) -> Outcome {
        if let held { return byte == 0x1B ? .ended([held], rest: [byte]) : asText(with: byte) }
        if mouse > 0 {
            mouse -= 1
            return mouse == 0 ? .ended([]) : .incomplete
        }
        guard let introducer = bytes.first else { return first(byte) }
        if introducer == UInt8(ascii: "]") { return takeReply(byte) }
        guard (0x20..<0x7F).contains(byte), bytes.count <= 33 else {
            return isDoubtful ? asText(with: byte) : .ended([], rest: [byte])
        }
        bytes.append(byte)
        if introducer == UInt8(ascii: "[") {
            if byte < 0x40 { return .incomplete }
            // The Linux console sends ESC [ [ A for F1.
            if bytes.count == 2, byte == UInt8(ascii: "[") { return .incomplete }
            if bytes.count == 2, byte == UInt8(ascii: "M"), !isDoubtful {
                mouse = 3
                return .incomplete
            }
        }
        return complete(key([0x1B] + bytes))
    }

    private mutating func first(_ byte: UInt8) -> Outcome {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "O"), UInt8(ascii: "]"):
            bytes = [byte]
            return .incomplete
        case 0x20..<0x7F where !isDoubtful: return .ended([.alt(Unicode.Scalar(byte))])
        default: return asText(with: byte)
        }
    }

    /// Takes the next byte of what can be the terminal's answer about its ground.
    private mutating func takeReply(_ byte: UInt8) -> Outcome {
        let wasCertain = reply == .certain
        switch BackgroundReply.progress(bytes + [byte]) {
        case .beginning, .certain:
            bytes.append(byte)
            return .incomplete
        case .whole(let isLight): return .ended([.background(isLight: isLight)])
        // Half an answer is left out; what came after a pause was something else.
        case .none: return wasCertain ? .ended([], rest: bytes.dropFirst(earlier) + [byte]) : asText(with: byte)
        }
    }

    private mutating func complete(_ key: Key?) -> Outcome {
        guard isDoubtful else { return .ended(key.map { [$0] } ?? []) }
        guard let key else { return asText() }
        // No code is like `[15~`, but some begin with `OP`.
        if bytes.count > 2 { return .ended([key]) }
        held = key
        return .incomplete
    }

    /// Says that nothing more has come yet.
    mutating func endOfInput() -> Outcome {
        if let held { return .ended([held]) }
        if bytes.isEmpty {
            isApart = true
            return .incomplete
        }
        // What came behind a pause may be typed: it is kept together until that is known.
        if !isOverdue { earlier = bytes.count }
        // An answer comes in any pieces, and a person types no second byte of one.
        if bytes.count > 1, reply != .none { return .incomplete }
        // A late rest comes whole; a person's typing comes letter by letter.
        return isOverdue ? asText() : .incomplete
    }

    /// Ends the wait that `wait` describes; the rest did not come.
    mutating func endWait() -> Outcome {
        if reply == .certain, isOverdue, bytes.count > earlier { return .ended([], rest: Array(bytes[earlier...])) }
        if mouse > 0 || reply == .certain {
            isOverdue = true
            return .incomplete
        }
        if isOverdue { return asText() }
        isOverdue = true
        if bytes.isEmpty {
            isEscapeTold = true
            return .delivered(.escape)
        }
        return isApart && reply == .none ? asText() : .incomplete
    }

    /// Ends it where it is, because a key of its own came.
    mutating func flush() -> Outcome {
        if let held { return .ended([held]) }
        if reply == .certain { return .ended([], rest: isOverdue ? Array(bytes[earlier...]) : []) }
        return isApart || bytes.count < 2 ? asText() : .ended([])
    }

    /// Ends it as what was typed: Esc and text, or what came together with its Esc as typed with Alt.
    private func asText(with byte: UInt8? = nil) -> Outcome {
        let rest = bytes + (byte.map { [$0] } ?? [])
        if isApart || bytes.isEmpty { return .ended(isEscapeTold ? [] : [.escape], rest: rest) }
        return .ended([.alt(Unicode.Scalar(bytes[0]))], rest: Array(rest.dropFirst()))
    }
}
