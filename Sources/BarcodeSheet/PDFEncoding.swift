import Foundation

/// The codes that a document's text is written in: ASCII as it is, and a code above it for each further letter used.
///
/// The standard fonts know letters by name; the names are those of Adobe's Latin character set, Turkish ones included.
struct PDFEncoding {
    /// The characters that the fonts have no letter for.
    private(set) var missing: [Unicode.Scalar] = []
    /// The names of the codes from 128 on.
    private var names: [String] = []

    /// A text as the hexadecimal digits of its codes.
    mutating func hexadecimal(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping.unicodeScalars
            .map { String(format: "%02X", code(of: $0)) }.joined()
    }

    /// A font that reads these codes.
    func font(_ name: String) -> String {
        let differences = names.isEmpty ? "" : " /Differences [128 \(names.map { "/\($0)" }.joined(separator: " "))]"
        return "<< /Type /Font /Subtype /Type1 /BaseFont /\(name) "
            + "/Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding\(differences) >> >>"
    }

    private mutating func code(of scalar: Unicode.Scalar) -> Int {
        if (0x20...0x7E).contains(scalar.value) { return Int(scalar.value) }
        if let name = Self.name(of: scalar), let index = index(of: name) { return 128 + index }
        if !missing.contains(scalar) { missing.append(scalar) }
        let nearest = String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars.first
        return nearest.flatMap { (0x20...0x7E).contains($0.value) ? Int($0.value) : nil } ?? Int(UInt8(ascii: "?"))
    }

    private mutating func index(of name: String) -> Int? {
        if let index = names.firstIndex(of: name) { return index }
        guard names.count < 128 else { return nil }
        names.append(name)
        return names.count - 1
    }

    /// The name of a letter in the fonts: that of the plain letter and its accent, or one of its own.
    private static func name(of scalar: Unicode.Scalar) -> String? {
        if let name = ownNames[scalar] { return name }
        let parts = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
        guard parts.count == 2, parts[0].isASCII, let accent = accents[parts[1]] else { return nil }
        let isComma = accent == "cedilla" && "GgKkLlNnRrTt".unicodeScalars.contains(parts[0])
        let name = "\(parts[0])\(isComma ? "commaaccent" : accent)"
        return known.contains(name.prefix(1).uppercased() + name.dropFirst()) ? name : nil
    }

    private static let accents: [Unicode.Scalar: String] = [
        "\u{300}": "grave", "\u{301}": "acute", "\u{302}": "circumflex", "\u{303}": "tilde", "\u{304}": "macron",
        "\u{306}": "breve", "\u{307}": "dotaccent", "\u{308}": "dieresis", "\u{30A}": "ring",
        "\u{30B}": "hungarumlaut", "\u{30C}": "caron", "\u{326}": "commaaccent", "\u{327}": "cedilla",
        "\u{328}": "ogonek",
    ]

    private static let ownNames: [Unicode.Scalar: String] = [
        "ı": "dotlessi", "ß": "germandbls", "æ": "ae", "Æ": "AE", "ø": "oslash", "Ø": "Oslash", "œ": "oe", "Œ": "OE",
        "đ": "dcroat", "Đ": "Dcroat", "ł": "lslash", "Ł": "Lslash", "ð": "eth", "Ð": "Eth", "þ": "thorn", "Þ": "Thorn",
        "–": "endash", "—": "emdash", "…": "ellipsis", "·": "periodcentered", "•": "bullet", "‘": "quoteleft",
        "’": "quoteright", "“": "quotedblleft", "”": "quotedblright", "„": "quotedblbase", "«": "guillemotleft",
        "»": "guillemotright", "€": "Euro", "£": "sterling", "§": "section", "°": "degree", "×": "multiply",
        "½": "onehalf", "²": "twosuperior", "\u{A0}": "space",
    ]

    /// The accented letters that the fonts have, each in its large form.
    private static let known = Set(
        """
        Aacute Abreve Acircumflex Adieresis Agrave Amacron Aogonek Aring Atilde Cacute Ccaron Ccedilla Dcaron Eacute
        Ecaron Ecircumflex Edieresis Edotaccent Egrave Emacron Eogonek Gbreve Gcommaaccent Iacute Icircumflex Idieresis
        Idotaccent Igrave Imacron Iogonek Kcommaaccent Lacute Lcaron Lcommaaccent Nacute Ncaron Ncommaaccent Ntilde
        Oacute Ocircumflex Odieresis Ograve Ohungarumlaut Omacron Otilde Racute Rcaron Rcommaaccent Sacute Scaron
        Scedilla Scommaaccent Tcaron Tcommaaccent Uacute Ucircumflex Udieresis Ugrave Uhungarumlaut Umacron Uogonek
        Uring Yacute Ydieresis Zacute Zcaron Zdotaccent
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
