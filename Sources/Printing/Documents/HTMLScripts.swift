/// Whether a page draws something by a script.
///
/// Programs that make paper of HTML mostly run none: an e-Fatura would come out without its mandatory QR code.
public enum HTMLScripts {
    /// Whether there is a `<script>` outside of comments, in any case of its letters.
    public static func isScripted(_ html: [UInt8]) -> Bool {
        var rest = html[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[start...]
            if rest.begins(with: "<!--") {
                // A comment that does not end hides the rest from a browser too.
                // `<!-->` is one that has ended.
                guard let end = rest.dropFirst(2).firstRange(of: Array("-->".utf8)) else { return false }
                rest = rest[end.upperBound...]
                continue
            }
            if rest.begins(with: "<script"), isEndOfName(rest.dropFirst(7).first) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    private static func isEndOfName(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return DocumentStart.isBlank(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }
}
