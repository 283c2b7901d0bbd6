/// The code on a packer's badge: `XXC`, the name in letters, a check letter, `XX`.
///
/// The name itself is in the code, so that no bench needs a list of names. It is written with 18 letters that survive a
/// wrong keyboard layout: one for each of the commonest letters of Turkish names, two for the others, four for each byte
/// of UTF-8 of what is left. Capitals are not written; each word of a name begins with one.
public struct BadgeCode: Hashable, Sendable {
    /// The name, each word with a capital, by the rules of Turkish: `İbrahim Işık`.
    public let name: String

    /// The most characters that a name has.
    public static let longestName = 40

    /// The code of a name; nil where the name is empty, too long, or has control characters.
    public init?(name: String) {
        let words = name.split { $0.isWhitespace }.joined(separator: " ")
        guard !words.isEmpty, words.count <= Self.longestName,
            !words.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return nil }
        self.name = Self.capitalised(words)
    }

    /// The letters to print as a barcode.
    public var letters: String {
        let values = Self.lowercased(name).flatMap(Self.values)
        let letters = (values + [Self.check(values)]).map { Self.alphabet[$0] }
        return Self.prefix + String(decoding: letters, as: UTF8.self) + Self.suffix
    }

    /// Reads a text as a badge, after ASCII folding; nil where it does not have the form of one.
    ///
    /// Throws a `BarcodeError` with the code `wrongCheckDigit` where the form is right and the check letter is not.
    public static func parse(_ text: some StringProtocol) throws(BarcodeError) -> BadgeCode? {
        guard text.mayBeOurs else { return nil }
        let folded = text.asciiFolded
        guard folded.hasPrefix(prefix), folded.hasSuffix(suffix) else { return nil }
        let body = folded.utf8.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)
        let values = body.compactMap { alphabet.firstIndex(of: $0) }
        guard values.count == body.count, values.count >= 2 else { return nil }

        let check = check(values.dropLast())
        guard values.last == check else {
            let found = body.last.map { String(Unicode.Scalar($0)) } ?? ""
            throw BarcodeError(
                .wrongCheckDigit, at: prefix.utf8.count + values.count - 1, found: found,
                expected: String(Unicode.Scalar(alphabet[check])))
        }
        return name(of: values.dropLast()).flatMap(BadgeCode.init)
    }
}

// MARK: - Letters

extension BadgeCode {
    private static let prefix = "XXC"
    private static let suffix = "XX"
    private static let alphabet = Array("BCDEFGHJKLNOPRSTUV".utf8)

    /// What one letter stands for, the last of the alphabet apart.
    private static let common: [Unicode.Scalar] = Array(" aeinrlmkıdtysuob".unicodeScalars)
    /// What the last letter stands for with another one behind it, the last of the alphabet apart.
    private static let rarer: [Unicode.Scalar] = Array("üşzgçhğvcöpfjwqx.".unicodeScalars)
    /// The last letter: what is behind it is read by the next table.
    private static let shift = alphabet.count - 1

    private static func values(of scalar: Unicode.Scalar) -> [Int] {
        if let value = common.firstIndex(of: scalar) { return [value] }
        if let value = rarer.firstIndex(of: scalar) { return [shift, value] }
        return UTF8.encode(scalar).map { Array($0) }?
            .flatMap { [shift, shift, Int($0 >> 4), Int($0 & 15)] } ?? []
    }

    /// The name that was written so; nil where a letter has no meaning, or the bytes are no UTF-8.
    private static func name(of values: ArraySlice<Int>) -> String? {
        var (bytes, rest) = ([UInt8](), values)
        while let value = rest.popFirst() {
            if value != shift {
                bytes += Array(String(common[value]).utf8)
            } else if let second = rest.popFirst(), second != shift {
                bytes += Array(String(rarer[second]).utf8)
            } else if let high = rest.popFirst(), let low = rest.popFirst(), high < 16, low < 16 {
                bytes.append(UInt8(high << 4 | low))
            } else {
                return nil
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The check letter: it finds each wrong letter, and nearly all that changed places with their neighbour.
    ///
    /// The weights have no factor in common with the number of letters.
    private static func check(_ values: some Sequence<Int>) -> Int {
        let weights = [1, 5, 7, 11, 13, 17]
        return zip(0..., values).reduce(0) { ($0 + weights[$1.0 % weights.count] * $1.1) % alphabet.count }
    }
}

// MARK: - Capitals

extension BadgeCode {
    private static func lowercased(_ name: String) -> String.UnicodeScalarView {
        name.unicodeScalars.reduce(into: String.UnicodeScalarView()) { letters, scalar in
            switch scalar {
            case "I": letters.append("ı")
            case "İ": letters.append("i")
            default: letters.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
    }

    private static func capitalised(_ name: String) -> String {
        var (letters, isFirst) = (String.UnicodeScalarView(), true)
        for scalar in lowercased(name) {
            switch scalar {
            case "i" where isFirst: letters.append("İ")
            case "ı" where isFirst: letters.append("I")
            case _ where isFirst: letters.append(contentsOf: scalar.properties.titlecaseMapping.unicodeScalars)
            default: letters.append(scalar)
            }
            isFirst = !scalar.properties.isAlphabetic
        }
        return String(letters)
    }
}
