/// How each role is drawn.
///
/// `ThemeLibrary` finds themes; `ThemeReader` reads them.
public struct Theme: Equatable, Sendable {
    /// What it is called: `dark`, `light`, `mono`, ….
    public let name: String
    /// How each role is drawn; every role is there.
    let appearances: [Role: Appearance]
    /// How what is selected is drawn, whatever its role: to move a selection is then one change of colours a row.
    let selected: Appearance
    /// Its colours by their names, for the themes that inherit it.
    let palette: [String: Colour]

    /// How a style is drawn.
    func appearance(for style: Style) -> Appearance {
        style.isSelected ? selected : appearances[style.role] ?? Appearance()
    }
}

/// Colours and attributes; a colour that is not given is the terminal's own.
struct Appearance: Hashable, Sendable {
    var foreground: Colour?
    var background: Colour?
    var attributes: TextAttributes = []
}

/// What a terminal can do to text besides colouring it.
struct TextAttributes: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    static let bold = TextAttributes(rawValue: 1)
    static let dim = TextAttributes(rawValue: 2)
    static let italic = TextAttributes(rawValue: 4)
    static let underline = TextAttributes(rawValue: 8)
    static let reverse = TextAttributes(rawValue: 16)

    /// What a theme calls them.
    static let names: [(name: String, attribute: TextAttributes)] = [
        ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
    ]
}
