/// The answer to `~HQES`: what is wrong with a ZPL printer, and what soon will be.
///
/// Source: Zebra, "ZPL II Programming Guide", `~HQ`: bits in two groups of eight hexadecimal digits, of which the second is
/// read.
public struct ErrorStatus: Equatable, Sendable {
    /// The bits of the errors.
    public let errors: UInt32
    /// The bits of the warnings.
    public let warnings: UInt32

    /// What asks for it.
    public static let question = "~HQES\r\n"

    private static let troubleBits: [(bit: UInt32, trouble: PrinterTrouble)] = [
        (0x4, .headOpen), (0x1, .paperOut), (0x2, .ribbonOut), (0x8, .cutter), (0x10, .overheated),
        (0x20, .overheated), (0x10000, .paused),
    ]
    private static let warningBits: [(bit: UInt32, warning: PrinterWarning)] = [
        (0x1, .calibrate), (0x2, .cleanHead), (0x4, .replaceHead), (0x8, .paperLow),
    ]

    /// The status of a printer with these troubles and warnings.
    public init(troubles: [PrinterTrouble], warnings: [PrinterWarning]) {
        errors = Self.troubleBits.reduce(0) { troubles.contains($1.trouble) ? $0 | $1.bit : $0 }
        self.warnings = Self.warningBits.reduce(0) { warnings.contains($1.warning) ? $0 | $1.bit : $0 }
    }

    /// Reads an answer; nil where it is not there whole.
    public init?(_ answer: [UInt8]) {
        guard answer.contains(3) else { return nil }
        let text = String(decoding: answer, as: UTF8.self)
        guard let errors = Self.bits(after: "ERRORS:", in: text), let warnings = Self.bits(after: "WARNINGS:", in: text)
        else { return nil }
        self.errors = errors
        self.warnings = warnings
    }

    /// What a person has to do something about.
    public var troubles: [PrinterTrouble] {
        var troubles: [PrinterTrouble] = []
        for (bit, trouble) in Self.troubleBits where errors & bit != 0 && !troubles.contains(trouble) {
            troubles.append(trouble)
        }
        return troubles.isEmpty && errors != 0 ? [.other] : troubles
    }

    /// What will have to be done soon.
    public var soon: [PrinterWarning] { Self.warningBits.compactMap { warnings & $0.bit != 0 ? $0.warning : nil } }

    /// The answer that says this.
    public var answer: String {
        func line(_ name: String, _ bits: UInt32) -> String {
            let digits = String(bits, radix: 16, uppercase: true)
            let group = String(repeating: "0", count: 8 - digits.count) + digits
            return "   \(name) \(bits == 0 ? 0 : 1) 00000000 \(group)"
        }
        let lines = ["\u{2}", "  PRINTER STATUS", line("ERRORS:", errors), line("WARNINGS:", warnings), "\u{3}"]
        return lines.map { $0 + "\r\n" }.joined()
    }

    /// The last of the three numbers behind a name: a flag and two groups.
    private static func bits(after name: String, in text: String) -> UInt32? {
        guard let start = text.firstRange(of: name) else { return nil }
        let line = text[start.upperBound...].prefix { !$0.isNewline && $0 != "\u{3}" }
        let words = line.split(separator: " ")
        guard words.count >= 3 else { return nil }
        return UInt32(words[2], radix: 16)
    }
}
