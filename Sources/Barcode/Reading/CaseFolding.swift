// Letter case in codes: Unicode's simple case folding (the mappings C and S of CaseFolding.txt), which knows no language.
//
// One character stays one character: `ß` is not `ss`. `I` is `i`; `ı` and `İ` are letters of their own. Whether a letter
// is composed (`ü`) or decomposed (`u` and a diaeresis, as macOS stores it) makes no difference: Swift compares strings by
// canonical equivalence, and folding keeps it.

extension StringProtocol {
    /// The text with the case of its letters taken away; codes are compared in this form.
    var caseFolded: String {
        var hasCapitals = false
        for byte in utf8 {
            if byte >= 0x80 { return String(foldedScalars) }
            hasCapitals = hasCapitals || byte &- 0x41 < 26
        }
        guard hasCapitals else { return String(self) }
        return String(decoding: utf8.lazy.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private var foldedScalars: String.UnicodeScalarView {
        var folded = String.UnicodeScalarView()
        var rest = unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "I", rest.first == "\u{307}" {
                // A decomposed `İ`, which must not become an `i`.
                rest.removeFirst()
                folded.append("İ")
            } else if scalar == "\u{345}", !folded.isEmpty {
                // The iota under a Greek letter: by the table it would become a letter, but not where it is composed.
                folded.append(scalar)
            } else {
                folded.append(scalar.caseFolded)
            }
        }
        return folded
    }
}

extension Unicode.Scalar {
    /// The character with its case taken away.
    ///
    /// Unicode defines the mapping as the small letter of the capital letter, but for Cherokee, which folds to capitals.
    /// The standard library has no table of it, only the full mappings to small and capital letters: where one of them
    /// gives more than one character, the simple mapping is the character itself.
    var caseFolded: Unicode.Scalar {
        if isASCII { return value &- 0x41 < 26 ? Unicode.Scalar(UInt8(value) | 0x20) : self }
        if let other = otherSpelling { return other }
        guard properties.changesWhenCaseFolded else { return self }
        let capital = properties.uppercaseMapping.onlyScalar ?? self
        guard capital.properties.changesWhenCaseFolded else { return capital }
        return capital.properties.lowercaseMapping.onlyScalar ?? capital
    }

    /// The small letter that this one folds to although it is a small letter itself.
    private var otherSpelling: Unicode.Scalar? {
        switch self {
        case "\u{1FBE}": "\u{3B9}"
        case "\u{1FD3}": "\u{390}"
        case "\u{1FE3}": "\u{3B0}"
        case "\u{FB05}": "\u{FB06}"
        default: nil
        }
    }
}

extension String {
    fileprivate var onlyScalar: Unicode.Scalar? {
        let scalars = unicodeScalars
        return scalars.dropFirst().isEmpty ? scalars.first : nil
    }
}
