// The target that turns keystrokes into meaning.
//
// It knows what scanners send and what their codes say: frames, symbology identifiers, GTIN and SSCC, GS1, keyboard
// layouts, the station's own command and reason codes, and how Code 128 is drawn.
//
// It must not know packages, screens, files, networks or clocks. Everything here is a value; times come in as numbers,
// and the same input gives the same answer. It imports nothing but the standard library.
//
// Keystrokes become frames in `ScanFramer`, and a frame becomes a `ScannedCode` in `CodeReader.read`.

/// The entry point: from the raw text of a frame to its meaning.
public enum CodeReader {
    /// How a station's scanner is set up, and the words of its bench.
    public struct Settings: Equatable, Sendable {
        /// The host's keyboard layout, where it is not the scanner's.
        public var layout: KeyboardLayout = .us
        /// What the scanner puts before every code.
        public var prefix = ""
        /// What the scanner puts after every code.
        public var suffix = ""
        /// What the scanner sends for a group separator besides U+001D: `<GS>`, `{GS}`, `|`, `^` or `~`.
        public var separatorSubstitutes: [String] = []
        /// Other words for commands.
        public var aliases = CommandAliases.none

        /// The settings of a scanner that sends codes as they are.
        public init() {}
    }

    /// Says what a raw text means; it never fails, and takes time in proportion to the length of the text.
    ///
    /// A text that is no code of a known form is a code all the same: the number of a package, a SKU. Where the result
    /// has an `error`, look its `canonical` text up first, and report the error when nothing is found.
    public static func read(_ text: String, settings: Settings = Settings()) -> ScannedCode {
        CodeParser(text, settings).code
    }

    /// Says what raw bytes mean; bytes that are no UTF-8 are taken for Latin-1.
    public static func read(bytes: some Collection<UInt8>, settings: Settings = Settings()) -> ScannedCode {
        if let text = String(validating: bytes, as: UTF8.self) { return read(text, settings: settings) }
        var assembler = UTF8Assembler()
        var scalars: [Unicode.Scalar] = []
        for byte in bytes { assembler.feed(byte, into: &scalars) }
        assembler.finish(into: &scalars)
        return read(String(String.UnicodeScalarView(scalars)), settings: settings)
    }

    /// The form in which a stored number is compared with a scanned one: 14 digits of a GTIN, or the text without what
    /// cannot be seen, without blanks around it, and without the case of letters.
    ///
    /// It is found among the `ScannedCode.keys` of a scan that means the same. Two keys are equal as strings are: a letter
    /// that is composed and the same one decomposed are alike.
    public static func key(of stored: String) -> String {
        let form = CanonicalForm(stored, Settings())
        return GTIN(bytes: form.bytes[...])?.digits14 ?? form.folded
    }

    /// The expected code of which a scan is the end, where its first characters were lost; nil unless it is exactly one.
    ///
    /// The answer to it is "incomplete, scan again" and never a match. A rest of fewer than four characters says nothing.
    public static func completion(of text: String, among expected: some Sequence<String>) -> String? {
        let rest = Array(text.utf8)
        guard rest.count >= 4 else { return nil }
        var found: String?
        for code in expected where code != found {
            let whole = code.utf8
            guard whole.count > rest.count, whole.suffix(rest.count).elementsEqual(rest) else { continue }
            guard found == nil else { return nil }
            found = code
        }
        return found
    }
}
