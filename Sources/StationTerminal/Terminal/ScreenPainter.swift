import CNcurses

/// Puts cells into curses' window: styles become attributes and colour pairs, glyphs become what the terminal can show.
@ScreenActor
struct ScreenPainter {
    private let theme: Theme
    private let charset: Charset
    private var pairs: ColourPairs
    private var cursesStyles: [Style: CursesStyle] = [:]
    private var last: (style: Style, cursesStyle: CursesStyle)?

    /// A style as curses represents it.
    private struct CursesStyle {
        let attributes: attr_t
        let pair: Int16
    }

    /// A painter for the terminal that has just been started.
    init(theme: Theme, charset: Charset) {
        self.theme = theme
        self.charset = charset
        pairs = ColourPairs()
    }

    /// Puts what differs from the last canvas, which has the same size, into the window; false when nothing does.
    mutating func paint(_ canvas: Canvas, since before: Canvas, on window: UnsafeMutablePointer<WINDOW>) -> Bool {
        var row: [cchar_t] = []
        var isPainted = false
        canvas.forEachChange(since: before) { line, columns in
            isPainted = true
            row.removeAll(keepingCapacity: true)
            for column in columns { append(canvas[line, column], of: canvas, to: &row) }
            wmove(window, Int32(line), Int32(columns.lowerBound))
            wadd_wchnstr(window, row, Int32(row.count))
        }
        return isPainted
    }

    private mutating func append(_ cell: Cell, of canvas: Canvas, to row: inout [cchar_t]) {
        guard cell.width > 0 else { return }
        let cursesStyle = cursesStyle(of: cell.style)
        if cell.glyph < 0x7F {
            row.append(packline_plain_cell(wchar_t(cell.glyph), cursesStyle.attributes, cursesStyle.pair))
            return
        }
        let text = canvas.scalars(of: cell)
        let shown = charset.shown(text[0], width: Int(cell.width))
        // Marks have no place on a character of ASCII, and are none themselves.
        if shown == text[0], text.count > 1, charset == .utf8 {
            row.append(curses(text, cursesStyle))
        } else {
            row.append(packline_plain_cell(wchar_t(shown.value), cursesStyle.attributes, cursesStyle.pair))
            // The stand-in for a wide glyph takes one column; the other has to be filled.
            if shown != text[0], cell.width == 2 {
                row.append(packline_plain_cell(0x20, cursesStyle.attributes, cursesStyle.pair))
            }
        }
    }

    private func curses(_ text: [Unicode.Scalar], _ cursesStyle: CursesStyle) -> cchar_t {
        var cell = cchar_t()
        packline_make_cell(&cell, text.map { wchar_t($0.value) } + [0], cursesStyle.attributes, cursesStyle.pair)
        return cell
    }

    private mutating func cursesStyle(of style: Style) -> CursesStyle {
        if let last, last.style == style { return last.cursesStyle }
        let cursesStyle = cursesStyles[style] ?? newCursesStyle(of: style)
        cursesStyles[style] = cursesStyle
        last = (style, cursesStyle)
        return cursesStyle
    }

    private mutating func newCursesStyle(of style: Style) -> CursesStyle {
        let appearance = theme.appearance(for: style)
        let (pair, isDim) = pairs.pair(appearance.foreground, appearance.background)
        var attributes = attr_t(0)
        for (name, bits) in Self.attributes where appearance.attributes.contains(name) { attributes |= bits }
        if isDim { attributes |= packline_attribute_dim() }
        return CursesStyle(attributes: attributes, pair: pair)
    }

    private static let attributes: [(TextAttributes, attr_t)] = [
        (.bold, packline_attribute_bold()), (.dim, packline_attribute_dim()),
        (.italic, packline_attribute_italic()), (.underline, packline_attribute_underline()),
        (.reverse, packline_attribute_reverse()),
    ]
}

/// The colour pairs registered with curses; when the terminal has no more, its default colours are used.
@ScreenActor
private struct ColourPairs {
    private let count = Int(packline_color_count())
    private let room = min(Int(packline_color_pair_count()), 256)
    private var numbers: [[Int16]: Int16] = [:]

    /// The pair of two colours, and whether the text is to be dim because its colour cannot be had.
    mutating func pair(_ foreground: Colour?, _ background: Colour?) -> (number: Int16, isDim: Bool) {
        let front = index(of: foreground)
        let wanted = [front, index(of: background)]
        let isDim = foreground != nil && front < 0 && count >= 8
        if wanted == [-1, -1] { return (0, isDim) }
        if let known = numbers[wanted] { return (known, isDim) }
        let next = numbers.count + 1
        guard next < room, init_pair(Int16(next), wanted[0], wanted[1]) == OK else { return (0, isDim) }
        numbers[wanted] = Int16(next)
        return (Int16(next), isDim)
    }

    /// The number that the terminal has for a colour; -1 for its own.
    ///
    /// Eight colours have no bright black, and black itself would vanish on the terminal's own ground.
    private func index(of colour: Colour?) -> Int16 {
        guard let colour, count >= 8 else { return -1 }
        if count >= 256 { return Int16(colour.xterm) }
        if count >= 16 { return Int16(colour.ansi) }
        return colour.ansi == 8 ? -1 : Int16(colour.ansi & 7)
    }
}
