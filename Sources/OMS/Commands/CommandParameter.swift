extension CommandParameter {
    /// Whether it is the id of a denial reason.
    public var isReason: Bool {
        Self.holds(name, ["reason", "neden", "sebep", "sebeb"]) && type?.lowercased().contains("str") != true
    }

    /// Whether it is a list of items of the package.
    ///
    /// The word for its type is the installation's own: one that says list is believed of any name that says items. Where
    /// the type does not say that it is one value, a name is believed that says several items, or nothing but an item.
    public var isItems: Bool {
        let type = type ?? ""
        if type.contains("[") || Self.holds(type, ["list", "array", "many", "multi"]) {
            return Self.holds(name, Self.itemWords)
        }
        let isOneValue = Self.holds(
            type, ["str", "char", "text", "int", "num", "bool", "dec", "float", "date", "choice"])
        guard !isOneValue, type.isEmpty || choices.isEmpty, !isReason, !Self.holds(name, Self.wordsAboutItems) else {
            return false
        }
        let letters = NameFolding.of(name)
        let words = name.split { !$0.isLetter }.map { NameFolding.of(String($0)) }
        return (Self.itemWords + Self.severalItems).contains(where: letters.hasSuffix)
            || words.contains(where: Self.severalItems.contains)
    }

    private static let severalItems = [
        "items", "products", "urunler", "urunleri", "kalemler", "kalemleri", "itemids", "productids", "urunids",
        "kalemids",
    ]

    private static let itemWords = ["item", "product", "urun", "kalem"]

    /// What is said about items in one value.
    private static let wordsAboutItems = [
        "count", "number", "total", "quantity", "note", "comment", "adet", "sayi", "miktar", "aciklama",
    ]

    private static func holds(_ name: String, _ words: [String]) -> Bool {
        let letters = NameFolding.of(name)
        return words.contains(where: letters.contains)
    }
}
