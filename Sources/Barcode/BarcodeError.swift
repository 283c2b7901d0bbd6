/// What is wrong with a code or a frame, where, and what would be right.
public struct BarcodeError: Error, Equatable, Sendable {
    /// What kind of mistake it is; stable, for programs.
    public enum Code: String, Sendable, CaseIterable {
        /// The frame went on past the longest length that is allowed.
        case frameTooLong
        /// An editing key was pressed in the middle of a scan.
        case frameInterrupted
        /// Nothing is left of the code.
        case empty
        /// The text begins like a symbology identifier and is none that is known.
        case unknownSymbology
        /// There are too few or too many characters.
        case wrongLength
        /// A character stands where it may not.
        case wrongCharacter
        /// The check digit does not fit the digits before it.
        case wrongCheckDigit
        /// The value breaks a rule of its identifier.
        case wrongValue
        /// No GS1 application identifier begins here.
        case unknownIdentifier
        /// The brackets of the human-readable form do not stand where they should.
        case wrongBrackets
        /// The address is no GS1 Digital Link.
        case wrongDigitalLink
        /// One identifier came twice with two values.
        case repeatedIdentifier
        /// An identifier needs another that is not there.
        case missingAssociation
        /// Two identifiers must not come together.
        case excludedAssociation
        /// A command alias is empty or ambiguous.
        case invalidAlias
        /// A character cannot be drawn in Code 128.
        case notDrawable
    }

    /// What kind of mistake it is.
    public let code: Code
    /// Where the mistake is: how many characters of the canonical text come before it.
    public let position: Int
    /// The application identifier that it is about, where it is about one.
    public let identifier: String?
    /// What was found there.
    public let found: String
    /// What would have been right.
    public let expected: String

    init(_ code: Code, at position: Int = 0, in identifier: String? = nil, found: String = "", expected: String = "") {
        self.code = code
        self.position = position
        self.identifier = identifier
        self.found = found
        self.expected = expected
    }
}

extension BarcodeError {
    /// The error with its place counted in the characters that people see; it was found in these bytes.
    func counted(in bytes: [UInt8]) -> BarcodeError {
        let before = bytes.prefix(position)
        guard before.contains(where: { $0 >= 0x80 }) else { return self }
        return moved(to: before.text.count)
    }

    /// The same error at another place.
    func moved(to position: Int) -> BarcodeError {
        BarcodeError(code, at: position, in: identifier, found: found, expected: expected)
    }
}

extension BarcodeError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        let subject = identifier.map { "(\($0))" } ?? "The code"
        let place = "character \(position &+ 1)"
        return switch code {
        case .frameTooLong: "The scan is longer than \(expected) characters; scan again, one label at a time."
        case .frameInterrupted: "A key was pressed in the middle of the scan; scan again."
        case .empty: "\(subject) is empty, and should be \(expected)."
        case .unknownSymbology: "\(found) is no known symbology identifier; it should be one such as \(expected)."
        case .wrongLength: "\(subject) has \(found) from \(place), and should have \(expected)."
        case .wrongCharacter: "\(subject) has \(found) as \(place), and should have \(expected) there."
        case .wrongCheckDigit: "\(subject) has the check digit \(found) as \(place), and should have \(expected)."
        case .wrongValue: "\(subject) has \(found) from \(place), and should have \(expected)."
        case .unknownIdentifier: "No GS1 identifier begins at \(place) with \(found)."
        case .wrongBrackets: "The brackets are wrong at \(place): there should be \(expected)."
        case .wrongDigitalLink: "The address is no GS1 Digital Link at \(place): there should be \(expected)."
        case .repeatedIdentifier: "\(subject) comes twice, as \(expected) and as \(found)."
        case .missingAssociation: "\(subject) should come with \(expected)."
        case .excludedAssociation: "\(subject) should not come with (\(found))."
        case .invalidAlias: "\(found) cannot be an alias: \(expected)."
        case .notDrawable: "\(found), \(place), cannot be drawn in Code 128, which has the characters of ASCII only."
        }
    }
}
