/// Why a sheet cannot be laid out on a paper.
public struct SheetError: Error, Equatable, Sendable {
    /// What is wrong.
    public let code: Code
    /// The letters of the barcode that does not fit, and the name of the paper.
    public let letters: String, paper: String

    /// What can be wrong.
    public enum Code: String, Sendable {
        /// The paper is too narrow for the barcode and its quiet zones.
        case tooNarrow
        /// The label is too low for the barcode and its words.
        case tooLow
    }

    init(_ code: Code, code letters: String, paper: String) {
        self.code = code
        self.letters = letters
        self.paper = paper
    }
}

extension SheetError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch code {
        case .tooNarrow: "The code \(letters) is too long for \(paper): take a wider paper."
        case .tooLow: "The code \(letters) needs a higher label than \(paper)."
        }
    }
}
