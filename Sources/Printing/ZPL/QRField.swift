/// The data of a field of `^BQ`, behind the switches that come before them.
///
/// Source: Zebra, "ZPL II Programming Guide", `^BQ`, "Considerations for `^FD` when using the QR code".
enum QRField {
    /// What the code says: `MA,data`, `QM,Adata`, `HM,B0004data`, or several such parts after `D…,`.
    ///
    /// Data without switches are taken as they are.
    static func data(of bytes: [UInt8]) -> [UInt8] {
        guard let rest = mixed(bytes[...]) else { return part(bytes[...]) ?? bytes }
        let parts = rest.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard let first = parts.first, isSwitches(first) else { return part(rest) ?? Array(rest) }
        // In mixed mode each part says its own kind of characters.
        let isManual = upper(first.last) == UInt8(ascii: "M")
        return parts.dropFirst().flatMap { isManual ? characters($0) : Array($0) }
    }

    /// What follows the prefix of a mixed code, `D` with the number of codes and their parity; nil for any other.
    private static func mixed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard upper(bytes.first) == UInt8(ascii: "D"), bytes.count > 7 else { return nil }
        let head = bytes.dropFirst().prefix(6)
        guard head.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        let rest = bytes.dropFirst(7)
        return rest.first == UInt8(ascii: ",") ? rest.dropFirst() : rest
    }

    private static func part(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        guard isSwitches(bytes.prefix(2)), bytes.dropFirst(2).first == UInt8(ascii: ",") else { return nil }
        let data = bytes.dropFirst(3)
        return upper(bytes.dropFirst().first) == UInt8(ascii: "M") ? characters(data) : Array(data)
    }

    /// The error correction, `H`, `Q`, `M` or `L`, and how the data are given, `A` or `M`.
    private static func isSwitches(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count == 2, let correction = upper(bytes.first), let input = upper(bytes.last) else { return false }
        return "HQML".utf8.contains(correction) && "AM".utf8.contains(input)
    }

    /// Data behind their kind of characters: `N`, `A`, `K`, or `B` with four digits of length.
    private static func characters(_ data: ArraySlice<UInt8>) -> [UInt8] {
        switch upper(data.first) {
        case UInt8(ascii: "N"), UInt8(ascii: "A"), UInt8(ascii: "K"): Array(data.dropFirst())
        case UInt8(ascii: "B"): Array(data.dropFirst(5))
        default: Array(data)
        }
    }

    private static func upper(_ byte: UInt8?) -> UInt8? {
        byte.map { (0x61...0x7A).contains($0) ? $0 - 32 : $0 }
    }
}
