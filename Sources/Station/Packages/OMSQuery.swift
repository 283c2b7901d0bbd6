public import Language
public import OMS

/// What the OMS was asked for with the filter form, and as far as it has answered: the list shows that and nothing else.
public struct OMSQuery: Equatable, Sendable {
    /// What the packages must meet.
    public let conditions: [PackageParameter: String]
    /// The same, as people read it.
    public let words: Phrase
    /// The packages that do, as far as the station has them.
    public internal(set) var ids: Set<Int> = []
    /// How many packages have been answered, and how many the OMS says there are.
    public internal(set) var progress = Progress(done: 0, total: nil)
    /// Whether more answers are to come.
    public internal(set) var isUnderWay = true
    /// How many packages were answered that this station does not keep: another location's, or long finished.
    public internal(set) var others = 0
    /// Conditions that the OMS took no notice of.
    public internal(set) var ignored: Set<PackageParameter> = []
    /// Conditions of which some packages did not show whether they meet them.
    public internal(set) var unchecked: Set<PackageParameter> = []
    /// Whether no page has come since it was asked: the next one takes the place of what was answered before.
    var isAskedAnew = true
    /// The number of the scan that asked.
    let number: Int

    /// Whether the list is still as it was, because nothing has been answered.
    var isUnanswered: Bool { isUnderWay && progress.done == 0 }

    init(_ conditions: [PackageParameter: String], words: Phrase, number: Int) {
        self.conditions = conditions
        self.words = words
        self.number = number
    }

    /// Takes a page of the answer over; trouble takes away nothing of what was answered.
    mutating func add(_ answer: OMSQueryAnswer) {
        isUnderWay = answer.end == nil
        if case .failed = answer.end { return }
        if isAskedAnew { (ids, others, ignored, unchecked, isAskedAnew) = ([], 0, [], [], false) }
        ids.formUnion(answer.ids)
        others += answer.others
        ignored.formUnion(answer.ignored)
        unchecked.formUnion(answer.unchecked)
        progress = answer.progress
    }
}

/// A page of the answer to an inquiry.
public struct OMSQueryAnswer: Equatable, Sendable {
    /// The number of the inquiry.
    public let number: Int
    /// The packages that meet its conditions and are in the mirror.
    public let ids: [Int]
    /// How many met them and are not kept here.
    public let others: Int
    /// How many packages have been answered of how many.
    public let progress: Progress
    /// Conditions that rows came back without meeting.
    public let ignored: Set<PackageParameter>
    /// Conditions of which some of the packages do not show whether they meet them.
    public let unchecked: Set<PackageParameter>
    /// What the answer ended with; nil while more pages are to come.
    public let end: End?

    /// How an answer can end.
    public enum End: Equatable, Sendable {
        /// That was all.
        case complete
        /// There are more than are shown.
        case tooMany
        /// The rest could not be read; why.
        case failed(Phrase)
    }

    /// A page with these facts.
    public init(
        number: Int, ids: [Int] = [], others: Int = 0, progress: Progress, ignored: Set<PackageParameter> = [],
        unchecked: Set<PackageParameter> = [], end: End?
    ) {
        self.number = number
        self.ids = ids
        self.others = others
        self.progress = progress
        self.ignored = ignored
        self.unchecked = unchecked
        self.end = end
    }
}
