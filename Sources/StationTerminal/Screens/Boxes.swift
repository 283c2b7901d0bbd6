import Station

/// A box in the middle of the screen, over everything else.
struct Box {
    let title: String
    let border: Role
    let titleRole: Role
    let lines: [[StyledText]]

    /// Draws the box, as wide as its lines need, and gives the inside.
    func draw(_ layout: ScreenLayout, on canvas: inout Canvas) -> Area {
        let widest = lines.map { $0.reduce(0) { $0 + GlyphWidth.columns(of: $1.text) } }.max() ?? 0
        let wanted = max(widest + 4, GlyphWidth.columns(of: title) + 6, 34)
        let room = layout.boxRoom
        let area = room.centred(rows: lines.count + 2, columns: min(wanted, room.columns))
        canvas.fill(area, Style(.dialog))
        canvas.border(area, Style(border))
        canvas.draw(" \(title) ", in: area.line(0).inset(rows: 0, columns: 2), Style(titleRole))
        let inside = area.inset(rows: 1, columns: 2)
        for (row, line) in lines.prefix(inside.rows).enumerated() { canvas.draw(line, in: inside.line(row)) }
        canvas.cursor = nil
        return inside
    }
}

/// An error that waits to be acknowledged.
struct AlertBox {
    private let alert: Alert
    private let others: Int

    init(_ alert: Alert, others: Int) {
        self.alert = alert
        self.others = others
    }

    func draw(_ layout: ScreenLayout, on canvas: inout Canvas) {
        let width = min(layout.panes.columns - 4, 76)
        var lines: [[StyledText]] = []
        for (name, text) in [("Scanned", alert.scanned), ("Expected", alert.expected)] {
            guard let text else { continue }
            for (row, part) in text.wrapped(to: width - 10).prefix(3).enumerated() {
                let label = row == 0 ? name.padded(to: 10) : "".padded(to: 10)
                lines.append([StyledText(label, .muted), StyledText(part, .strong)])
            }
        }
        lines += alert.advice.wrapped(to: width).map { [StyledText($0)] }
        let more = others > 0 ? " · \(others) more" : ""
        lines.append([StyledText("Esc or Enter: acknowledge\(more)", .muted)])
        _ = Box(title: alert.title, border: .wrong, titleRole: .wrong, lines: lines).draw(layout, on: &canvas)
    }
}

/// A question and its answers.
struct DialogBox {
    private let dialog: Dialog

    init(_ dialog: Dialog) { self.dialog = dialog }

    func draw(_ layout: ScreenLayout, on canvas: inout Canvas) {
        let width = min(layout.panes.columns - 4, 76)
        let room = max(3, layout.boxRoom.rows - 2)
        let hint = dialog.hint.wrapped(to: width).map { [StyledText($0, .muted)] }
        let choiceRows = min(dialog.choices.count, max(2, room - hint.count - 1))
        let text = dialog.text.flatMap { $0.wrapped(to: width) }
            .prefix(max(0, room - hint.count - choiceRows))
            .map { [StyledText($0)] }
        let isRoomy = room >= text.count + choiceRows + hint.count + 2
        let gap: [[StyledText]] = isRoomy && !text.isEmpty ? [[]] : []
        let top = max(0, min(dialog.selected - choiceRows + 1, dialog.choices.count - choiceRows))
        let shown = dialog.choices[top..<top + choiceRows]
        let choices = shown.enumerated().map {
            [StyledText("\(top + $0.offset == dialog.selected ? "▸" : " ") \($0.element)")]
        }
        let inside = Box(
            title: dialog.title, border: .dialogBorder, titleRole: .dialogTitle,
            lines: text + gap + choices + gap + hint
        ).draw(layout, on: &canvas)
        canvas.select(inside.line(text.count + gap.count + dialog.selected - top))
    }
}

extension String {
    /// The text in lines of at most so many columns, broken between words where it can be.
    func wrapped(to columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ") {
            let joined = line.isEmpty ? String(word) : "\(line) \(word)"
            if GlyphWidth.columns(of: joined) <= columns {
                line = joined
            } else {
                if !line.isEmpty { lines.append(line) }
                line = String(word)
            }
        }
        return lines + (line.isEmpty ? [] : [line])
    }

    /// The text with blanks behind it, up to a width.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(0, columns - GlyphWidth.columns(of: self)))
    }
}
