/// The kind of barcode that a scanner says it read, by its AIM identifier (ISO/IEC 15424).
public struct Symbology: Hashable, Sendable {
    /// The identifier as it was sent, such as `]C1`.
    public let identifier: String
    /// The name for people, such as `GS1-128`.
    public let name: String
    /// What the barcode holds by its kind.
    let content: Content

    /// What a barcode of some kind holds.
    enum Content: Hashable, Sendable {
        /// GS1 elements, and nothing else.
        case gs1
        /// A GTIN of this many digits; a composite's elements can follow it.
        case gtin(digits: Int)
        /// Anything, a GS1 Digital Link among it.
        case text
    }

    /// The identifier of three characters that bytes begin with; nil where it is none that is known.
    init?(leading bytes: ArraySlice<UInt8>) {
        guard bytes.first == Self.flag, bytes.count >= 3 else { return nil }
        let three = Array(bytes.prefix(3))
        let text = three.text
        if let (name, content) = Self.special[text] {
            self.init(identifier: text, name: name, content: content)
        } else if let name = Self.families[three[1]], three[2].isASCIIDigit || three[2] &- 0x41 < 26 {
            self.init(identifier: text, name: name, content: .text)
        } else {
            return nil
        }
    }

    /// The three characters that bytes begin with, where they look like an identifier of a kind that is not known.
    init?(unknown bytes: ArraySlice<UInt8>) {
        let three = Array(bytes.prefix(3))
        guard three.count == 3, three[0] == Self.flag, three[1].asciiFolded &- 0x41 < 26, three[2].isASCIIDigit else {
            return nil
        }
        self.init(identifier: three.text, name: "unknown", content: .text)
    }

    private init(identifier: String, name: String, content: Content) {
        self.identifier = identifier
        self.name = name
        self.content = content
    }

    /// The character that every identifier begins with: `]`.
    static let flag: UInt8 = 0x5D

    private static let special: [String: (String, Content)] = [
        "]C1": ("GS1-128", .gs1),
        "]e0": ("GS1 DataBar", .gs1), "]e1": ("GS1 Composite", .gs1), "]e2": ("GS1 Composite", .gs1),
        "]d2": ("GS1 DataMatrix", .gs1), "]d5": ("GS1 DataMatrix", .gs1),
        "]Q3": ("GS1 QR Code", .gs1), "]Q4": ("GS1 QR Code", .gs1),
        "]J1": ("GS1 DotCode", .gs1), "]J4": ("GS1 DotCode", .gs1),
        "]E0": ("EAN-13 or UPC", .gtin(digits: 13)), "]E4": ("EAN-8", .gtin(digits: 8)),
        "]I1": ("ITF-14", .gtin(digits: 14)),
    ]

    private static let families: [UInt8: String] = Dictionary(
        uniqueKeysWithValues: [
            ("A", "Code 39"), ("B", "Telepen"), ("C", "Code 128"), ("D", "Code One"), ("E", "EAN/UPC"),
            ("F", "Codabar"), ("G", "Code 93"), ("H", "Code 11"), ("I", "Interleaved 2 of 5"), ("J", "DotCode"),
            ("K", "Code 16K"), ("L", "PDF417"), ("M", "MSI"), ("N", "Anker"), ("O", "Codablock"),
            ("P", "Plessey"), ("Q", "QR Code"), ("R", "Straight 2 of 5"), ("S", "Straight 2 of 5"),
            ("T", "Code 49"), ("U", "MaxiCode"), ("d", "DataMatrix"), ("e", "GS1 DataBar"), ("h", "Han Xin"),
            ("j", "Grid Matrix"), ("z", "Aztec"),
        ].compactMap { letter, name in letter.utf8.first.map { ($0, name) } })

    /// Whether this is Code 39 or not known, so that asterisks around the text may be its start and stop.
    static func mayBeCode39(_ symbology: Symbology?) -> Bool {
        symbology.map { $0.identifier.utf8.dropFirst().first == 0x41 } ?? true
    }
}
