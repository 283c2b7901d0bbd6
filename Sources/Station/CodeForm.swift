import Barcode

/// The forms in which codes are compared.
enum CodeForm {
    /// A code as it stands, without the blanks around it, its ASCII letters in capitals.
    static func plain(_ code: String) -> String {
        let trimmed = code.utf8.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed()
        return String(decoding: trimmed.map { $0 &- 0x61 < 26 ? $0 & 0xDF : $0 }, as: UTF8.self)
    }

    /// A code of goods: a valid GTIN of any length as 14 digits, so that a UPC-A finds its EAN-13; else as it stands.
    static func item(_ code: String) -> String {
        let plain = plain(code)
        return GTIN(plain)?.gtin14 ?? plain
    }
}
