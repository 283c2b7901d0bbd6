// FuzzTests: what must hold for any bytes that come from outside, whoever sent them.
//
// It knows: for each decoder of such bytes, rules that are more than that nothing traps, and inputs that keep them. Its tests
// hold the inputs to the rules; `.ci/fuzz` links the same rules with libFuzzer, which looks for inputs that break them.
// It must not know: how bytes come, nor anything of running programs.

/// A decoder of bytes from outside, by the name that `.ci/fuzz` is given, which is that of its folder in small letters.
enum Decoder: String, CaseIterable, Sendable {
    /// What scanners send.
    case codes
    /// Label documents, the field of a package that holds them, ZPL, and printers' answers.
    case labels
    /// JSON, whoever it comes from.
    case json
    /// Packages, their pages, and everything else that the OMS answers with.
    case packages
    /// What an answer of the OMS comes to where it is no success, or none of the OMS.
    case answers
    /// Moments, days and numbers.
    case timestamps
    /// Webhook events and their signatures.
    case webhooks
    /// What other benches wrote into the warehouse: feed, sessions, notices, phrases.
    case sharing
    /// The configuration file.
    case configuration
    /// Themes.
    case themes
    /// Files that correct a language.
    case catalogs
    /// What a terminal sends for keys.
    case keys

    /// Checks an input; an error says which rule it breaks.
    func check(_ input: [UInt8]) throws(BrokenRule) {
        switch self {
        case .codes: try CodeRules.check(input)
        case .labels: try LabelRules.check(input)
        case .json: try JSONRules.check(input)
        case .packages: try PackageRules.check(input)
        case .answers: try AnswerRules.check(input)
        case .timestamps: try TimestampRules.check(input)
        case .webhooks: try WebhookRules.check(input)
        case .sharing: try SharingRules.check(input)
        case .configuration: try ConfigurationRules.check(input)
        case .themes: try ThemeRules.check(input)
        case .catalogs: try CatalogRules.check(input)
        case .keys: try KeyRules.check(input)
        }
    }
}
