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
        var settings = Barcode.Settings()
        settings.layout = layout
        for text in ["]C10108690001157692" + "10ab-C/_(x)", "https://a.b/01/08690001157692?17=261231", "*Iıi*"] {
            let scanned = text.filter(\.isASCII)
            let code = Barcode.read(layout.received(scanned), settings: settings)
            #expect(code.canonical == Barcode.read(scanned).canonical)
        }
    }

    @Test(
        "a group separator arrives as the layout's own byte and is read as one",
        arguments: [
            (KeyboardLayout.turkishQ, "ÜC1", "\u{1E}"), (.german, "+C1", "\u{1E}"), (.french, "$C&", "$"),
            (.us, "]C1", "\u{1E}"),
        ])
    func separators(layout: KeyboardLayout, flag: String, separator: String) {
        var settings = Barcode.Settings()
        settings.layout = layout
        let flag = layout.received("]C1")
        let text = flag + layout.received("10AB") + separator + layout.received("2112")
        #expect(Barcode.read(text, settings: settings).elements.map(\.value) == ["AB", "12"])
    }

    @Test("a dead key and the letter after it are taken apart")
    func deadKeys() {
        #expect(KeyboardLayout.french.decode("ê") == "[e")
        #expect(KeyboardLayout.german.decode("á") == "=a")
        #expect(KeyboardLayout.french.decode("中") == nil)
    }
}
