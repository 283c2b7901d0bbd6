/// The fields of one label, gathered from its commands.
struct ZPLFields {
    private(set) var texts: [String] = []
    private(set) var barcodes: [LabelBarcode] = []
    private var quantity = 1
    private var isDrawn = false
    private var isStored = false

    /// The barcode that the next data are for, as its command says; nil for a text.
    private var symbol: ZPLSymbol?
    /// The character of `^FH` that begins two hexadecimal digits; nil where there are none.
    private var indicator: UInt8?
    private var data: [UInt8]?

    /// Commands that draw something without data.
    private static let drawing: Set<String> = ["GB", "GC", "GD", "GE", "GF", "GS", "XG", "IM", "IL", "XF"]
    private static let mostCopies = 99_999_999

    /// How many labels come out: none of a format that is stored, or that draws nothing.
    var copies: Int { isDrawn && !isStored ? quantity : 0 }

    /// Takes the next command of the label.
    mutating func take(_ command: ZPLCommand, delimiter: UInt8) {
        switch command.name {
        case "FD", "FV": data = command.parameters
        case "SN": data = Array(command.parameters.prefix { $0 != delimiter })
        case "FH": indicator = command.parameters.first ?? UInt8(ascii: "_")
        case "FS": end()
        case "FO", "FT":
            // The next field begins: one that was not ended ends here.
            if data != nil { end() }
        case "PQ":
            let number = command.list(delimiter).first.flatMap { Int($0) } ?? 1
            quantity = min(max(number, 1), Self.mostCopies)
        case "DF": isStored = true
        case "BY": break
        case let name where name.hasPrefix("B"): symbol = ZPLSymbol(command, delimiter: delimiter)
        case let name where Self.drawing.contains(name): isDrawn = true
        default: break
        }
    }

    /// Ends the field that has begun, where there is one.
    mutating func end() {
        defer { (symbol, indicator, data) = (nil, nil, nil) }
        guard let data else { return }
        let bytes = indicator.map { ZPLText.unescape(data, indicator: $0) } ?? data
        guard !bytes.isEmpty else { return }
        isDrawn = true
        if let symbol { barcodes.append(symbol.barcode(of: bytes)) } else { texts.append(ZPLText.text(of: bytes)) }
    }
}

/// The characters of a field.
enum ZPLText {
    /// Puts the bytes in the place of `_XX`, where `_` is the indicator and `XX` hexadecimal.
    static func unescape(_ data: [UInt8], indicator: UInt8) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = data[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
            if byte == indicator, digits.count == 2 {
                bytes.append(UInt8(digits[0] << 4 | digits[1]))
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// A text as UTF-8, which is what carriers send; of other bytes each is taken for its character in Latin-1.
    static func text(of bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
