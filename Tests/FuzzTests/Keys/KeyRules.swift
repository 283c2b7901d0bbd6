@testable import StationTerminal

/// What must hold for any bytes of a terminal, however they come: no text is lost, keys are the same wherever they are cut in
/// two, and nothing waits for ever.
enum KeyRules {
    static func check(_ input: [UInt8]) throws(BrokenRule) {
        try checkText(input)
        try checkKeys(input)
        try checkEnd(input)
    }

    /// Text without an Esc is its characters, wherever reads end.
    private static func checkText(_ input: [UInt8]) throws(BrokenRule) {
        let text = input.filter { $0 != 0x1B }
        let whole = keys([text], isPatient: true)
        try require(keys(text.map { [$0] }, isPatient: true) == whole, "cut everywhere it is not \(whole)")
        guard let valid = String(validating: text, as: UTF8.self) else { return }
        let expected = valid.unicodeScalars.map { scalar -> Key in
            switch scalar.value {
            case 0x0D: .enter
            case 0x09: .tab
            case 0x08, 0x7F: .backspace
            case 0..<0x20: .control(UInt8(scalar.value))
            default: .character(scalar)
            }
        }
        try require(whole == expected, "\(whole) is not \(expected)")
    }

    /// Keys between text, each cut in two; bytes beyond ASCII say which and where.
    private static func checkKeys(_ input: [UInt8]) throws(BrokenRule) {
        var decoder = KeyDecoder(key: key)
        var (keys, expected): ([Key], [Key]) = ([], [])
        for byte in input where byte != 0x1B {
            guard byte >= 0x80 else {
                decoder.feed(.byte(byte), into: &keys)
                Self.keys([[byte]], isPatient: false).forEach { expected.append($0) }
                continue
            }
            let (bytes, key) = table[Int(byte & 0x0F) % table.count]
            let cut = 1 + Int(byte >> 4 & 7) % bytes.count
            decoder.endOfInput(into: &keys)
            for byte in bytes.prefix(cut) { decoder.feed(.byte(byte), into: &keys) }
            decoder.endOfInput(into: &keys)
            for byte in bytes.dropFirst(cut) { decoder.feed(.byte(byte), into: &keys) }
            decoder.endOfInput(into: &keys)
            expected.append(key)
        }
        try require(keys == expected, "\(keys) is not \(expected)")
    }

    /// Whatever came, in reads that end anywhere and with waits that time out, what is typed afterwards is read.
    private static func checkEnd(_ input: [UInt8]) throws(BrokenRule) {
        var decoder = KeyDecoder(key: key)
        var keys: [Key] = []
        for byte in input {
            switch byte {
            case 0xFD: decoder.endOfInput(into: &keys)
            case 0xFE where decoder.wait != nil: decoder.endWait(into: &keys)
            case 0xFF: decoder.feed(.key(.up), into: &keys)
            default: decoder.feed(.byte(byte), into: &keys)
            }
        }
        finish(&decoder, &keys)
        try require(decoder.wait == nil, "it waits for ever")
        // At most a report of a mouse, or an answer about the ground, is left open.
        for _ in 0..<60 { decoder.feed(.byte(UInt8(ascii: "x")), into: &keys) }
        keys = []
        for byte in "73\r".utf8 { decoder.feed(.byte(byte), into: &keys) }
        finish(&decoder, &keys)
        try require(keys == [.character("7"), .character("3"), .enter], "\(keys) was typed")
    }

    /// The keys of some reads; `isPatient` where each is the last for a while.
    private static func keys(_ reads: [[UInt8]], isPatient: Bool) -> [Key] {
        var decoder = KeyDecoder(key: key)
        var keys: [Key] = []
        for read in reads {
            for byte in read { decoder.feed(.byte(byte), into: &keys) }
            if isPatient { decoder.endOfInput(into: &keys) }
        }
        // A character that is never whole is told when the next one comes.
        decoder.feed(.key(.end), into: &keys)
        return keys.dropLast()
    }

    private static func finish(_ decoder: inout KeyDecoder, _ keys: inout [Key]) {
        decoder.endOfInput(into: &keys)
        for _ in 0..<4 where decoder.wait != nil { decoder.endWait(into: &keys) }
    }

    private static let table: [(bytes: [UInt8], key: Key)] = [
        ("\u{1B}[A", Key.up), ("\u{1B}OP", .function(1)), ("\u{1B}[15~", .function(5)), ("\u{1B}[[A", .function(1)),
        ("\u{1B}[200~", .pasteBegin), ("\u{1B}[3~", .delete), ("\u{1B}[Z", .backTab), ("\u{1B}[24~", .function(12)),
        ("\u{1B}]11;rgb:ffff/ffff/ffff\u{7}", .background(isLight: true)),
        ("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", .background(isLight: false)),
    ].map { (Array($0.0.utf8), $0.1) }

    private static func key(_ bytes: [UInt8]) -> Key? { table.first { $0.bytes == bytes }?.key }
}

#if FUZZING
    /// See `fuzz`.
    @_cdecl("fuzz_keys")
    public func fuzzKeys(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(start, count, by: KeyRules.check)
    }
#endif
