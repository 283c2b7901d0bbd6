/// How each role is drawn.
///
/// `ThemeLibrary` finds themes; `ThemeReader` reads them.
public struct Theme: Equatable, Sendable {
    /// What it is called: `dark`, `light`, `mono`, ….
    public let name: String
    /// How each role is drawn; every role is there.
    let paints: [Role: Paint]
    /// What is laid over a role where it is selected.
    let selected: Paint

    /// How a style is drawn.
    func paint(for style: Style) -> Paint {
        let paint = paints[style.role] ?? Paint()
        return style.isSelected ? paint.overlaid(by: selected) : paint
    }

    /// Whether it uses no colours at all.
    public var isMonochrome: Bool {
        (paints.values + [selected]).allSatisfy { $0.foreground == nil && $0.background == nil }
    }
}

/// Colours and attributes; a colour that is not given is the terminal's own.
struct Paint: Equatable, Sendable {
    var foreground: Colour?
    var background: Colour?
    var attributes: TextAttributes = []

    /// The other's colours where it has any, and the attributes of both.
    func overlaid(by other: Paint) -> Paint {
        Paint(
            foreground: other.foreground ?? foreground, background: other.background ?? background,
            attributes: attributes.union(other.attributes))
    }
}

/// What a terminal can do to text besides colouring it.
struct TextAttributes: OptionSet, Sendable {
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
