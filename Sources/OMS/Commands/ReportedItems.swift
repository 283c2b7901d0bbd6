extension PackContents {
    /// What a report of some items of a package is given for: the units that are not reported count as checked.
    public init(of package: Package, reporting items: Set<Int>) {
        let reported = package.neededItems.filter { items.contains($0.id) }
        let units = Dictionary(reported.map { (Goods($0), $0.quantity) }, uniquingKeysWith: +)
        let needed = Dictionary(package.neededItems.map { (Goods($0), $0.quantity) }, uniquingKeysWith: +)
        self.init(of: package, isForced: false) { (needed[$0] ?? 0) - (units[$0] ?? 0) }
    }
}
