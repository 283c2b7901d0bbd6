import OMS

/// The packages of the mirror, and the list of them as it is shown: what changes one is worked into the other.
struct PackageCatalog: Equatable, Sendable {
    /// The packages as the mirror has them.
    private(set) var index: PackageIndex
    /// The list as it is shown.
    private(set) var list = PackageList()
    /// Whether typed text narrows the list.
    var isFiltering = false
    /// The numbers of packages that left while something was pending for them.
    private var formerNumbers: [Int: String] = [:]

    init(commands: CommandTable) { index = PackageIndex(commands: commands) }

    /// What people know a package by: its number, or its id where it was never known.
    func number(of package: Int) -> String { index[package]?.number ?? formerNumbers[package] ?? String(package) }

    /// Remembers what a package was called that is not known any more.
    mutating func remember(_ number: String, of package: Int) {
        if index[package] == nil { formerNumbers[package] = number }
    }

    /// The packages that the list shows, in its order: all of them, or so many from a row on.
    func listed(from row: Int, rows: Int) -> some Collection<PackageSummary> {
        list.slots.dropFirst(row).prefix(rows).lazy.compactMap { index[slot: $0] }
    }

    /// The selected package.
    var selected: PackageSummary? { list.selected.flatMap { index[$0] } }

    /// Where a package stands in the list; nil where it does not.
    func position(of package: Int) -> Int? { list.position(of: package, in: index) }

    // MARK: - Reports of the mirror

    /// Takes all packages over.
    mutating func replace(with index: PackageIndex) {
        self.index = index
        list.update(from: index)
    }

    /// Works in packages that changed or left; of those that are `involved` in something the number is remembered.
    mutating func apply(_ packages: [PackageSummary], removed: [Int], involved: [Int]) {
        for id in involved { formerNumbers[id] = index[id]?.number }
        let changes = index.apply(packages, removed: removed)
        list.update(from: index, after: changes)
    }

    // MARK: - What is listed

    /// Lists other packages.
    mutating func show(_ scope: PackageList.Scope) {
        list.scope = scope
        list.letGo(in: index)
    }

    /// Lets go of the packages that were kept in sight.
    mutating func letGo() { list.letGo(in: index) }

    /// Keeps a package in the list in any state: this bench is working on it.
    mutating func keep(_ package: Int) { list.keep(package, in: index) }

    /// Changes what narrows the list, as it is typed.
    mutating func editFilter(_ edit: (inout TextField) -> Void) {
        edit(&list.filter)
        list.narrow(from: index)
    }

    /// Narrows the list to what these words find.
    mutating func setFilter(_ words: String) { editFilter { $0 = TextField(words) } }

    /// Starts narrowing the list by what is typed.
    mutating func startFiltering() {
        isFiltering = true
        list.narrow(from: index)
    }

    // MARK: - The cursor

    mutating func select(_ package: Int) { list.select(package, in: index) }

    mutating func move(by rows: Int) { list.move(by: rows, in: index) }

    mutating func scroll(rows: Int) { list.scroll(rows: rows) }

    // MARK: - What the OMS was asked for

    /// Shows the answer to a query of the OMS, as it comes; nil lists everything again.
    mutating func show(_ query: OMSQuery?) {
        list.inquiry = query
        if query == nil { list.update(from: index) }
    }

    /// Takes note that the query is asked once more; gives it, where there is one.
    mutating func askQueryAgain() -> OMSQuery? {
        list.inquiry?.isUnderWay = true
        list.inquiry?.isAskedAnew = true
        return list.inquiry
    }

    /// Takes a page of the answer; gives the query as it stands, or nil where this is not asked any more.
    mutating func add(_ answer: OMSQueryAnswer) -> OMSQuery? {
        guard var query = list.inquiry, query.number == answer.number else { return nil }
        query.add(answer)
        list.inquiry = query
        if case .failed = answer.end, query.progress.done == 0 { list.inquiry = nil }
        list.update(from: index)
        return query
    }
}
