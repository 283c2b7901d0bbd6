extension ApplicationIdentifier.CharacterSet {
    /// Whether a byte belongs to the set.
    func contains(_ byte: UInt8) -> Bool {
        switch self {
        case .numeric: byte.isASCIIDigit
        case .set82: Self.isIn82(byte)
        case .set39: byte.isASCIIDigit || Self.isUpper(byte) || byte == 0x23 || byte == 0x2D || byte == 0x2F
        case .set64: byte.isASCIIDigit || Self.isUpper(byte) || Self.isLower(byte) || [0x2D, 0x5F, 0x3D].contains(byte)
        }
    }

    /// The name of the set for people.
    var description: String {
        switch self {
        case .numeric: "a digit"
        case .set82: "a letter without accent, a digit, or one of !\"%&'()*+,-./_:;<=>?"
        case .set39: "an upper-case letter, a digit, or one of #-/"
        case .set64: "a letter without accent, a digit, or one of -_="
        }
    }

    private static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
    private static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

    private static func isIn82(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x22, 0x25...0x2F, 0x30...0x39, 0x3A...0x3F, 0x5F: true
        default: isUpper(byte) || isLower(byte)
        }
    }
}
