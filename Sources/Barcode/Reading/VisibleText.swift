extension StringProtocol {
    /// The text shortened and with its control characters made visible, fit to be named in a sentence.
    var quoted: String {
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars.prefix(Self.quotedLength) {
            shown.append(scalar.isControl ? (Unicode.Scalar(0x2400 + scalar.value) ?? scalar) : scalar)
        }
        let isWhole = unicodeScalars.dropFirst(Self.quotedLength).isEmpty
        return "“\(String(shown))\(isWhole ? "" : "…")”"
    }

    private static var quotedLength: Int { 40 }
}

extension Collection<UInt8> {
    /// The text that these UTF-8 bytes are; what is broken becomes U+FFFD.
    var text: String { String(decoding: self, as: UTF8.self) }
}
