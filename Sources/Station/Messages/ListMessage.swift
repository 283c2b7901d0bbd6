public import Language
import OMS

/// What is said of the list of packages: the filter, the scope, what the OMS was asked for.
public enum ListMessage: Equatable, Sendable {
    /// The list is narrowed by these words to so many packages, or no longer.
    case filtered(String, count: Int)
    case filterOff(count: Int)
    /// Other packages are listed, and which lists there are.
    case scopeShown(PackageList.Scope, count: Int)
    case scopes
    /// The packages are being read again, were read again, or could not be.
    case refreshing
    case refreshed(PackageList.Scope, total: Int)
    case notRefreshed(why: Phrase)
    /// The OMS is asked for packages, or no longer.
    case asking(Phrase)
    case queryOff(count: Int)
    /// The OMS has answered.
    case answered(Phrase, count: Int, QueryRemarks)
    /// The rest of its answer could not be read; what is listed then.
    case answerFailed(Phrase, Listed, why: Phrase)

    /// What is to be known of an answer besides.
    public struct QueryRemarks: Equatable, Sendable {
        /// Conditions that the OMS took no notice of.
        let ignored: Set<PackageParameter>
        /// Conditions of which some packages do not show whether they meet them.
        let unchecked: Set<PackageParameter>
        /// How many packages are not kept here.
        let others: Int
        /// Whether there are more than anybody looks through.
        let isCut: Bool

        /// Whether there is nothing of all that.
        var areNone: Bool { ignored.isEmpty && unchecked.isEmpty && others == 0 && !isCut }
    }

    /// What is listed where an answer failed.
    public enum Listed: Equatable, Sendable {
        /// Nothing of it, what was answered before, or a part.
        case nothing, before, part
    }
}

extension ListMessage {
    /// The phrase, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .filtered(let words, let count): CodedPhrase(.filtered, ["words": words, "count": count])
        case .filterOff(let count): CodedPhrase(.filterOff, ["count": count])
        case .scopeShown(let scope, let count): CodedPhrase(.scopeShown, ["list": scope.label, "count": count])
        case .scopes:
            CodedPhrase(
                .scopes,
                [
                    "lists": Phrase.list(
                        PackageList.Scope.allCases.map {
                            Phrase("scope.word", ["show": PhraseValue.word(.show), "list": $0.label])
                        }, .comma)
                ])
        case .refreshing: CodedPhrase(.refreshing)
        case .refreshed(let scope, let total): CodedPhrase(.refreshed, ["list": scope.label, "count": total])
        case .notRefreshed(let why): CodedPhrase(.notRefreshed, ["why": why])
        case .asking(let words): CodedPhrase(.asking, ["conditions": words])
        case .queryOff(let count): CodedPhrase(.queryOff, ["count": count])
        case .answered(let words, let count, let remarks):
            CodedPhrase(
                .answered,
                .list(
                    [Phrase("message.query-answered", ["conditions": words, "count": count])] + remarks.phrases, .dot))
        case .answerFailed(let words, let listed, let why):
            CodedPhrase(.answerFailed, form: listed.form, ["conditions": words, "why": why])
        }
    }
}

extension ListMessage.QueryRemarks {
    fileprivate var phrases: [Phrase?] {
        [
            ignored.isEmpty ? nil : Phrase("query.ignored", ["conditions": Self.labels(ignored)]),
            unchecked.isEmpty ? nil : Phrase("query.unchecked", ["conditions": Self.labels(unchecked)]),
            others > 0 ? Phrase("query.others", ["count": others]) : nil,
            isCut ? Phrase("query.more") : nil,
        ]
    }

    private static func labels(_ parameters: Set<PackageParameter>) -> Phrase {
        let labels = PackageParameter.inOrderOfUse.filter(parameters.contains).map(\.label)
        return .list(labels.map { Phrase("quoted", ["text": $0]) }, .comma)
    }
}

extension ListMessage.Listed {
    fileprivate var form: String? {
        switch self {
        case .nothing: nil
        case .before: "before"
        case .part: "part"
        }
    }
}
