extension CodeReader {
    /// The two codes that a text is made of, where a terminator between two scans was lost; nil where it is not two.
    ///
    /// Such a text is reported and never guessed at. A half is a code when it is a command, a reason, a GTIN of at least
    /// 12 digits, or when `isKnown` says that the station knows it. Texts of more than 200 characters are not tried.
    public static func twoCodes(
        in text: String, settings: Settings = Settings(), isKnown: (String) -> Bool = { _ in false }
    ) -> (first: String, second: String)? {
        guard text.utf8.count <= 200 else { return nil }
        func isCode(_ half: Substring) -> Bool {
            guard !half.isEmpty else { return false }
            if isKnown(String(half)) { return true }
            let code = read(String(half), settings: settings)
            return code.error == nil
                && ([.command, .reason, .badge].contains(code.kind) || code.kind == .gtin && half.utf8.count >= 12)
        }
        for index in text.indices.dropFirst() where isCode(text[..<index]) && isCode(text[index...]) {
            return (String(text[..<index]), String(text[index...]))
        }
        return nil
    }
}
