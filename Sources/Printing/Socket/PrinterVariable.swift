/// A variable of a Zebra printer, asked for by Set-Get-Do; the raw values are the printer's names.
public enum PrinterVariable: String, Sendable, CaseIterable {
    /// How many labels it printed in its life.
    case odometer = "odometer.total_label_count"
    /// Its serial number.
    case uniqueID = "device.unique_id"
    /// The name people gave it.
    case friendlyName = "device.friendly_name"

    /// What asks for it.
    public var question: String { "! U1 getvar \"\(rawValue)\"\r\n" }

    /// The variable that a line asks for; nil for any other line.
    public init?(question line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count == 4, words[0] == "!", words[1] == "U1", words[2].lowercased() == "getvar" else { return nil }
        self.init(rawValue: words[3].filter { $0 != "\"" })
    }

    /// The value in an answer, which stands in quotes; nil where it is not there whole.
    public static func value(in answer: [UInt8]) -> String? {
        guard let start = answer.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        let rest = answer[(start + 1)...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    /// The answer of a printer that does not know a variable.
    public static let unknown = "?"
}
