import Foundation
public import OMS

/// A row of a bench's journal, as all benches share it: a scan and what became of it, or a deed.
public struct JournalRow: Hashable, Sendable {
    /// The number at its bench: above zero of a scan, below zero of a deed.
    public let number: Int
    /// When.
    public let at: Timestamp
    /// Who packed; empty where nobody said.
    public let packer: String
    /// The package, by the OMS's id; nil where it is about none.
    public let package: Int?
    /// What a scan was taken for, such as `item`, `unknown` or `word`; of a deed the kind of command, or `print`.
    public let meaning: String
    /// What became of a scan, such as `ok` or `wrong`; of a deed `applied` or `forced`, `printed` or `reprinted`.
    public let outcome: String
    /// How many units a deed was about; nil where that is not known.
    public let units: Int?
    /// How long a package that was packed was worked on; nil for all else.
    public let milliseconds: Int?

    /// A row with these facts.
    public init(
        number: Int, at: Timestamp, packer: String = "", package: Int? = nil, meaning: String, outcome: String,
        units: Int? = nil, milliseconds: Int? = nil
    ) {
        self.number = number
        self.at = at
        self.packer = packer
        self.package = package
        self.meaning = meaning
        self.outcome = outcome
        self.units = units
        self.milliseconds = milliseconds
    }

    /// The row for `json_to_recordset`; PostgreSQL refuses the character with the number zero, however it is written.
    var json: JSONValue {
        [
            "number": .int(number), "at": .int(Int(at.microseconds)),
            "packer": .string(packer.replacing("\0", with: "\u{FFFD}")), "package": package.map(JSONValue.int) ?? .null,
            "meaning": .string(meaning), "outcome": .string(outcome), "units": units.map(JSONValue.int) ?? .null,
            "milliseconds": milliseconds.map(JSONValue.int) ?? .null,
        ]
    }
}
