/// Turns what the terminal sends into keys; a value, fed one token at a time.
///
/// Curses recognises the keys that terminfo knows, where they come in one piece. The rest is here: characters in UTF-8,
/// also when they are cut between two reads (`get_wch` loses the first half then); Alt; keys that a slow line cuts in two,
/// in `KeySequence`; and sequences that no terminfo entry names, such as those of a mouse, which are left out whole, lest
/// their rest be taken for typing.
struct KeyDecoder {
    /// What the terminal sent.
    enum Token: Equatable {
        case byte(UInt8)
        /// A key that curses recognised.
        case key(Key)
        /// A key that curses recognised and that has no use here.
        case ignored
    }

    private var sequence: KeySequence?
    private var utf8: [UInt8] = []
    /// The key that bytes from an Esc on stand for, where they are one.
    private let key: (_ bytes: [UInt8]) -> Key?

    /// A decoder; `key` knows the keys by their bytes.
    init(key: @escaping (_ bytes: [UInt8]) -> Key? = { _ in nil }) { self.key = key }

    /// What is waited for, when all input was read.
    var wait: KeySequence.Wait? { sequence?.wait }

    /// Takes the next token and appends the keys that are complete with it.
    mutating func feed(_ token: Token, into keys: inout [Key]) {
        switch token {
        case .byte(let byte):
            feed(byte, into: &keys)
        case .key(let key):
            flush(into: &keys)
            keys.append(key)
        case .ignored:
            break
        }
    }

    /// Says that nothing more has come yet.
    ///
    /// Half a character is kept, because the other half is still to come.
    mutating func endOfInput(into keys: inout [Key]) {
        guard let outcome = sequence?.endOfInput() else { return }
        handle(outcome, into: &keys)
    }

    /// Ends the wait that `wait` describes; the rest did not come.
    mutating func endWait(into keys: inout [Key]) {
        guard let outcome = sequence?.endWait() else { return }
        handle(outcome, into: &keys)
    }

    private mutating func feed(_ byte: UInt8, into keys: inout [Key]) {
        guard let outcome = sequence?.take(byte, key) else { return plain(byte, into: &keys) }
        handle(outcome, into: &keys)
    }

    private mutating func handle(_ outcome: KeySequence.Outcome, into keys: inout [Key]) {
        switch outcome {
        case .incomplete: break
        case .delivered(let told):
            keys.append(told)
        case .ended(let told, let rest):
            sequence = nil
            keys += told
            for byte in rest { feed(byte, into: &keys) }
        }
    }

    private mutating func plain(_ byte: UInt8, into keys: inout [Key]) {
        if byte >= 0x80 { return assemble(byte, into: &keys) }
        endCharacter(into: &keys)
        switch byte {
        case 0x1B: sequence = KeySequence()
        case 0x0D: keys.append(.enter)
        case 0x09: keys.append(.tab)
        case 0x08, 0x7F: keys.append(.backspace)
        case 0x00..<0x20: keys.append(.control(byte))
        default: keys.append(.character(Unicode.Scalar(byte)))
        }
    }

    private mutating func flush(into keys: inout [Key]) {
        if let outcome = sequence?.flush() { handle(outcome, into: &keys) }
        endCharacter(into: &keys)
    }
}

// MARK: - UTF-8

extension KeyDecoder {
    /// Adds a byte from 0x80 to the current character, and appends what is complete.
    ///
    /// A byte that is no UTF-8 is taken for the Latin-1 character that it would be, because scanners send those.
    private mutating func assemble(_ byte: UInt8, into keys: inout [Key]) {
        utf8.append(byte)
        while let first = utf8.first {
            if let scalar = String(validating: utf8, as: UTF8.self)?.unicodeScalars.first {
                utf8 = []
                keys.append(.character(scalar))
                return
            }
            if Self.isBeginning(utf8) { return }
            utf8.removeFirst()
            keys.append(.character(Unicode.Scalar(first)))
        }
    }

    private mutating func endCharacter(into keys: inout [Key]) {
        for byte in utf8 { keys.append(.character(Unicode.Scalar(byte))) }
        utf8 = []
    }

    /// Whether bytes that are no whole character are the beginning of one.
    private static func isBeginning(_ bytes: [UInt8]) -> Bool {
        let length =
            switch bytes[0] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        guard bytes.count < length else { return false }
        var parser = Unicode.UTF8.ForwardParser()
        var source = bytes.makeIterator()
        // The parser says how many bytes belong together before the one that is wrong, or that is not there.
        if case .error(let count) = parser.parseScalar(from: &source) { return count == bytes.count }
        return false
    }
}
