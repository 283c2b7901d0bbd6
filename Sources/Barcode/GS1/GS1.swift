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
        try GS1Reading(elementString: bytes).faultless()
    }

    /// Reads the human-readable form `(01)…(10)…`; a `(` that belongs to a value is written `\(`.
    ///
    /// Throws a `BarcodeError` that says what is wrong and where.
    public static func elements(ofBracketed text: String) throws(BarcodeError) -> [GS1Element] {
        try GS1Reading(bracketed: Array(text.utf8)).faultless()
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
    static let backslash: UInt8 = 0x5C
}
