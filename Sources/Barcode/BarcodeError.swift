/// What is wrong with a code or a frame, where, and what would be right.
public struct BarcodeError: Error, Equatable, Sendable {
    /// What kind of mistake it is; stable, for programs.
    public enum Code: String, Sendable, CaseIterable {
        /// The frame went on past the longest length that is allowed.
        case frameTooLong
        /// An editing key was pressed in the middle of a scan.
        case frameInterrupted
        /// The check digit does not fit the digits before it.
        case wrongCheckDigit
        /// A command alias is empty or cannot be told from another code.
        case invalidAlias
    }

    /// What kind of mistake it is.
    public let code: Code
    /// Where the mistake is, in Unicode scalars from the start of the text.
    public let position: Int
    /// What was found there, or what the mistake is about.
    public let found: String
    /// What would have been right, where that can be said.
    public let expected: String

    init(_ code: Code, at position: Int = 0, found: String = "", expected: String = "") {
        self.code = code
        self.position = position
        self.found = found
        self.expected = expected
    }
}

extension BarcodeError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch code {
        case .frameTooLong: "The scan is longer than \(expected) characters; scan again, one label at a time."
        case .frameInterrupted: "A key was pressed in the middle of the scan; scan again."
        case .wrongCheckDigit: "The check digit is \(found), and should be \(expected); scan again."
        case .invalidAlias: "\(found) cannot be an alias: \(expected)."
        }
    }
}
