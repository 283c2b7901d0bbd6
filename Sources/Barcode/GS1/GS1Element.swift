/// One GS1 element: an application identifier and its value.
public struct GS1Element: Hashable, Sendable {
    /// The application identifier's digits, such as `01` or `3102`.
    public let identifier: String
    /// The value as it was read.
    public let value: String
    /// The data title that GS1 gives the identifier, such as `USE BY or EXPIRY`.
    public var title: String { ApplicationIdentifier.named(identifier)?.title ?? "" }

    /// An element of a value that has been checked.
    init(checked identifier: String, _ value: String) {
        self.identifier = identifier
        self.value = value
    }

    /// An element of an identifier and a value; throws a `BarcodeError` where one of them is wrong.
    public init(_ identifier: String, _ value: String) throws(BarcodeError) {
        guard let known = ApplicationIdentifier.named(identifier) else {
            throw BarcodeError(.unknownIdentifier, found: identifier.quoted)
        }
        let bytes = Array(value.utf8)
        try known.check(bytes[...], named: identifier, at: 0)
        self.init(checked: identifier, value)
    }

    /// The date that the value holds, where it begins with one; `currentYear` decides the century.
    public func date(currentYear: Int) -> CalendarDate? {
        let checks = ApplicationIdentifier.named(identifier)?.components.first?.checks ?? []
        guard checks.contains(.yymmd0) || checks.contains(.yymmdd) else { return nil }
        return CalendarDate(yymmdd: String(value.prefix(6)), currentYear: currentYear)
    }
}

extension ApplicationIdentifier {
    /// Checks a value against the components; `position` is where it stands in the whole text.
    func check(_ value: ArraySlice<UInt8>, named name: String, at position: Int) throws(BarcodeError) {
        guard lengths.contains(value.count) else {
            throw BarcodeError(
                .wrongLength, at: position, in: name, found: Self.characters(value.count),
                expected: lengths.count == 1
                    ? "\(lengths.lowerBound)" : "\(lengths.lowerBound) to \(lengths.upperBound)")
        }
        var start = value.startIndex
        for component in components where start < value.endIndex || !component.isOptional {
            let part = value[start...].prefix(component.maximum)
            try component.check(part, named: name, at: position + start - value.startIndex)
            start = part.endIndex
        }
    }

    private static func characters(_ count: Int) -> String {
        count == 1 ? "1 character" : "\(count) characters"
    }
}

extension ApplicationIdentifier.Component {
    fileprivate func check(_ part: ArraySlice<UInt8>, named name: String, at position: Int) throws(BarcodeError) {
        if let wrong = part.firstIndex(where: { !characters.contains($0) }) {
            throw BarcodeError(
                .wrongCharacter, at: position + wrong - part.startIndex, in: name,
                found: part[wrong...].text.prefix(1).quoted, expected: characters.description)
        }
        guard part.count >= minimum else {
            throw BarcodeError(
                .wrongLength, at: position, in: name, found: "\(part.count) characters", expected: "\(minimum)")
        }
        for check in checks {
            guard let expected = check.complaint(about: part) else { continue }
            if check == .csum, let last = part.last {
                throw BarcodeError(
                    .wrongCheckDigit, at: position + part.count - 1, in: name, found: "\(last.asciiDigitValue)",
                    expected: "\(CheckDigit.after(part.dropLast()))")
            }
            throw BarcodeError(.wrongValue, at: position, in: name, found: part.text.quoted, expected: expected)
        }
    }
}
