/// The barcode that a command of ZPL asks for: how the data of its field are to be read.
///
/// Source: Zebra, "ZPL II Programming Guide", `^BC`, `^BE`, `^BQ`, `^BX`, `^B3` and `^B7`.
enum ZPLSymbol: Equatable {
    case code128(mode: String)
    case dataMatrix(escape: UInt8)
    case qr
    case pdf417
    case code39
    case ean13
    case other

    /// The symbol of a command whose name begins with B.
    init(_ command: ZPLCommand, delimiter: UInt8) {
        let list = command.list(delimiter)
        switch command.name {
        case "BC": self = .code128(mode: list.count > 5 ? list[5].uppercased() : "N")
        case "BX": self = .dataMatrix(escape: (list.count > 6 ? list[6].utf8.first : nil) ?? UInt8(ascii: "~"))
        case "BQ": self = .qr
        case "B7": self = .pdf417
        case "B3": self = .code39
        case "BE": self = .ean13
        default: self = .other
        }
    }

    /// The barcode that is drawn for the data of a field.
    func barcode(of bytes: [UInt8]) -> LabelBarcode {
        func plain(_ kind: LabelBarcode.Kind, _ data: [UInt8]) -> LabelBarcode {
            LabelBarcode(kind: kind, data: ZPLText.text(of: data), isGS1: false)
        }
        switch self {
        case .code128(let mode):
            return Self.gs1(.code128, Code128Field.characters(of: bytes, mode: mode))
        case .dataMatrix(let escape):
            return Self.gs1(.dataMatrix, Self.dataMatrix(bytes, escape: escape))
        case .qr: return plain(.qr, QRField.data(of: bytes))
        case .pdf417: return plain(.pdf417, Self.pdf417(bytes))
        case .code39: return plain(.code39, bytes)
        case .ean13: return plain(.ean13, Self.ean13(bytes))
        case .other: return plain(.other, bytes)
        }
    }

    /// A barcode from characters, of which nil is FNC1.
    private static func gs1(_ kind: LabelBarcode.Kind, _ characters: [UInt8?]) -> LabelBarcode {
        let isGS1 = characters.first == .some(.none)
        let data = characters.dropFirst(isGS1 ? 1 : 0).map { $0 ?? 0x1D }
        return LabelBarcode(kind: kind, data: ZPLText.text(of: data), isGS1: isGS1)
    }

    /// With the escape character `_`: `_1` is FNC1, `_d065` the character 65, `__` the escape character itself.
    private static func dataMatrix(_ bytes: [UInt8], escape: UInt8) -> [UInt8?] {
        var characters: [UInt8?] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == escape, let next = rest.first else {
                characters.append(byte)
                continue
            }
            let number = String(decoding: rest.dropFirst().prefix(3), as: UTF8.self)
            if next == UInt8(ascii: "1") {
                characters.append(nil)
                rest.removeFirst()
            } else if next == UInt8(ascii: "d"), number.utf8.count == 3, let character = UInt8(number) {
                characters.append(character)
                rest = rest.dropFirst(4)
            } else {
                characters.append(byte)
                if next == escape { rest.removeFirst() }
            }
        }
        return characters
    }

    /// `\&` is a line end, `\\` a backslash.
    private static func pdf417(_ bytes: [UInt8]) -> [UInt8] {
        var data: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.first, next == byte || next == UInt8(ascii: "&") else {
                data.append(byte)
                continue
            }
            data += next == byte ? [byte] : [0x0D, 0x0A]
            rest.removeFirst()
        }
        return data
    }

    /// The printer makes twelve digits of what is given, and adds the check digit.
    private static func ean13(_ bytes: [UInt8]) -> [UInt8] {
        let digits = bytes.filter { (0x30...0x39).contains($0) }.prefix(12)
        let twelve = Array(repeating: UInt8(ascii: "0"), count: 12 - digits.count) + digits
        return twelve + [ZPLCheckDigit.of(twelve)]
    }
}

/// The check digit that a printer adds.
enum ZPLCheckDigit {
    /// GS1's: from the right, digits count three times and once by turns.
    static func of(_ digits: [UInt8]) -> UInt8 {
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            sum += Int(digit &- 0x30) * (place.isMultiple(of: 2) ? 3 : 1)
        }
        return UInt8(ascii: "0") + UInt8((10 - sum % 10) % 10)
    }
}
