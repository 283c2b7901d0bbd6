import Language
import Station
import TerminalText

/// A box in the middle of the screen, over everything else; on a low screen it takes all between header and legend.
struct Box {
    let layout: ScreenLayout
    let title: String
    let border: Role
    let titleRole: Role
    let words: Localizer

    /// How many columns its lines may take.
    var width: Int { layout.isLow ? space.columns - 4 : min(space.columns - 8, 76) }

    /// How many lines it has room for, the title's own included.
    var height: Int { space.rows - 2 }

    /// The title in lines of its own, where it is too long for the border.
    var heading: [[StyledText]] {
        isTitleLong ? title.wrapped(to: width).map { [StyledText($0, titleRole)] } : []
    }

    private var space: Area { layout.isLow ? layout.middle : layout.panes }
    private var isTitleLong: Bool { GlyphWidth.columns(of: title) > width - 4 }

    /// Draws the box, as wide as its lines need, and gives the place of the lines.
    ///
    /// The cursor stays in the prompt, where typed text goes, unless the box covers it.
    func draw(_ lines: [[StyledText]], hidden: HiddenRows = HiddenRows(), on canvas: inout Canvas) -> Area {
        let widest = lines.map { $0.reduce(0) { $0 + GlyphWidth.columns(of: $1.text) } }.max() ?? 0
        let wanted = max(widest + 4, isTitleLong ? 0 : GlyphWidth.columns(of: title) + 6, 34)
        let area = layout.isLow ? space : space.centred(rows: lines.count + 2, columns: min(wanted, space.columns))
        canvas.fill(area, Style(.dialog))
        canvas.border(area, Style(border))
        if !isTitleLong { canvas.draw(" \(title) ", in: area.line(0).inset(rows: 0, columns: 2), Style(titleRole)) }
        sign("↑", hidden.above, in: area.line(0), on: &canvas)
        sign("↓", hidden.below, in: area.line(area.rows - 1), on: &canvas)
        let inside = area.inset(rows: 1, columns: 2)
        for (row, line) in lines.prefix(inside.rows).enumerated() { canvas.draw(line, in: inside.line(row)) }
        if let cursor = canvas.cursor, area.contains(cursor) { canvas.cursor = nil }
        return inside
    }
}

extension Box {
    /// How many rows there are above and below those that are shown.
    struct HiddenRows {
        var above = 0
        var below = 0
    }

    /// Which of so many rows are shown in so many lines, so that one of them is among them.
    static func window(of count: Int, in height: Int, showing position: Int) -> (rows: Range<Int>, hidden: HiddenRows) {
        let shown = min(count, max(1, height))
        let top = max(0, min(position - shown / 2, count - shown))
        return (top..<top + shown, HiddenRows(above: top, below: count - top - shown))
    }

    /// The first lines; where there are more, the last one says so.
    static func cut(_ lines: [String], to most: Int) -> [String] {
        guard lines.count > most, most > 0 else { return Array(lines.prefix(max(0, most))) }
        return lines.prefix(most - 1) + [lines[most - 1] + " …"]
    }

    /// Says at the right end of a border that there is more beyond it.
    private func sign(_ arrow: String, _ count: Int, in border: Area, on canvas: inout Canvas) {
        guard count > 0 else { return }
        let text = " \(arrow) \(words("screen.box.more", ["count": count])) "
        canvas.draw(text, in: border.inset(rows: 0, columns: 2), Style(.dialogTitle), .right)
    }
}

/// An error that waits to be acknowledged.
///
/// What to do, and how to acknowledge it, is always shown in full; of what happened, as much as fits.
struct AlertBox {
    private let alert: Alert
    private let others: Int
    private let words: Localizer

    init(_ alert: Alert, others: Int, _ words: Localizer) {
        (self.alert, self.others, self.words) = (alert, others, words)
    }

    func draw(_ layout: ScreenLayout, on canvas: inout Canvas) {
        let box = Box(layout: layout, title: words.text(alert.title), border: .wrong, titleRole: .wrong, words: words)
        let more = others > 0 ? " · \(words("screen.box.more", ["count": others]))" : ""
        let heading = box.heading
        let advice = Box.cut(words.text(alert.advice).wrapped(to: box.width), to: box.height - heading.count - 1)
        let end = advice.map { [StyledText($0)] } + [[StyledText(words("screen.alert.acknowledge") + more, .muted)]]
        let (what, why) =
            switch alert.subject {
            case .scan: (words("screen.alert.scanned"), words("screen.alert.expected"))
            case .command, .station: (words("screen.alert.command"), words("screen.alert.because"))
            case .package: (words("screen.alert.package"), words("screen.alert.changed"))
            }
        let room = max(0, box.height - heading.count - end.count)
        let (about, reason) = (lines(alert.scanned, box.width), lines(alert.expected, box.width))
        // What happened matters more than what it happened to, which one line names.
        let rest = room - min(reason.count, Self.mostLines)
        let first = fact(what, about, min(Self.mostLines, max(rest, min(1, room))))
        let facts = first + fact(why, reason, min(Self.mostLines, room - first.count))
        _ = box.draw(heading + facts + end, on: &canvas)
    }

    /// How many lines a fact takes at most.
    private static let mostLines = 6
    /// How many columns the name of a fact takes.
    private static let labelColumns = 10

    private func lines(_ text: Phrase?, _ width: Int) -> [String] {
        (text.map { words.text($0) } ?? "").wrapped(to: width - Self.labelColumns)
    }

    /// A named text in so many lines.
    private func fact(_ name: String, _ lines: [String], _ most: Int) -> [[StyledText]] {
        Box.cut(lines, to: most).enumerated().map { row, line in
            [StyledText((row == 0 ? name : "").padded(to: Self.labelColumns), .muted), StyledText(line, .strong)]
        }
    }
}

/// A question and its answers.
///
/// The answers come before everything else: on a low screen the text between the question and them is cut, and says so.
struct DialogBox {
    private let dialog: Dialog
    private let words: Localizer

    init(_ dialog: Dialog, _ words: Localizer) { (self.dialog, self.words) = (dialog, words) }

    func draw(_ layout: ScreenLayout, on canvas: inout Canvas) {
        let box = Box(
            layout: layout, title: words.text(dialog.title), border: .dialogBorder, titleRole: .dialogTitle,
            words: words)
        let heading = box.heading
        let said = words.text(dialog.hint, within: layout.isLow ? box.width * 2 : .max)
        let hint = said.wrapped(to: box.width).map { [StyledText($0, .muted)] }
        let height = box.height - heading.count
        let choiceRows = min(dialog.choices.count, max(2, height - hint.count))
        let lines = dialog.text.flatMap { words.text($0).wrapped(to: box.width) }
        let text = Box.cut(lines, to: height - hint.count - choiceRows).map { [StyledText($0)] }
        let isRoomy = height >= text.count + choiceRows + hint.count + 2
        let gap: [[StyledText]] = isRoomy ? [[]] : []
        let introduction = heading + text + (text.isEmpty ? [] : gap)
        let (shown, hidden) = Box.window(of: dialog.choices.count, in: choiceRows, showing: dialog.selected)
        let choices = shown.map {
            [StyledText("\($0 == dialog.selected ? "▸" : " ") \(words.text(dialog.choices[$0]))")]
        }
        let inside = box.draw(introduction + choices + gap + hint, hidden: hidden, on: &canvas)
        canvas.select(inside.line(introduction.count + dialog.selected - shown.lowerBound))
    }
}

extension String {
    /// The word in pieces of at most so many columns, each of one character at least.
    fileprivate func broken(to columns: Int) -> [String] {
        guard GlyphWidth.columns(of: self) > columns else { return [self] }
        var pieces: [String] = []
        var piece = ""
        for character in self {
            if !piece.isEmpty, GlyphWidth.columns(of: piece + String(character)) > columns {
                pieces.append(piece)
                piece = ""
            }
            piece.append(character)
        }
        return pieces + [piece]
    }

    /// The text in lines of at most so many columns, broken between words, and in a word only where that is longer.
    func wrapped(to columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ").flatMap({ String($0).broken(to: columns) }) {
            let joined = line.isEmpty ? word : "\(line) \(word)"
            if GlyphWidth.columns(of: joined) <= columns {
                line = joined
            } else {
                if !line.isEmpty { lines.append(line) }
                line = word
            }
        }
        return lines + (line.isEmpty ? [] : [line])
    }

    /// The text padded with blanks up to a width.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(0, columns - GlyphWidth.columns(of: self)))
    }
}
