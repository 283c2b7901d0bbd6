/// What can be read of a GS1 message, and the first thing that is wrong with it.
///
/// A bench needs to know which goods a label is on: a right (01) says so, whatever stands behind it. So reading goes on
/// after a faulty element, where it is certain where the next one begins.
struct GS1Reading {
    /// The elements that are right, in the order read.
    private(set) var elements: [GS1Element] = []
    /// What is wrong first; nil where all is right.
    private(set) var fault: BarcodeError?
    /// Whether nothing was left out: what is wrong, if anything, is only a separator too many.
    private(set) var isWhole = true

    /// Reads an element string; positions count from the first of the whole array.
    init(elementString bytes: ArraySlice<UInt8>) {
        var rest = bytes
        if rest.first == GS1.separator { rest.removeFirst() }
        if rest.isEmpty {
            note(BarcodeError(.empty, at: rest.startIndex, expected: "a GS1 element such as (01) and a GTIN"))
        }
        while let first = rest.first {
            if first == GS1.separator {
                fault = fault ?? Self.unknownIdentifier(rest)
                rest = rest.drop { $0 == GS1.separator }
            } else {
                readElement(&rest)
                if rest.first == GS1.separator { rest.removeFirst() }
            }
        }
    }

    /// Reads the human-readable form; where blanks are ignored, those around a value and between digits are none of it.
    init(bracketed bytes: [UInt8], ignoringBlanks ignoresBlanks: Bool = false) {
        var index = 0
        repeat {
            do throws(BarcodeError) {
                let (identifier, name) = try Self.bracketedIdentifier(in: bytes, at: &index)
                let start = index
                let value = Self.bracketedValue(in: bytes, at: &index)
                let meant = ignoresBlanks ? identifier.withoutBlanks(value) : value
                try identifier.check(meant[...], named: name, at: start)
                elements.append(GS1Element(checked: name, meant.text))
            } catch {
                note(error)
            }
        } while index < bytes.count
    }

    /// The elements of a message that is right to its end.
    func faultless() throws(BarcodeError) -> [GS1Element] {
        if let fault { throw fault }
        return elements
    }

    private mutating func note(_ error: BarcodeError) {
        fault = fault ?? error
        isWhole = false
    }
}

// MARK: - Element strings

extension GS1Reading {
    private static func unknownIdentifier(_ rest: ArraySlice<UInt8>) -> BarcodeError {
        BarcodeError(.unknownIdentifier, at: rest.startIndex, found: rest.prefix(4).text.quoted)
    }

    private mutating func readElement(_ rest: inout ArraySlice<UInt8>) {
        guard let (identifier, length) = ApplicationIdentifier.leading(rest) else {
            note(Self.unknownIdentifier(rest))
            rest = rest.drop { $0 != GS1.separator }
            return
        }
        let name = rest.prefix(length).text
        let upToSeparator = rest.dropFirst(length).prefix { $0 != GS1.separator }
        let value =
            identifier.hasPredefinedLength ? upToSeparator.prefix(identifier.lengths.upperBound) : upToSeparator
        do throws(BarcodeError) {
            try identifier.check(value, named: name, at: value.startIndex)
            elements.append(GS1Element(checked: name, value.text))
            rest = rest[value.endIndex...]
        } catch {
            note(error)
            // Where a character is missing or does not belong there, the next identifier may begin anywhere.
            let isInPlace = error.code == .wrongCheckDigit || error.code == .wrongValue
            rest = rest[(isInPlace ? value : upToSeparator).endIndex...]
        }
    }
}

// MARK: - The human-readable form

extension GS1Reading {
    /// The identifier that begins here; where there is none, `index` is moved on to where the next one may begin.
    private static func bracketedIdentifier(
        in bytes: [UInt8], at index: inout Int
    ) throws(BarcodeError) -> (ApplicationIdentifier, String) {
        let start = index
        index = bytes[min(start + 1, bytes.count)...].firstIndex(of: GS1.open) ?? bytes.count
        guard start < bytes.count, bytes[start] == GS1.open else {
            throw BarcodeError(.wrongBrackets, at: start, expected: "an identifier in brackets such as (01)")
        }
        let name = bytes[(start + 1)...].prefix { $0.isASCIIDigit }
        guard name.endIndex < bytes.count, bytes[name.endIndex] == GS1.close else {
            throw BarcodeError(.wrongBrackets, at: name.endIndex, expected: "a closing bracket after the identifier")
        }
        guard let (identifier, length) = ApplicationIdentifier.leading(name), length == name.count else {
            throw BarcodeError(.unknownIdentifier, at: name.startIndex, found: name.prefix(8).text.quoted)
        }
        index = name.endIndex + 1
        return (identifier, name.text)
    }

    /// The value up to the next bracket; a `(` that belongs to it is written `\(`.
    private static func bracketedValue(in bytes: [UInt8], at index: inout Int) -> [UInt8] {
        var value: [UInt8] = []
        while index < bytes.count, bytes[index] != GS1.open {
            let isEscape = bytes[index] == GS1.backslash && index + 1 < bytes.count && bytes[index + 1] == GS1.open
            if isEscape { index += 1 }
            value.append(bytes[index])
            index += 1
        }
        return value
    }
}

extension ApplicationIdentifier {
    /// A value without the blanks that people print around it and between its digits.
    fileprivate func withoutBlanks(_ value: [UInt8]) -> [UInt8] {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 }
        if components.allSatisfy({ $0.characters == .numeric }) { return value.filter { !isBlank($0) } }
        return Array(value.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
