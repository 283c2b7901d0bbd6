/// Parses a raw text in one pass.
struct CodeParser {
    private(set) var code: ScannedCode
    private let bytes: [UInt8]

    init(_ text: String, _ settings: CodeReader.Settings) {
        let form = CanonicalForm(text, settings)
        bytes = form.bytes
        code = ScannedCode(input: text, form: form)
        do throws(BarcodeError) {
            switch form.symbology?.content {
            case .gs1: try readMarkedElements()
            case .gtin(let digits): try readTradeItem(digits)
            case .text, nil: try readText(settings)
            }
        } catch {
            code.error = error.counted(in: bytes)
        }
    }

    private mutating func readText(_ settings: CodeReader.Settings) throws(BarcodeError) {
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
        } else if let badge = try BadgeCode.parse(code.canonical) {
            code.badge = badge
            code.kind = .badge
        } else if first == GS1.separator {
            try readElements()
        } else if DigitalLink.isAddress(bytes[...]) {
            try readLink()
        } else if first == GS1.open, bytes.dropFirst().first?.isASCIIDigit == true {
            try take(GS1Reading(bracketed: bytes, ignoringBlanks: true), as: .gs1)
        } else if bytes.allSatisfy(\.isASCIIDigit), bytes.count == 18 || GTIN.lengths.contains(bytes.count) {
            try readDigits()
        } else if bytes.contains(GS1.separator) {
            try readElements()
        } else if first == Symbology.flag, code.symbology == nil {
            try readBehindUnknownSymbology(settings)
        } else {
            try readUnmarkedElements()
        }
    }

    /// Reads what a symbology says to be GS1 elements; printers also put a Digital Link there.
    private mutating func readMarkedElements() throws(BarcodeError) {
        if DigitalLink.isAddress(bytes[...]) { try readLink() } else { try readElements() }
    }

    private mutating func readElements() throws(BarcodeError) {
        try take(GS1Reading(elementString: bytes[...]), as: .gs1)
    }

    /// Reads elements that nothing marks as such: only a text that begins with an SSCC or a GTIN and goes on with another
    /// identifier, be its value right or not.
    private mutating func readUnmarkedElements() throws(BarcodeError) {
        guard bytes.count >= 16, let length = ["00": 20, "01": 16, "02": 16][bytes.prefix(2).text] else { return }
        let reading = GS1Reading(elementString: bytes[...])
        let rest = bytes.dropFirst(length)
        guard reading.elements.first?.identifier == bytes.prefix(2).text,
            rest.isEmpty || ApplicationIdentifier.leading(rest) != nil
        else { return }
        try take(reading, as: .gs1)
    }

    private mutating func readLink() throws(BarcodeError) {
        do throws(BarcodeError) {
            let link = try DigitalLink(code.canonical)
            code.digitalLink = link
            take(link.elements, as: .digitalLink)
        } catch {
            let elements = DigitalLink.rightElements(of: code.canonical)
            if elements.contains(where: \.namesGoods) { take(elements, as: .digitalLink) }
            throw error
        }
    }

    /// Reads what follows an identifier of three characters that looks like a symbology's and is none that is known.
    private mutating func readBehindUnknownSymbology(_ settings: CodeReader.Settings) throws(BarcodeError) {
        let error = BarcodeError(.unknownSymbology, found: bytes.prefix(3).text.quoted, expected: "]C1 or ]E0")
        guard let symbology = Symbology(unknown: bytes[...]), bytes.count > 3, bytes[3] != Symbology.flag else {
            throw error
        }
        // Layout, prefix, suffix and separators were seen to.
        var plain = CodeReader.Settings()
        plain.aliases = settings.aliases
        code = CodeParser(bytes.dropFirst(3).text, plain).code.behind(symbology, of: code)
        if code.error == nil { throw error }
    }

    /// Reads a code whose symbology says that it is a trade item, with the elements of a composite behind it.
    ///
    /// Some scanners send a UPC-A or an EAN-8 without the zeros that the symbology asks for.
    private mutating func readTradeItem(_ length: Int) throws(BarcodeError) {
        let separator = Array("|]e0".utf8)
        let digits = bytes.prefix { $0 != separator[0] }
        if length == 14, digits.count != 14 { return }
        if let wrong = digits.firstIndex(where: { !$0.isASCIIDigit }) {
            throw BarcodeError(
                .wrongCharacter, at: wrong, found: bytes[wrong...].text.prefix(1).quoted, expected: "a digit")
        }
        let wrongLength = BarcodeError(.wrongLength, found: "\(digits.count) characters", expected: "\(length)")
        guard digits.count == length || GTIN(bytes: digits) != nil else { throw wrongLength }
        try readDigits(digits)
        let composite = bytes[digits.endIndex...]
        if composite.starts(with: separator) {
            let reading = GS1Reading(elementString: composite.dropFirst(separator.count))
            code.elements = reading.elements
            if let fault = reading.fault { throw fault }
        } else if !composite.isEmpty {
            throw BarcodeError(.wrongLength, found: "\(bytes.count) characters", expected: "\(length)")
        }
        if digits.count != length { throw wrongLength }
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

    /// Takes a message that is right, or of which enough is right to know what it is on.
    private mutating func take(_ reading: GS1Reading, as kind: ScannedCode.Kind) throws(BarcodeError) {
        if reading.isWhole || reading.elements.contains(where: \.namesGoods) { take(reading.elements, as: kind) }
        if let fault = reading.fault { throw fault }
    }

    private mutating func take(_ elements: [GS1Element], as kind: ScannedCode.Kind) {
        code.elements = elements
        code.kind = kind
        code.gtin = elements.lazy.compactMap(\.gtin).first
        code.sscc = elements.lazy.compactMap(\.sscc).first
    }
}

extension GS1Element {
    /// The trade item that the element names.
    fileprivate var gtin: GTIN? {
        ["01", "02", "03", "8006", "8026"].contains(identifier) ? GTIN(value.prefix(14)) : nil
    }

    /// The logistic unit that the element names.
    fileprivate var sscc: SSCC? { identifier == "00" ? SSCC(value) : nil }

    /// Whether the element says what the label is on.
    fileprivate var namesGoods: Bool { gtin != nil || sscc != nil }
}
