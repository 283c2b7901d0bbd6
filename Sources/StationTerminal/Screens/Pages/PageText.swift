import Language
import Station

/// A page that fills the panes: its title, and all of its lines for a width.
struct PageText {
    let title: String
    let lines: [[StyledText]]
}

extension Canvas {
    /// Draws a page that fills the panes, from one of its lines on; the title says where in it that is, and how it is left.
    mutating func page(
        _ page: PageText, from top: Int, in area: Area, _ words: Localizer, leave: StationCommand.ID = .back
    ) {
        let lines = page.lines
        let shown = lines.dropFirst(top).prefix(area.rows)
        let isCut = lines.count > area.rows
        let place = Phrase(
            "screen.page.place", ["first": top + 1, "last": top + shown.count, "total": lines.count])
        let back =
            leave == .back
            ? Phrase("screen.page.back", ["back": PhraseValue.command("back")])
            : Phrase("screen.page.quit", ["quit": PhraseValue.command("quit")])
        let room = area.columns < 60 && isCut ? 0 : area.columns
        let parts = [page.title, isCut ? words.text(place, within: room) : nil, words.text(back, within: room)]
        title(parts.compactMap(\.self).joined(separator: " · "), above: area, isFocused: true)
        for (row, line) in shown.enumerated() { draw(line, in: area.line(row).inset(rows: 0, columns: 1)) }
    }
}
