import OMS

/// Which packages this bench and the others have in their hands.
struct Sharing: Equatable, Sendable {
    /// How this bench stands to the others.
    private(set) var state = SharingState.single
    /// The packages that other benches have.
    private(set) var holders: [Int: PackageHolder] = [:]
    /// The packages that this bench has.
    private(set) var mine: Set<Int> = []
    /// The package that was claimed last, until the answer.
    private(set) var request: Request?
    /// The package that another bench has and that was asked for here, or that was lost to it; until another is opened.
    private(set) var refused: Refusal?

    /// A claim that is not answered yet.
    struct Request: Equatable, Sendable {
        let package: Int
        /// Who chose the package: where the station did, it can choose another.
        var choice = Choice.packer
        /// What was checked of it when it was opened here.
        let before: PackingSession?
        /// The answer to the scan that opened it, which waits for the claim where a program reads it.
        var answer: Answer?
        /// How often it was asked for: once more when the other benches can be reached again.
        var asked = 1
    }

    /// Who chose a package.
    enum Choice: Equatable, Sendable {
        case packer
        /// The station: the next one of the list, or the one that needs an item.
        case next(Scan, ScanAnswer.Meaning)
        case item(Scan)
    }

    /// An answer to a scan, as `finish` takes it.
    struct Answer: Equatable, Sendable {
        let scan: Scan
        let meaning: ScanAnswer.Meaning
        let message: Message
        let notes: [Message.Note]
        let package: PackageSummary
    }

    /// A package that is another bench's.
    struct Refusal: Equatable, Sendable {
        let package: Int
        let holder: PackageHolder
        /// Whether this bench had it before.
        let isLost: Bool
    }

    /// Whether there are other benches.
    var isOn: Bool { state != .single }

    mutating func change(to state: SharingState) { self.state = state }

    /// Takes over which packages other benches have.
    mutating func replaceHolders(_ holders: [Int: PackageHolder]) { self.holders = holders }

    // MARK: - Claims

    /// A package is claimed; what was claimed and not answered before is of no interest any more, unless it is the same.
    mutating func ask(for package: Int, before: PackingSession?) {
        if request?.package == package {
            request?.asked += 1
        } else {
            request = Request(package: package, before: before)
        }
        refused = nil
    }

    /// The station chose the package that is claimed.
    mutating func note(_ choice: Choice) { request?.choice = choice }

    /// The scan that opened the package is answered when the claim is.
    mutating func hold(_ answer: Answer) { request?.answer = answer }

    /// The claim of a package is answered; nil where another one was claimed since, and for no answer where one is to come.
    mutating func endRequest(of package: Int, isAnswered: Bool) -> Request? {
        guard let request, request.package == package else { return nil }
        if !isAnswered, request.asked > 1 {
            self.request?.asked -= 1
            return nil
        }
        self.request = nil
        return request
    }

    /// This bench has the package.
    mutating func gain(_ package: Int) {
        mine.insert(package)
        holders[package] = nil
        if refused?.package == package { refused = nil }
    }

    /// Another bench has it.
    mutating func refuse(_ package: Int, _ holder: PackageHolder, isLost: Bool = false) {
        mine.remove(package)
        holders[package] = holder
        refused = Refusal(package: package, holder: holder, isLost: isLost)
    }

    /// Another bench has taken it from this one.
    ///
    /// Only where it was open are the next lines of a program meant for it: they are refused then.
    mutating func lose(_ package: Int, to holder: PackageHolder, isOpen: Bool) {
        let earlier = refused
        refuse(package, holder, isLost: isOpen)
        if !isOpen, earlier?.isLost == true { refused = earlier }
    }

    /// The package is given back.
    mutating func release(_ package: Int) { mine.remove(package) }
}
