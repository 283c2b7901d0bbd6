/// What a raw text means, as far as it says so by itself.
public struct ScannedCode: Equatable, Sendable {
    /// What a code is by its form.
    public enum Kind: String, Sendable, CaseIterable {
        /// A command of the station.
        case command
        /// A denial reason.
        case reason
        /// A packer's badge.
        case badge
        /// A row of GS1 elements, as an element string or in brackets.
        case gs1
        /// A web address with GS1 elements.
        case digitalLink = "digital-link"
        /// The digits of a trade item.
        case gtin
        /// The digits of a logistic unit.
        case sscc
        /// Plain text: a number or a word that only the OMS can know.
        case text
    }

    /// The raw text.
    public private(set) var input: String
    /// What was read, in its own letters: without symbology identifier, prefix, suffix, asterisks, blanks around it, and
    /// characters that cannot be seen.
    public let canonical: String
    /// What the code is by its form.
    public internal(set) var kind = Kind.text
    /// The kind of barcode, where the scanner sent it.
    public private(set) var symbology: Symbology?
    /// What is wrong with the code; nil where nothing is.
    ///
    /// A code with an error can mean something all the same: see `fault`.
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
    /// The packer's badge.
    public internal(set) var badge: BadgeCode?

    /// The text with a symbology identifier that is not known: it may be a number that only looks so.
    private var uncut: String?

    init(input: String, form: CanonicalForm) {
        self.input = input
        canonical = form.text
        symbology = form.symbology
    }

    /// This code as the rest of another one, after an unknown symbology identifier.
    func behind(_ symbology: Symbology, of whole: ScannedCode) -> ScannedCode {
        var code = self
        code.input = whole.input
        code.symbology = symbology
        code.uncut = whole.canonical
        return code
    }

    /// What is wrong with a code that says what it is on all the same: an element of it is faulty.
    public var fault: BarcodeError? {
        switch kind {
        case .gs1, .digitalLink: error
        case .gtin: error.flatMap { $0.identifier == nil && $0.code != .unknownIdentifier ? nil : $0 }
        case .command, .reason, .badge, .sscc, .text: nil
        }
    }

    /// The GTIN as 14 digits.
    public var gtin14: String? { gtin?.digits14 }

    /// Violations of GS1's association rules; never a reason to refuse goods.
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

    /// The forms under which the code can be found among `CodeReader.key(of:)` of stored numbers, the likeliest first.
    ///
    /// The case of letters is taken away in them: simple case folding, free of language.
    public var keys: [String] {
        var keys: [String] = []
        for key in [canonical.caseFolded, gtin?.digits14, sscc?.digits, uncut?.caseFolded] {
            if let key, !key.isEmpty, !keys.contains(key) { keys.append(key) }
        }
        return keys
    }

    /// Whether the code means a stored number.
    public func matches(_ stored: String) -> Bool {
        keys.contains(CodeReader.key(of: stored))
    }
}
