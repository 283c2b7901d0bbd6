extension CommandParameter {
    /// Whether it is the id of a denial reason.
    public var isReason: Bool {
        Self.holds(name, ["reason", "neden", "sebep", "sebeb"]) && type?.lowercased().contains("str") != true
    }

    /// Whether it is a list of items of the package.
    ///
    /// The word for its type is the installation's own; where there is none, the name has to say more.
    public var isItems: Bool {
        guard let type, !type.isEmpty else {
            return choices.isEmpty && Self.holds(name, ["item", "products", "urunler", "kalemler"])
        }
        return Self.holds(name, ["item", "product", "urun", "kalem"])
            && Self.holds(type, ["list", "array", "many", "multiple", "set", "items"])
    }

    private static func holds(_ name: String, _ words: [String]) -> Bool {
        let letters = NameLetters.of(name)
        return words.contains(where: letters.contains)
    }
}

extension PackContents {
    /// What a report of some items of a package is given for: the units that are not reported count as checked.
    public init(of package: Package, reporting items: Set<Int>) {
        let reported = package.neededItems.filter { items.contains($0.id) }
        let units = Dictionary(reported.map { (Goods($0), $0.quantity) }, uniquingKeysWith: +)
        let needed = Dictionary(package.neededItems.map { (Goods($0), $0.quantity) }, uniquingKeysWith: +)
        self.init(of: package, isForced: false) { (needed[$0] ?? 0) - (units[$0] ?? 0) }
    }
}
