/// The one walk from a raw text to its meaning.
struct CodeReading {
    private(set) var code: ScannedCode
    private let bytes: [UInt8]

    init(_ text: String, _ settings: Barcode.Settings) {
        let form = CanonicalForm(text, settings)
        bytes = form.bytes
        code = ScannedCode(input: text, form: form)
        do throws(BarcodeError) {
            switch form.symbology?.content {
            case .gs1: try readElements(from: 0)
            case .gtin(let digits): try readTradeItem(digits)
            case .text, nil: try readText(settings)
            }
        } catch {
            code.error = error.counted(in: bytes)
        }
    }

    private mutating func readText(_ settings: Barcode.Settings) throws(BarcodeError) {
        guard let first = bytes.first else {
            if code.symbology == nil { throw BarcodeError(.empty, expected: "at least one character") }
            return
        }
        if let command = CommandCode(code.canonical, aliases: settings.aliases) {
            code.command = command
            code.kind = .command
        } else if let reason = try ReasonCode.parse(code.canonical) {
            code.reason = reason
            code.kind = .reason
        } else if first == GS1.separator {
            try readElements(from: 0)
        } else if DigitalLink.isAddress(bytes[...]) {
            let link = try DigitalLink(code.canonical)
            code.digitalLink = link
            take(link.elements, as: .digitalLink)
        } else if first == GS1.open, bytes.dropFirst().first?.isASCIIDigit == true {
            take(try GS1.elements(ofBracketed: code.canonical), as: .gs1)
        } else if bytes.allSatisfy(\.isASCIIDigit), bytes.count == 18 || GTIN.lengths.contains(bytes.count) {
            try readDigits()
        } else if bytes.contains(GS1.separator) {
            try readElements(from: 0)
        } else if first == Symbology.flag, code.symbology == nil {
            throw BarcodeError(.unknownSymbology, found: bytes.prefix(3).text.quoted, expected: "]C1 or ]E0")
        } else if code.symbology == nil {
            readUnmarkedElements()
        }
    }

    private mutating func readElements(from start: Int) throws(BarcodeError) {
        take(try GS1.elements(of: bytes[start...]), as: .gs1)
    }

    /// Reads elements that nothing marks as such: only a text that begins with an SSCC or a GTIN and is right to its end.
    private mutating func readUnmarkedElements() {
        let keys = ["00", "01", "02"].map { Array($0.utf8) }
        guard bytes.count >= 16, keys.contains(where: { bytes.starts(with: $0) }),
            let elements = try? GS1.elements(of: bytes[...])
        else { return }
        take(elements, as: .gs1)
    }

    /// Reads a code whose symbology says that it is a trade item, with the elements of a composite behind it.
    private mutating func readTradeItem(_ length: Int) throws(BarcodeError) {
        let separator = Array("|]e0".utf8)
        let digits = bytes.prefix { $0 != separator[0] }
        if length == 14, digits.count != 14 { return }
        if let wrong = digits.firstIndex(where: { !$0.isASCIIDigit }) {
            throw BarcodeError(
                .wrongCharacter, at: wrong, found: bytes[wrong...].text.prefix(1).quoted, expected: "a digit")
        }
        guard digits.count == length else {
            throw BarcodeError(.wrongLength, found: "\(digits.count) characters", expected: "\(length)")
        }
        try readDigits(digits)
        let composite = bytes[digits.endIndex...]
        if composite.isEmpty { return }
        guard composite.starts(with: separator) else {
            throw BarcodeError(.wrongLength, found: "\(bytes.count) characters", expected: "\(length)")
        }
        code.elements = try GS1.elements(of: composite.dropFirst(separator.count))
    }

    /// Reads digits in the number of a GTIN or an SSCC.
    private mutating func readDigits(_ part: ArraySlice<UInt8>? = nil) throws(BarcodeError) {
        let digits = part ?? bytes[...]
        if let gtin = GTIN(bytes: digits) {
            code.gtin = gtin
            code.kind = .gtin
        } else if let sscc = SSCC(bytes: digits) {
            code.sscc = sscc
            code.kind = .sscc
        } else if let last = digits.last {
            throw BarcodeError(
                .wrongCheckDigit, at: digits.count - 1, found: "\(last.asciiDigitValue)",
                expected: "\(CheckDigit.after(digits.dropLast()))")
        }
    }

    private mutating func take(_ elements: [GS1Element], as kind: ScannedCode.Kind) {
        code.elements = elements
        code.kind = kind
        code.gtin =
            ["01", "02", "03", "8006", "8026"].lazy
            .compactMap { [code] in code[$0].flatMap { GTIN($0.prefix(14)) } }.first
        code.sscc = code["00"].flatMap { SSCC($0) }
    }
}
