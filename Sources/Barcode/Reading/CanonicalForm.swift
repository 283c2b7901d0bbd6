/// A code in the one form in which codes are compared: without what scanners put around it, and what cannot be seen.
struct CanonicalForm: Equatable {
    let bytes: [UInt8]
    let symbology: Symbology?

    /// Makes a raw text canonical; takes time in proportion to its length.
    ///
    /// The configured layout is undone, the separators are made U+001D, invisible characters are taken out, and the
    /// configured prefix and suffix, the symbology identifier, blanks and ends of line around it, and the asterisks of
    /// Code 39 are taken off.
    init(_ text: String, _ settings: CodeReader.Settings) {
        let scanned = settings.layout.decode(text) ?? text
        let bytes = Self.withSeparators(Array(scanned.utf8), settings)
        let prefix = Invisible.removed(from: Array(settings.prefix.utf8))
        let suffix = Invisible.removed(from: Array(settings.suffix.utf8))

        // A configured suffix may itself be a blank or a line end, so blanks go last.
        var rest = bytes[...]
        if !rest.dropEnd(suffix) {
            rest.dropBlanks()
            _ = rest.dropEnd(suffix)
        }
        rest.dropBlanks()
        let hadPrefix = rest.dropStart(prefix)
        let symbology = Symbology(leading: rest)
        if symbology != nil { rest.removeFirst(3) }
        // Some scanners put the prefix before the identifier, some after it.
        if !hadPrefix { _ = rest.dropStart(prefix) }
        rest.dropBlanks()
        if Symbology.mayBeCode39(symbology) { rest.dropAsterisks() }
        self.bytes = Array(rest)
        self.symbology = symbology
    }

    /// The text as it was read, in its own letters.
    var text: String { bytes.text }

    /// The text as it is compared, the case of letters taken away.
    var folded: String { bytes.text.caseFolded }

    /// The bytes with every separator as U+001D, and without what cannot be seen.
    private static func withSeparators(_ bytes: [UInt8], _ settings: CodeReader.Settings) -> [UInt8] {
        // A substitute may be a control character, which is taken out after it was recognised.
        let visible = Invisible.removed(from: replacingSubstitutes(in: bytes, settings))
        // ISO 15434 messages, which begin with [)>, use U+001E for an end of their own.
        guard visible.contains(recordSeparator), !visible.starts(with: "[)>".utf8) else { return visible }
        return visible.map { $0 == recordSeparator ? GS1.separator : $0 }
    }

    private static func replacingSubstitutes(in bytes: [UInt8], _ settings: CodeReader.Settings) -> [UInt8] {
        let substitutes = settings.separatorSubstitutes.filter { !$0.isEmpty }.map { Array($0.utf8) }
            .sorted { $0.count > $1.count }
        guard !substitutes.isEmpty, !DigitalLink.isAddress(Invisible.removed(from: bytes)[...]) else { return bytes }

        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let substitute = substitutes.first(where: { bytes[index...].starts(with: $0) }) {
                result.append(GS1.separator)
                index += substitute.count
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    private static let recordSeparator: UInt8 = 0x1E
}

extension ArraySlice<UInt8> {
    /// Takes a text off the start; false where it is empty or does not stand there.
    fileprivate mutating func dropStart(_ text: [UInt8]) -> Bool {
        guard !text.isEmpty, starts(with: text) else { return false }
        removeFirst(text.count)
        return true
    }

    /// Takes a text off the end; false where it is empty or does not stand there.
    fileprivate mutating func dropEnd(_ text: [UInt8]) -> Bool {
        guard !text.isEmpty, suffix(text.count).elementsEqual(text) else { return false }
        removeLast(text.count)
        return true
    }

    /// Takes blanks off both ends; tabs and ends of line have become blanks.
    fileprivate mutating func dropBlanks() {
        self = drop { $0 == 0x20 }
        while last == 0x20 { removeLast() }
    }

    /// Takes the start and stop characters of Code 39 off, with the blanks inside them; they are in no Code 39 text.
    fileprivate mutating func dropAsterisks() {
        while count > 2, first == 0x2A, last == 0x2A {
            self = dropFirst().dropLast()
            dropBlanks()
        }
    }
}
