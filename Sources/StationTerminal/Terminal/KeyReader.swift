import CNcurses

/// Reads the keys that are waiting, through curses; never blocks: the caller waits for the rest of a key, by `wait`.
///
/// It reads from a pad of its own: reading from a window would draw it first. `wgetch` is used and not `get_wch`, which
/// forgets the first half of a character that is cut between two reads.
@ScreenActor
struct KeyReader {
    private let pad: UnsafeMutablePointer<WINDOW>
    private var decoder = KeyDecoder { bytes in
        if case .key(let key) = token(key_defined(String(decoding: bytes, as: UTF8.self))) { key } else { nil }
    }

    private nonisolated static let pasteBegin: Int32 = 0x7000
    private nonisolated static let pasteEnd: Int32 = 0x7001

    /// A reader for the terminal that has just been started; nil when curses has no memory left.
    init?() {
        guard let pad = newpad(1, 1) else { return nil }
        self.pad = pad
        keypad(pad, true)
        nodelay(pad, true)
        // No mouse is asked for; without this, curses would take the beginning of a report and leave its numbers.
        define_key(nil, KEY_MOUSE)
        define_key("\u{1B}[200~", Self.pasteBegin)
        define_key("\u{1B}[201~", Self.pasteEnd)
        for (bytes, key) in Self.widespread where key_defined(bytes) == 0 { define_key(bytes, key) }
    }

    /// Gives the keys that are waiting, in order; true with them when more are left, because `limit` bytes were read.
    mutating func read(limit: Int = 65_536) -> (keys: [Key], isMore: Bool) {
        var keys: [Key] = []
        for _ in 0..<limit {
            let code = wgetch(pad)
            guard code != ERR else {
                decoder.endOfInput(into: &keys)
                return (keys, false)
            }
            decoder.feed(Self.token(code), into: &keys)
        }
        return (keys, true)
    }

    /// What is waited for: the rest of a key, that came in part.
    var wait: KeySequence.Wait? { decoder.wait }

    /// Ends the wait for the rest of a key; returns the keys that the part received so far stands for.
    mutating func endWait() -> [Key] {
        var keys: [Key] = []
        decoder.endWait(into: &keys)
        return keys
    }

    private nonisolated static func token(_ code: Int32) -> KeyDecoder.Token {
        if let byte = UInt8(exactly: code) { return .byte(byte) }
        if let key = names[code] { return .key(key) }
        let function = code - packline_key_function(0)
        return (1...63).contains(function) ? .key(.function(Int(function))) : .ignored
    }

    private nonisolated static let names: [Int32: Key] = [
        KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_HOME: .home, KEY_FIND: .home,
        KEY_END: .end, KEY_SELECT: .end, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_BTAB: .backTab,
        KEY_ENTER: .keypadEnter, KEY_BACKSPACE: .backspace, KEY_DC: .delete, KEY_IC: .insert,
        pasteBegin: .pasteBegin, pasteEnd: .pasteEnd,
    ]

    /// What PuTTY, old thin clients and the Linux console send although their TERM says otherwise.
    private nonisolated static let widespread: [(bytes: String, key: Int32)] = {
        var table: [(String, Int32)] = [
            ("\u{1B}[A", KEY_UP), ("\u{1B}[B", KEY_DOWN), ("\u{1B}[C", KEY_RIGHT), ("\u{1B}[D", KEY_LEFT),
            ("\u{1B}[H", KEY_HOME), ("\u{1B}[F", KEY_END), ("\u{1B}[1~", KEY_HOME), ("\u{1B}[4~", KEY_END),
            ("\u{1B}[7~", KEY_HOME), ("\u{1B}[8~", KEY_END), ("\u{1B}[2~", KEY_IC), ("\u{1B}[3~", KEY_DC),
            ("\u{1B}[5~", KEY_PPAGE), ("\u{1B}[6~", KEY_NPAGE), ("\u{1B}[Z", KEY_BTAB),
        ]
        for (index, letter) in "ABCDE".enumerated() {
            table.append(("\u{1B}[[\(letter)", packline_key_function(Int32(index + 1))))
        }
        for (index, number) in [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24].enumerated() {
            table.append(("\u{1B}[\(number)~", packline_key_function(Int32(index + 1))))
        }
        return table
    }()
}
