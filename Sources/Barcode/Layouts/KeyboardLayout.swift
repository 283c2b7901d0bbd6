/// A keyboard layout of the host, while the scanner types as on a US keyboard.
///
/// What arrives is then not what was scanned; `decode` undoes it. The tables are those of the X keyboard database.
public enum KeyboardLayout: String, Sendable, CaseIterable {
    /// US English: what arrives is what was scanned.
    case us
    /// US English with Caps Lock on.
    case usCapsLock = "us-caps"
    /// Turkish-Q.
    case turkishQ = "tr-q"
    /// Turkish-Q with Caps Lock on.
    case turkishQCapsLock = "tr-q-caps"
    /// Turkish-F.
    case turkishF = "tr-f"
    /// French AZERTY.
    case french = "fr"
    /// German QWERTZ.
    case german = "de"
    /// Belgian AZERTY.
    case belgian = "be"

    /// What the host receives for the US characters from U+0020 to U+007E, one after the other.
    ///
    /// A dead key stands as its accent alone: `^`, `¨`, `` ` `` or `´`.
    private var row: String {
        switch self {
        case .us: String(String.UnicodeScalarView((0x20...0x7E).compactMap { Unicode.Scalar(UInt32($0)) }))
        case .usCapsLock:
            ##" !"#$%&'()*+,-./0123456789:;<=>?@abcdefghijklmnopqrstuvwxyz[\]^_`ABCDEFGHIJKLMNOPQRSTUVWXYZ{|}~"##
        case .turkishQ:
            ##" !İ^+%/i)=(_ö*ç.0123456789ŞşÖ-Ç:'ABCDEFGHIJKLMNOPQRSTUVWXYZğ,ü&?"abcdefghıjklmnopqrstuvwxyzĞ;Üé"##
        case .turkishQCapsLock:
            ##" !i^+%/I)=(_Ö*Ç.0123456789şŞö-ç:'abcdefghijklmnopqrstuvwxyzĞ,Ü&?"ABCDEFGHIJKLMNOPQRSTUVWXYZğ;üÉ"##
        case .turkishF:
            ##" !Ş^$%'ş)=(_b/.,0123456789YyB-:;"UÇVEĞAÜTNKMLSZHPFIİORCGÖDJqxw&?+uçveğaütnkmlszhpfıiorcgödjQXW*"##
        case .french:
            ##" 1%3457ù908+;):!à&é"'(-è_çMm.=/§2QBCDEFGHIJKL?NOPARSTUVZXYW^*$6°²qbcdefghijkl,noparstuvzxyw¨µ£~"##
        case .german:
            ##" !Ä§$%/ä)=(`,ß.-0123456789Öö;´:_"ABCDEFGHIJKLMNOPQRSTUVWXZYü#+&?^abcdefghijklmnopqrstuvwxzyÜ'*°"##
        case .belgian:
            ##" 1%3457ù908_;):=à&é"'(§è!çMm.-/+2QBCDEFGHIJKL?NOPARSTUVZXYW^µ$6°²qbcdefghijkl,noparstuvzxyw¨£*³"##
        }
    }

    /// Whether this is one of the layouts with Caps Lock on.
    public var hasCapsLock: Bool { self == .usCapsLock || self == .turkishQCapsLock }

    /// What was scanned, from what arrived; nil where this layout cannot have produced it.
    ///
    /// Control characters stay as they are, but for the group separator: a US scanner's Ctrl-] arrives as U+001E under
    /// the Turkish and German layouts and as `$` under the French and the Belgian one.
    public func decode(_ text: String) -> String? {
        if self == .us { return text }
        let table = Self.inverse[self] ?? [:]
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "$", dropsControlFromBracket, !result.isEmpty {
                // `]` begins a symbology identifier and stands nowhere else in what is printed at a bench.
                result.append(ASCII.groupSeparator)
            } else if let us = table[scalar] {
                result.append(us)
            } else if scalar.isControl {
                result.append(scalar == "\u{1E}" ? ASCII.groupSeparator : scalar)
            } else if let (accent, letter) = Accent.composed[scalar], let first = table[accent],
                let second = table[letter]
            {
                result.append(first)
                result.append(second)
            } else {
                return nil
            }
        }
        return String(result)
    }

    /// What the host receives when these characters are scanned; characters beyond ASCII stay as they are.
    public func received(_ text: String) -> String {
        let row = Array(self.row.unicodeScalars)
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append((0x20...0x7E).contains(scalar.value) ? row[Int(scalar.value - 0x20)] : scalar)
        }
        return String(result)
    }

    private var dropsControlFromBracket: Bool { self == .french || self == .belgian }

    /// For each layout, the US character of each character that arrives.
    private static let inverse: [KeyboardLayout: [Unicode.Scalar: Unicode.Scalar]] = Dictionary(
        uniqueKeysWithValues: allCases.map { layout in
            let pairs = zip(layout.row.unicodeScalars, KeyboardLayout.us.row.unicodeScalars)
            // Under Turkish-Q with Caps Lock two keys give `i` and two `I`: the letter is the likelier one.
            return (layout, Dictionary(pairs) { first, second in second.properties.isAlphabetic ? second : first })
        })
}

/// The letters that a dead key and the key after it become.
private enum Accent {
    static let composed: [Unicode.Scalar: (accent: Unicode.Scalar, letter: Unicode.Scalar)] = {
        let groups: [(Unicode.Scalar, String, String)] = [
            ("^", "aeiouAEIOU", "âêîôûÂÊÎÔÛ"), ("¨", "aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"),
            ("`", "aeiouAEIOU", "àèìòùÀÈÌÒÙ"), ("´", "aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
        ]
        var table: [Unicode.Scalar: (accent: Unicode.Scalar, letter: Unicode.Scalar)] = [:]
        for (accent, letters, composed) in groups {
            for (letter, result) in zip(letters.unicodeScalars, composed.unicodeScalars) {
                table[result] = (accent, letter)
            }
        }
        return table
    }()
}
