import OMS
import Printing

/// What must hold for any JSON as the field of a package that holds its labels.
struct LabelFieldCheck {
    let field: LabelField

    /// The field with these bytes; nil where they are no JSON.
    init?(_ input: [UInt8]) {
        guard let document = try? JSONDocument(input) else { return nil }
        field = LabelField(document.root)
    }

    func run() throws(BrokenRule) {
        let boxes = field.labels.map(\.box)
        try require(boxes.count <= 999 && boxes.allSatisfy { (1...999).contains($0) }, "boxes \(boxes)")
        try require(boxes == boxes.sorted() && Set(boxes).count == boxes.count, "boxes \(boxes)")
        for label in field.labels {
            try require(!label.text.isEmpty, "an empty label")
            try DocumentCheck(PrintDocument(text: label.text)).run()
        }
    }
}
