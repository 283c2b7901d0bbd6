/// Turns what the terminal sends into keys; a value, fed one token at a time.
///
/// Curses recognises the keys that terminfo knows. The rest is here: characters in UTF-8, also when they are cut between
/// two reads (`get_wch` loses the first half then); Alt; and sequences that no terminfo entry names, such as those of a
/// mouse, which are left out whole, lest their rest be taken for typing.
struct KeyDecoder: Equatable {
    /// What the terminal sent.
    enum Token: Equatable {
        case byte(UInt8)
        /// A key that curses recognised.
        case key(Key)
        /// A key that curses recognised and that has no use here.
        case ignored
    }

    private var sequence = Sequence.none
    private var utf8: [UInt8] = []

    /// How far an escape sequence has come.
    private enum Sequence: Equatable {
        case none
        /// ESC.
        case escape
        /// ESC [ and this many bytes.
        case control(Int)
        /// ESC O.
        case single
        /// A mouse report of the old kind, of which this many bytes are to come.
        case mouse(Int)
    }

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

    /// Ends what would be waited for in vain.
    ///
    /// Curses has waited for the rest of an Esc before it said that there is no more. Half a character stays, because
    /// the other half is on its way.
    mutating func endOfInput(into keys: inout [Key]) {
        switch sequence {
        case .escape: keys.append(.escape)
        case .control(0): keys.append(.alt("["))
        case .single: keys.append(.alt("O"))
        case .none, .control, .mouse: return
        }
        sequence = .none
    }

    private mutating func feed(_ byte: UInt8, into keys: inout [Key]) {
        switch sequence {
        case .none:
            plain(byte, into: &keys)
        case .escape:
            afterEscape(byte, into: &keys)
        case .control(let count):
            control(byte, count, into: &keys)
        case .single:
            sequence = .none
        case .mouse(let left):
            sequence = left > 1 ? .mouse(left - 1) : .none
        }
    }

    private mutating func plain(_ byte: UInt8, into keys: inout [Key]) {
        if byte >= 0x80 { return assemble(byte, into: &keys) }
        giveUpCharacter(into: &keys)
        switch byte {
        case 0x1B: sequence = .escape
        case 0x0D: keys.append(.enter)
        case 0x09: keys.append(.tab)
        case 0x08, 0x7F: keys.append(.backspace)
        case 0x00..<0x20: keys.append(.control(byte))
        default: keys.append(.character(Unicode.Scalar(byte)))
        }
    }

    private mutating func afterEscape(_ byte: UInt8, into keys: inout [Key]) {
        switch byte {
        case 0x1B:
            keys.append(.escape)
        case UInt8(ascii: "["):
            sequence = .control(0)
        case UInt8(ascii: "O"):
            sequence = .single
        case 0x20..<0x7F:
            sequence = .none
            keys.append(.alt(Unicode.Scalar(byte)))
        default:
            sequence = .none
            keys.append(.escape)
            plain(byte, into: &keys)
        }
    }

    /// Takes a byte of ESC [ …, which ends with a byte from `@` to `~`; no sequence is longer than 32.
    private mutating func control(_ byte: UInt8, _ count: Int, into keys: inout [Key]) {
        switch byte {
        case UInt8(ascii: "M") where count == 0:
            sequence = .mouse(3)
        case 0x40..<0x7F:
            sequence = .none
        case 0x20..<0x40 where count < 32:
            sequence = .control(count + 1)
        default:
            sequence = .none
            plain(byte, into: &keys)
        }
    }

    private mutating func flush(into keys: inout [Key]) {
        endOfInput(into: &keys)
        sequence = .none
        giveUpCharacter(into: &keys)
    }
}

// MARK: - UTF-8

extension KeyDecoder {
    /// Adds a byte from 0x80 to the character under way, and appends what is complete.
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

    private mutating func giveUpCharacter(into keys: inout [Key]) {
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
