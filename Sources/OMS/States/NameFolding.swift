import Foundation

/// How names are compared, of states, commands and people: by letters alone, whatever the case, diacritics, blanks and signs.
///
/// `İPTAL EDİLDİ`, `iptal edildi` and `Iptal Edildi` are one name: the dotted and the dotless i are one letter here. Codes
/// are compared otherwise, for in them these are letters of their own; so is what is searched for, blanks and signs included.
enum NameFolding {
    /// The letters of a name; with its digits where names that differ in a digit alone are to stay apart.
    static func of(_ name: String, keepingDigits: Bool = false) -> String {
        var letters = String.UnicodeScalarView()
        // Nearly every name is ASCII, and has nothing to be taken apart.
        let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
        for scalar in (isASCII ? name : name.decomposedStringWithCanonicalMapping).unicodeScalars {
            if scalar.isASCII {
                if ("a"..."z").contains(scalar) { letters.append(scalar) }
                if ("A"..."Z").contains(scalar) { letters.append(Unicode.Scalar(UInt8(scalar.value) | 0x20)) }
                if keepingDigits, ("0"..."9").contains(scalar) { letters.append(scalar) }
            } else if scalar == "ı" {
                letters.append("i")
            } else if scalar.properties.isAlphabetic {
                letters.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(letters)
    }
}
