extension CommandParameter {
    /// Whether it is the id of a denial reason.
    public var isReason: Bool {
        Self.holds(name, ["reason", "neden", "sebep", "sebeb"]) && type?.lowercased().contains("str") != true
    }

    /// Whether it is a list of items of the package.
    ///
    /// The word for its type is the installation's own: one that says list is believed of any name that says items, and a
    /// name that says several items is believed where the type does not say that it is one value.
    public var isItems: Bool {
        let type = type ?? ""
        if Self.holds(type, ["list", "array", "many", "multiple"]) {
            return Self.holds(name, ["item", "product", "urun", "kalem"])
        }
        let isOneValue = Self.holds(
            type, ["str", "char", "text", "int", "num", "bool", "dec", "float", "date", "choice"])
        return !isOneValue && choices.isEmpty && Self.holds(name, ["items", "products", "urunler", "kalemler"])
    }

    private static func holds(_ name: String, _ words: [String]) -> Bool {
        let letters = NameLetters.of(name)
        return words.contains(where: letters.contains)
    }
}
