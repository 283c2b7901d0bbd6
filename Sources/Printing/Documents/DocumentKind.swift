/// What a document is; the raw values are stable.
public enum DocumentKind: String, Hashable, Sendable, CaseIterable {
    /// Labels in Zebra's language.
    case zpl
    /// A PDF.
    case pdf
    /// A picture, as PNG.
    case png
    /// Labels in Eltron's language, EPL2.
    case epl
    /// A page of HTML.
    case html
    /// The `https://` address of a document that is still to be fetched.
    case link
    /// Something that is not understood.
    case unknown

    /// The kind of some bytes, by their content alone; white space and a byte order mark at the beginning are ignored.
    init(of bytes: some Collection<UInt8>) {
        let content = DocumentStart.skippingBlanks(bytes)
        self = Self.bySignature(content) ?? .unknown
    }

    private static func bySignature(_ content: some Collection<UInt8>) -> DocumentKind? {
        if DocumentStart.zpl.contains(where: { content.begins(with: $0) }) { return .zpl }
        if content.begins(with: "%PDF") { return .pdf }
        if content.starts(with: DocumentStart.png) { return .png }
        if DocumentStart.isHTML(content) { return .html }
        if DocumentStart.isLink(content) { return .link }
        if DocumentStart.isEPL(content) { return .epl }
        return nil
    }
}

/// How documents begin.
enum DocumentStart {
    /// ZPL, and what printer drivers write before it: the prefixes set to what they are.
    static let zpl = ["^XA", "~DG", "~DY", "CT~~CD,~CC^~CT~"]
    /// The signature of PNG.
    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The bytes from the first that is neither white space nor a byte order mark.
    static func skippingBlanks<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence {
        var rest = bytes[...]
        while true {
            rest = rest.drop(while: isBlank)
            guard rest.starts(with: [0xEF, 0xBB, 0xBF]) else { return rest }
            rest = rest.dropFirst(3)
        }
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// A page, perhaps after the declaration of XML and after comments.
    static func isHTML(_ content: some Collection<UInt8>) -> Bool {
        var rest = Array(content.prefix(4_096))[...]
        while true {
            if rest.begins(with: "<html") || rest.begins(with: "<!doctype") { return true }
            if rest.begins(with: "<?xml") {
                rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
            } else if rest.begins(with: "<!--") {
                guard let end = rest.firstRange(of: Array("-->".utf8)) else { return false }
                rest = rest[end.upperBound...]
            } else {
                return false
            }
            rest = skippingBlanks(rest)
        }
    }

    /// An address with a host, and nothing after it.
    static func isLink(_ content: some Collection<UInt8>) -> Bool {
        guard content.begins(with: "https://"), content.count <= 8_192 else { return false }
        let rest = content.dropFirst(8).reversed().drop(while: isBlank)
        guard let first = rest.last, first != UInt8(ascii: "/") else { return false }
        return rest.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    /// `N` on a line of its own, and later a line that prints: `P` and a number.
    static func isEPL(_ content: some Collection<UInt8>) -> Bool {
        guard content.first == UInt8(ascii: "N") else { return false }
        let lines = content.split { $0 == 0x0A || $0 == 0x0D }
        guard lines.count > 1, lines[0].dropFirst().allSatisfy(isBlank) else { return false }
        return lines.dropFirst().contains { line in
            line.first == UInt8(ascii: "P") && line.dropFirst().first.map { (0x30...0x39).contains($0) } == true
        }
    }
}

extension Collection<UInt8> {
    /// Whether it begins with a text of ASCII, in any case of its letters.
    func begins(with text: String) -> Bool {
        var index = startIndex
        for wanted in text.utf8 {
            guard index < endIndex, Self.lower(self[index]) == Self.lower(wanted) else { return false }
            index = self.index(after: index)
        }
        return true
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 32 : byte }
}
