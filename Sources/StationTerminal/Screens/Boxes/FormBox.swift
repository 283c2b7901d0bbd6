import Language
import Station
import TerminalText

/// A form: a row a field, the label at the left and the value at the right, and below what is wrong or what to do.
struct FormBox {
    private let form: Form
    private let words: Localizer

    init(_ form: Form, _ words: Localizer) { (self.form, self.words) = (form, words) }

    func draw(_ layout: ScreenLayout, on canvas: inout Canvas) {
        let box = Box(
            layout: layout, title: words.text(form.title), border: .dialogBorder, titleRole: .dialogTitle, words: words)
        let said = form.complaint.map { words.text($0).wrapped(to: box.width).map { [StyledText($0, .wrong)] } }
        let foot = said ?? hint(box.width).map { [StyledText($0, .muted)] }
        let room = box.height - box.heading.count - foot.count
        let gap: [[StyledText]] = room > form.fields.count + 1 ? [[]] : []
        let (shown, hidden) = Box.window(of: form.fields.count, in: room - gap.count, showing: form.position)
        let labelWidth = labelWidth(in: box.width)
        let rows = shown.map { row(of: $0, labelWidth, box.width) }
        let inside = box.draw(box.heading + rows + gap + foot, hidden: hidden, on: &canvas)
        let line = inside.line(box.heading.count + form.position - shown.lowerBound)
        let value = line.split(columns: labelWidth + 5).right
        canvas.select(value)
        drawCursor(in: value, on: &canvas)
    }

    /// What to do, after the whole label where the row is too short for it.
    private func hint(_ width: Int) -> [String] {
        let label = words.text(form.fields[form.position].label)
        let isCut = GlyphWidth.columns(of: label) > labelWidth(in: width)
        let said = words.text(form.hint)
        let field = form.fields[form.position]
        let choose = field.isTyped ? "screen.form.offers" : "screen.form.choose"
        let hint = field.options.isEmpty ? said : "\(words(choose)) · \(said)"
        return (isCut ? label.wrapped(to: width) : []) + hint.wrapped(to: width)
    }

    /// The labels get what they need, but for what a value needs at least.
    private func labelWidth(in width: Int) -> Int {
        let widest = form.fields.map { GlyphWidth.columns(of: words.text($0.label)) }.max() ?? 0
        return min(widest, width - 21)
    }

    /// A row: `▸` where the cursor is, the label, `*` where a value is asked for, and the value on a row as wide as the box.
    private func row(of index: Int, _ labelWidth: Int, _ width: Int) -> [StyledText] {
        let field = form.fields[index]
        let isCurrent = index == form.position
        let mark = field.isRequired ? StyledText("*", .warning) : StyledText(" ")
        let room = width - labelWidth - 5
        return [
            StyledText(isCurrent ? "▸ " : "  ", .strong),
            StyledText(
                words.text(field.label, within: labelWidth).shortened(to: labelWidth).padded(to: labelWidth),
                isCurrent ? .strong : .text),
            StyledText(" "), mark, StyledText(" "),
            StyledText(value(of: field, isCurrent, room).padded(to: room), .input),
        ]
    }

    /// The value; of a text with the cursor in it the part before the cursor, which is where the typing is.
    private func value(of field: FormField, _ isCurrent: Bool, _ room: Int) -> String {
        guard field.isTyped, field.option == nil else {
            let shown = field.shown.map { words.text($0) }
            guard isCurrent else { return (shown ?? "").shortened(to: room) }
            return "‹ \((shown ?? "–").shortened(to: room - 4)) ›"
        }
        guard isCurrent else { return field.text.text.shortened(to: room) }
        return visible(field.text, room)
    }

    private func visible(_ text: TextField, _ room: Int) -> String {
        var before = text.textBeforeCursor
        let after = text.text.dropFirst(before.count)
        while GlyphWidth.columns(of: before) >= room, !before.isEmpty { before.removeFirst() }
        return "\(before)\(after)".shortened(to: room)
    }

    private func drawCursor(in value: Area, on canvas: inout Canvas) {
        let field = form.fields[form.position]
        guard field.isTyped, field.option == nil else {
            canvas.cursor = nil
            return
        }
        let before = min(GlyphWidth.columns(of: field.text.textBeforeCursor), value.columns - 1)
        canvas.cursor = Position(row: value.row, column: value.column + before)
    }
}

extension String {
    /// The text, ending in `…` where it is wider than that, behind a word where one ends near.
    func shortened(to columns: Int) -> String {
        guard GlyphWidth.columns(of: self) > columns else { return self }
        var text = self
        while GlyphWidth.columns(of: text) >= columns, !text.isEmpty { text.removeLast() }
        return "\(text.endingBehindWord(before: dropFirst(text.count).first))…"
    }

    /// The text without the beginning of a word at its end, where little is lost by that.
    private func endingBehindWord(before next: Character?) -> Substring {
        guard next != " ", let blank = lastIndex(of: " ") else { return trimmingEnd() }
        let lost = distance(from: blank, to: endIndex)
        return lost <= Canvas.mostLost && lost * 2 <= count ? self[..<blank].trimmingEnd() : self[...]
    }
}

extension StringProtocol where SubSequence == Substring {
    /// The text without blanks and signs at its end that lead on to what was cut.
    fileprivate func trimmingEnd() -> Substring {
        var rest = self[...]
        while let last = rest.last, " ,;:·-–(".contains(last) { rest.removeLast() }
        return rest
    }
}
