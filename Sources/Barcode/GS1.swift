/// GS1 messages: rows of elements, in the forms in which they are scanned and printed.
public enum GS1 {
    /// Reads an element string, in which a group separator (U+001D) ends every value that has no predefined length.
    ///
    /// A separator at the start (FNC1), a superfluous one after a value of predefined length and one at the end are
    /// tolerated. Throws a `BarcodeError` that says what is wrong and where.
    public static func elements(ofElementString text: String) throws(BarcodeError) -> [GS1Element] {
        let bytes = Array(text.utf8)
        return try elements(of: bytes[...])
    }

    /// Reads the element string that begins where the bytes do; positions count from the first of the whole array.
    static func elements(of bytes: ArraySlice<UInt8>) throws(BarcodeError) -> [GS1Element] {
        var elements: [GS1Element] = []
        var rest = bytes
        if rest.first == separator { rest.removeFirst() }
        guard !rest.isEmpty else {
            throw BarcodeError(.empty, at: rest.startIndex, expected: "a GS1 element such as (01) and a GTIN")
        }
        while !rest.isEmpty {
            guard let (identifier, length) = ApplicationIdentifier.leading(rest) else {
                throw BarcodeError(.unknownIdentifier, at: rest.startIndex, found: rest.prefix(4).text.quoted)
            }
            let name = rest.prefix(length).text
            rest.removeFirst(length)
            let value =
                identifier.hasPredefinedLength
                ? rest.prefix(identifier.lengths.upperBound) : rest.prefix { $0 != separator }
            try identifier.check(value, named: name, at: value.startIndex)
            elements.append(GS1Element(checked: name, value.text))
            rest = rest[value.endIndex...]
            if rest.first == separator { rest.removeFirst() }
        }
        return elements
    }

    /// Reads the human-readable form `(01)…(10)…`; a `(` that belongs to a value is written `\(`.
    ///
    /// Throws a `BarcodeError` that says what is wrong and where.
    public static func elements(ofBracketed text: String) throws(BarcodeError) -> [GS1Element] {
        let bytes = Array(text.utf8)
        var elements: [GS1Element] = []
        var index = 0
        repeat {
            let (identifier, name) = try bracketedIdentifier(in: bytes, at: &index)
            let start = index
            var value: [UInt8] = []
            while index < bytes.count, bytes[index] != open {
                let isEscape = bytes[index] == backslash && index + 1 < bytes.count && bytes[index + 1] == open
                if isEscape { index += 1 }
                value.append(bytes[index])
                index += 1
            }
            try identifier.check(value[...], named: name, at: start)
            elements.append(GS1Element(checked: name, value.text))
        } while index < bytes.count
        return elements
    }

    /// The element string of a message, with separators only where they are needed and none at the start.
    public static func elementString(of elements: [GS1Element]) -> String {
        var result = ""
        for (index, element) in elements.enumerated() {
            result += element.identifier + element.value
            let isPredefined = ApplicationIdentifier.named(element.identifier)?.hasPredefinedLength ?? false
            if index + 1 < elements.count, !isPredefined { result.unicodeScalars.append(ASCII.groupSeparator) }
        }
        return result
    }

    /// The human-readable form of a message.
    public static func bracketed(_ elements: [GS1Element]) -> String {
        var result: [UInt8] = []
        for element in elements {
            result.append(open)
            result += element.identifier.utf8
            result.append(close)
            for byte in element.value.utf8 {
                if byte == open { result.append(backslash) }
                result.append(byte)
            }
        }
        return result.text
    }

    static let separator: UInt8 = 0x1D
    static let open: UInt8 = 0x28
    static let close: UInt8 = 0x29
    private static let backslash: UInt8 = 0x5C

    private static func bracketedIdentifier(
        in bytes: [UInt8], at index: inout Int
    ) throws(BarcodeError) -> (ApplicationIdentifier, String) {
        guard index < bytes.count, bytes[index] == open else {
            throw BarcodeError(.wrongBrackets, at: index, expected: "an identifier in brackets such as (01)")
        }
        let name = bytes[(index + 1)...].prefix { $0.isASCIIDigit }
        guard name.endIndex < bytes.count, bytes[name.endIndex] == close else {
            throw BarcodeError(.wrongBrackets, at: name.endIndex, expected: "a closing bracket after the identifier")
        }
        guard let (identifier, length) = ApplicationIdentifier.leading(name), length == name.count else {
            throw BarcodeError(.unknownIdentifier, at: name.startIndex, found: name.prefix(8).text.quoted)
        }
        index = name.endIndex + 1
        return (identifier, name.text)
    }
}
