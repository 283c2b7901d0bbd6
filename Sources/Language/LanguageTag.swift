/// A language that Packline speaks, by its code of ISO 639.
public enum LanguageTag: String, CaseIterable, Sendable {
    case english = "en"
    case turkish = "tr"

    /// The language that a locale's name asks for, such as `tr_TR.UTF-8`; nil for one that Packline does not speak.
    public init?(locale: String) {
        let code = locale.prefix { $0.isLetter && $0.isASCII }.lowercased()
        self.init(rawValue: code)
    }

    /// What the language calls itself.
    public var name: String {
        switch self {
        case .english: "English"
        case .turkish: "Türkçe"
        }
    }

    /// Whether a count takes the form for one thing.
    ///
    /// Source: Unicode CLDR, plural rules. Turkish has the category too, but its nouns stand in the singular behind any
    /// number, so that a catalog seldom needs it.
    func isOne(_ count: Int) -> Bool { count == 1 }

    /// What stands between the thousands of a number.
    var groupSeparator: String {
        switch self {
        case .english: ","
        case .turkish: "."
        }
    }
}
