import CNcurses

/// Puts cells into curses' window: styles become attributes and colour pairs, glyphs become what the terminal can show.
@ScreenActor
struct ScreenPainter {
    private let theme: Theme
    private let charset: Charset
    private var pairs: ColourPairs
    private var looks: [Style: Look] = [:]
    private var last: (style: Style, look: Look)?

    /// What curses takes for a style.
    private struct Look {
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
        let look = look(of: cell.style)
        if cell.glyph < 0x7F {
            row.append(packline_plain_cell(wchar_t(cell.glyph), look.attributes, look.pair))
            return
        }
        let text = canvas.scalars(of: cell)
        let shown = charset.shown(text[0], width: Int(cell.width))
        // Marks have no place on a character of ASCII, and are none themselves.
        if shown == text[0], text.count > 1, charset == .utf8 {
            row.append(curses(text, look))
        } else {
            row.append(packline_plain_cell(wchar_t(shown.value), look.attributes, look.pair))
            // The stand-in for a wide glyph takes one column; the other has to be filled.
            if shown != text[0], cell.width == 2 { row.append(packline_plain_cell(0x20, look.attributes, look.pair)) }
        }
    }

    private func curses(_ text: [Unicode.Scalar], _ look: Look) -> cchar_t {
        var cell = cchar_t()
        packline_make_cell(&cell, text.map { wchar_t($0.value) } + [0], look.attributes, look.pair)
        return cell
    }

    private mutating func look(of style: Style) -> Look {
        if let last, last.style == style { return last.look }
        let look = looks[style] ?? newLook(of: style)
        looks[style] = look
        last = (style, look)
        return look
    }

    private mutating func newLook(of style: Style) -> Look {
        let paint = theme.paint(for: style)
        let (pair, isDim) = pairs.pair(paint.foreground, paint.background)
        var attributes = attr_t(0)
        for (name, bits) in Self.attributes where paint.attributes.contains(name) { attributes |= bits }
        if isDim { attributes |= packline_attribute_dim() }
        return Look(attributes: attributes, pair: pair)
    }

    private static let attributes: [(TextAttributes, attr_t)] = [
        (.bold, packline_attribute_bold()), (.dim, packline_attribute_dim()),
        (.italic, packline_attribute_italic()), (.underline, packline_attribute_underline()),
        (.reverse, packline_attribute_reverse()),
    ]
}

/// The pairs of colours that curses has been told of; as many as the terminal has room for, then its own colours.
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
