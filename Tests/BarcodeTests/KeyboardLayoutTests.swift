import Barcode
import Testing

@Suite("Keyboard layouts")
struct KeyboardLayoutTests {
    private static let printable = String(
        String.UnicodeScalarView((0x20...0x7E).compactMap { Unicode.Scalar(UInt32($0)) }))

    @Test("every character of a US scanner is read back under every layout", arguments: KeyboardLayout.allCases)
    func roundTrip(layout: KeyboardLayout) {
        for scalar in Self.printable.unicodeScalars {
            let received = layout.received(String(scalar))
            let expected: String? =
                switch (layout, scalar) {
                case (.turkishQCapsLock, "\""): "I"
                case (.turkishQCapsLock, "'"): "i"
                default: String(scalar)
                }
            #expect(layout.decode(received) == expected, "\(scalar) arrives as \(received)")
        }
    }

    @Test(
        "codes survive their way through a layout: a code with its identifier, a link, a lot",
        arguments: [KeyboardLayout.turkishQ, .turkishF, .french, .german, .belgian, .usCapsLock, .turkishQCapsLock])
    func codes(layout: KeyboardLayout) {
        var settings = CodeReader.Settings()
        settings.layout = layout
        for text in ["]C10108690001157692" + "10ab-C/_(x)", "https://a.b/01/08690001157692?17=261231", "*Iıi*"] {
            let scanned = text.filter(\.isASCII)
            let code = CodeReader.read(layout.received(scanned), settings: settings)
            #expect(code.canonical == CodeReader.read(scanned).canonical)
        }
    }

    @Test(
        "a group separator arrives as the layout's own byte and is read as one",
        arguments: [
            (KeyboardLayout.turkishQ, "ÜC1", "\u{1E}"), (.german, "+C1", "\u{1E}"), (.french, "$C&", "$"),
            (.us, "]C1", "\u{1E}"),
        ])
    func separators(layout: KeyboardLayout, flag: String, separator: String) {
        var settings = CodeReader.Settings()
        settings.layout = layout
        let flag = layout.received("]C1")
        let text = flag + layout.received("10AB") + separator + layout.received("2112")
        #expect(CodeReader.read(text, settings: settings).elements.map(\.value) == ["AB", "12"])
    }

    @Test("a dead key and the letter after it are taken apart")
    func deadKeys() {
        #expect(KeyboardLayout.french.decode("ê") == "[e")
        #expect(KeyboardLayout.german.decode("á") == "=a")
        #expect(KeyboardLayout.french.decode("中") == nil)
    }
}

@Suite("Which layout it was")
struct LayoutGuessTests {
    @Test(
        "row 8: a code that makes no sense is tried under the other layouts",
        arguments: [
            (KeyboardLayout.turkishF, "XXSENDXX", KeyboardLayout.turkishF), (.french, "8690001157692", .french),
            (.belgian, "8690001157692", .belgian), (.turkishQ, "(01)08690001157692", .turkishQ),
            (.german, "https://a.b/01/08690001157692", .german), (.turkishQ, "]E08690001157692", .turkishQ),
            (.french, "]C1010869000115769210ABZ", .french),
        ])
    func guesses(host: KeyboardLayout, code: String, guess: KeyboardLayout) {
        let guesses = CodeReader.layoutGuesses(for: host.received(code))
        #expect(guesses.map(\.layout).contains(guess))
        #expect(
            guesses.allSatisfy {
                $0.code.keys == CodeReader.read(code).keys && $0.code.kind == CodeReader.read(code).kind
            })
    }

    @Test(
        "row 8: a code that makes sense as it is leaves the layout alone",
        arguments: ["8690001157692", "XXSENDXX", "(10)AB", "000000073"])
    func noGuess(code: String) {
        #expect(CodeReader.layoutGuesses(for: code).isEmpty)
    }

    @Test("row 12: Caps Lock shows on a code that the station expects")
    func capsLock() {
        let isKnown = { (code: ScannedCode) in code.canonical == "PKG-73a" }
        let guesses = CodeReader.layoutGuesses(for: "pkg-73A", isKnown: isKnown)
        #expect(guesses.map(\.layout) == [.usCapsLock])
        #expect(guesses.first?.layout.hasCapsLock == true)
        #expect(CodeReader.layoutGuesses(for: "PKG-73a", isKnown: isKnown).isEmpty)
    }

    @Test("row 12: a command in small letters works, and shows that Caps Lock is on")
    func swappedCommand() {
        #expect(CodeReader.read("xxboxxx").command == .pack)
        #expect(CodeReader.read("xxboxxx").hasSwappedCase)
        #expect(CodeReader.read("xxvcdfxx").hasSwappedCase)
        #expect(!CodeReader.read("XXBOXXX").hasSwappedCase)
    }

    @Test("row 13: a dotless i or a dotted I in a code is evidence of a Turkish keyboard")
    func turkish() {
        let isKnown = { (code: ScannedCode) in ["LiNE-1", "shift"].contains(code.canonical) }
        #expect(CodeReader.layoutGuesses(for: "LıNE*1", isKnown: isKnown).map(\.layout) == [.turkishQ])
        #expect(CodeReader.layoutGuesses(for: "shıft", isKnown: isKnown).map(\.layout) == [.turkishQ])
    }
}
