/// What a raw text means, as far as it says so by itself.
public struct ScannedCode: Equatable, Sendable {
    /// What a code is by its form.
    public enum Kind: String, Sendable, CaseIterable {
        /// A command of the station.
        case command
        /// A denial reason.
        case reason
        /// A row of GS1 elements, as an element string or in brackets.
        case gs1
        /// A web address with GS1 elements.
        case digitalLink = "digital-link"
        /// The digits of a trade item.
        case gtin
        /// The digits of a logistic unit.
        case sscc
        /// Anything else: a number or a word that only the OMS can know.
        case text
    }

    /// The raw text.
    public let input: String
    /// What was read, in its own letters: without symbology identifier, prefix, suffix, asterisks, blanks around it, and
    /// characters that cannot be seen.
    public let canonical: String
    /// What the code is by its form.
    public internal(set) var kind = Kind.text
    /// The kind of barcode, where the scanner told it.
    public let symbology: Symbology?
    /// What is wrong with the code; nil where nothing is.
    public internal(set) var error: BarcodeError?
    /// The GS1 elements, in the order read.
    public internal(set) var elements: [GS1Element] = []
    /// The Digital Link that the code is.
    public internal(set) var digitalLink: DigitalLink?
    /// The trade item: of an EAN, UPC or ITF-14 code, or of the elements (01), (02), (03), (8006) or (8026).
    public internal(set) var gtin: GTIN?
    /// The logistic unit: of 18 digits, or of the element (00).
    public internal(set) var sscc: SSCC?
    /// The command of the station.
    public internal(set) var command: CommandCode?
    /// The denial reason.
    public internal(set) var reason: ReasonCode?

    init(input: String, form: CanonicalForm) {
        self.input = input
        canonical = form.text
        symbology = form.symbology
    }

    /// The GTIN as 14 digits.
    public var gtin14: String? { gtin?.digits14 }

    /// What GS1's rules of association find amiss; never a reason to refuse goods.
    public var warnings: [BarcodeError] {
        // The elements of a composite go with the EAN code that stands before them.
        let trade = kind == .gtin ? gtin14.map { [GS1Element(checked: "01", $0)] } ?? [] : []
        return elements.isEmpty ? [] : GS1.warnings(about: trade + elements)
    }

    /// How many units a case label stands for: the value of (30) or (37).
    public var quantity: Int? { (self["30"] ?? self["37"]).flatMap { Int($0) } }

    /// The serial number: the value of (21).
    public var serial: String? { self["21"] }

    /// The value of an application identifier, where the code has it.
    public subscript(identifier: String) -> String? {
        elements.first { $0.identifier == identifier }?.value
    }

    /// The forms under which the code can be found among `Barcode.key(of:)` of stored numbers, the likeliest first.
    ///
    /// The case of letters is taken away in them: simple case folding, free of language.
    public var keys: [String] {
        var keys: [String] = []
        for key in [canonical.caseFolded, gtin?.digits14, sscc?.digits] {
            if let key, !key.isEmpty, !keys.contains(key) { keys.append(key) }
        }
        return keys
    }

    /// Whether the code means a stored number.
    public func matches(_ stored: String) -> Bool {
        keys.contains(Barcode.key(of: stored))
    }
}
