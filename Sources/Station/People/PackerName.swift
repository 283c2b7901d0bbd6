import Barcode
public import Language

/// Who packs: a name as the header, the journal and other benches show it.
///
/// A name that was typed in small letters gets its capitals, so that one person has one name, typed or from a badge.
public struct PackerName: Hashable, Sendable {
    /// The name.
    public let text: String

    /// A typed name; nil where it is empty, longer than `BadgeCode.longestName`, or has control characters.
    public init?(typed text: String, in language: LanguageTag) {
        guard let badge = BadgeCode(name: text) else { return nil }
        let words = text.split { $0.isWhitespace }.joined(separator: " ")
        if words.contains(where: \.isUppercase), words.contains(where: \.isLowercase) {
            self.text = words
        } else {
            self.text = language == .turkish ? badge.name : Self.capitalised(words)
        }
    }

    /// The name on a badge.
    init(_ badge: BadgeCode) { text = badge.name }

    /// The name that was set up or kept, as it is.
    init(kept text: String) { self.text = text }

    private static func capitalised(_ words: String) -> String {
        words.lowercased().split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined(separator: " ")
    }
}
