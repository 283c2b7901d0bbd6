import Testing

@testable import StationTerminal

/// A canvas as text, one line a row, as it is drawn in the source of a test.
///
/// Blanks at the end of a row are left off. The cursor is `█` on a blank, and brackets around any other character.
/// What is selected stands between `⟦` and `⟧`, and what is in a marked role between `{role:` and `}`.
struct ScreenSnapshot {
    let rows: [String]

    init(_ canvas: Canvas, marking roles: Set<Role> = [], selection: Bool = false) {
        rows = (0..<canvas.size.rows).map { row in
            Self.text(of: canvas, row: row, marking: roles, selection: selection)
        }
    }

    private static func text(of canvas: Canvas, row: Int, marking roles: Set<Role>, selection: Bool) -> String {
        var text = ""
        var marked: Role?
        var isSelected = false
        for column in 0..<canvas.size.columns {
            let cell = canvas[row, column]
            let role = roles.contains(cell.style.role) ? cell.style.role : nil
            let selected = selection && cell.style.isSelected
            if marked != nil, role != marked { text += "}" }
            if isSelected, !selected { text += "⟧" }
            if selected, !isSelected { text += "⟦" }
            if let role, role != marked { text += "{\(role.rawValue):" }
            (marked, isSelected) = (role, selected)
            let shown = String(String.UnicodeScalarView(canvas.scalars(of: cell)))
            guard canvas.cursor == Position(row: row, column: column) else {
                text += shown
                continue
            }
            text += shown == " " ? "█" : "[\(shown)]"
        }
        if marked != nil { text += "}" }
        if isSelected { text += "⟧" }
        while text.last == " " { text.removeLast() }
        return text
    }
}

/// Expects that a canvas looks as drawn; rows at the end that are not drawn must be empty.
func expectScreen(
    _ canvas: Canvas, named name: String = "The screen", marking roles: Set<Role> = [], selection: Bool = false,
    shows drawn: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let actual = ScreenSnapshot(canvas, marking: roles, selection: selection).rows
    var expected = drawn.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while expected.count < actual.count { expected.append("") }
    guard actual != expected else { return }
    var report = ["\(name) is not as drawn (- drawn, + is):"]
    for row in 0..<max(actual.count, expected.count) {
        let now = row < actual.count ? actual[row] : nil
        let was = row < expected.count ? expected[row] : nil
        if now == was {
            report.append("  \(now ?? "")")
        } else {
            report += [was.map { "- \($0)" }, now.map { "+ \($0)" }].compactMap(\.self)
        }
    }
    report.append("To take it as it is:")
    report += actual
    Issue.record(Comment(rawValue: report.joined(separator: "\n")), sourceLocation: sourceLocation)
}
