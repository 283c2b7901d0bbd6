public import Barcode
public import Language

extension BarcodeError {
    /// What is wrong with a code.
    public var phrase: Phrase {
        let subject = identifier.map { Phrase("barcode.subject.part", ["part": $0]) } ?? Phrase("barcode.subject")
        return Phrase(
            "barcode.\(code.rawValue)",
            ["subject": subject, "place": position &+ 1, "found": found, "expected": expected])
    }
}
