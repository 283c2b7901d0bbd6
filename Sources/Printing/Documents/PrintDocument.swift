/// A document to print: its bytes, what they are, and their hash.
///
/// The bytes are sent to a printer as they are.
public struct PrintDocument: Equatable, Sendable {
    /// What it is, told by its content.
    public let kind: DocumentKind
    /// The document itself; where it came as base64, what that stands for.
    public let bytes: [UInt8]
    /// The SHA-256 of the bytes, as 64 hexadecimal digits in lower case.
    public let sha256: String

    /// A document from what the OMS or a carrier gives, a text or the base64 of one of the kinds.
    ///
    /// Base64 is taken off once: base64 of base64 is unknown. What is not understood keeps its bytes.
    public init(text: String) { self.init(bytes: Array(text.utf8)) }

    /// A document from bytes, such as those of a file or of an answer.
    public init(bytes: [UInt8]) {
        let kind = DocumentKind(of: bytes)
        if kind == .unknown, let inner = Base64Text.bytes(of: bytes) {
            let innerKind = DocumentKind(of: inner)
            if innerKind != .unknown {
                self.init(kind: innerKind, bytes: inner)
                return
            }
        }
        self.init(kind: kind, bytes: bytes)
    }

    private init(kind: DocumentKind, bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
        sha256 = SHA256Hash.hex(of: bytes)
    }

    /// The document as a text; nil where its bytes are none.
    public var text: String? { String(validating: bytes, as: UTF8.self) }

    /// The address of a document that is still to be fetched; nil for any other kind.
    public var link: String? {
        guard kind == .link else { return nil }
        let address = DocumentStart.skippingBlanks(bytes).reversed().drop(while: DocumentStart.isBlank).reversed()
        return String(decoding: Array(address), as: UTF8.self)
    }

    /// Whether its HTML draws something by a script, which only a browser does; false for any other kind.
    public var needsBrowser: Bool { kind == .html && HTMLScripts.isScripted(bytes) }
}
