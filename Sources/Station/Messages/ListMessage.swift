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
    case notRefreshed(why: String)
    /// The OMS is asked for packages, or no longer.
    case asking(String)
    case queryOff(count: Int)
    /// The OMS has answered.
    case answered(String, count: Int, QueryRemarks)
    /// The rest of its answer could not be read; what is listed then.
    case answerFailed(String, Listed, why: String)

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
    /// The sentence, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .filtered(let words, let count): CodedPhrase(.filtered, "Filter “\(words)”: \(Self.packages(count)).")
        case .filterOff(let count): CodedPhrase(.filterOff, "The filter is off: \(Self.packages(count)).")
        case .scopeShown(let scope, let count):
            CodedPhrase(.scopeShown, "Listed: \(scope.label), \(count) packages.")
        case .scopes:
            CodedPhrase(
                .scopes,
                "The lists are: " + PackageList.Scope.allCases.map { "show \($0.label)" }.joined(separator: ", ") + ".")
        case .refreshing: CodedPhrase(.refreshing, "Reading the packages again.")
        case .refreshed(let scope, let total):
            CodedPhrase(.refreshed, "The packages are read again: \(total) \(scope.label).")
        case .notRefreshed(let why): CodedPhrase(.notRefreshed, "Not read again: \(why)")
        case .asking(let words): CodedPhrase(.asking, "Asking the OMS: \(words) · Esc lists all again")
        case .queryOff(let count): CodedPhrase(.queryOff, "The filter of the OMS is off: \(count) packages.")
        case .answered(let words, let count, let remarks):
            CodedPhrase(
                .answered, (["\(words): \(Self.packages(count))"] + remarks.sentences).joined(separator: " · "))
        case .answerFailed(let words, let listed, let why):
            CodedPhrase(.answerFailed, "\(words): \(listed.words)\(why)")
        }
    }

    private static func packages(_ count: Int) -> String { count == 1 ? "1 package" : "\(count) packages" }
}

extension ListMessage.QueryRemarks {
    fileprivate var sentences: [String] {
        [
            ignored.isEmpty
                ? nil : "the OMS ignored \(Self.quoted(ignored)): what does not fit is left out",
            unchecked.isEmpty ? nil : "whether all meet \(Self.quoted(unchecked)) could not be checked",
            others > 0 ? "\(others) more are not this bench's, or long finished" : nil,
            isCut ? "there are more: ask for less" : nil,
        ].compactMap(\.self)
    }

    private static func quoted(_ parameters: Set<PackageParameter>) -> String {
        let labels = PackageParameter.inOrderOfUse.filter(parameters.contains).map(\.label)
        return "“\(labels.joined(separator: "”, “"))”"
    }
}

extension ListMessage.Listed {
    fileprivate var words: String {
        switch self {
        case .nothing: ""
        case .before: "as it was before · "
        case .part: "not all · "
        }
    }
}
