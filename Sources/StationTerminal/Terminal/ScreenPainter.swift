import CNcurses

/// Puts cells into curses' window: styles become attributes and colour pairs, glyphs become what the terminal can show.
@MainActor
struct ScreenPainter {
    private let theme: Theme
    private let charset: Charset
    private var pairs: ColourPairs
    private var looks: [Style: Look] = [:]

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

    /// Puts what differs from the last canvas, which has the same size, into the window.
    mutating func paint(_ canvas: Canvas, since before: Canvas, on window: UnsafeMutablePointer<WINDOW>) {
        var row: [cchar_t] = []
        canvas.forEachChange(since: before) { line, columns in
            row.removeAll(keepingCapacity: true)
            for column in columns { append(canvas[line, column], of: canvas, to: &row) }
            wmove(window, Int32(line), Int32(columns.lowerBound))
            wadd_wchnstr(window, row, Int32(row.count))
        }
    }

    private mutating func append(_ cell: Cell, of canvas: Canvas, to row: inout [cchar_t]) {
        guard cell.width > 0 else { return }
        let look = look(of: cell.style)
        var text = canvas.scalars(of: cell)
        let wanted = text[0]
        text[0] = charset.shown(wanted, width: Int(cell.width))
        if text[0] != wanted || charset == .ascii { text.removeSubrange(1...) }
        row.append(curses(text, look))
        // The stand-in for a wide glyph takes one column; the other has to be filled.
        if cell.width == 2, text[0] != wanted { row.append(curses([" "], look)) }
    }

    private func curses(_ text: [Unicode.Scalar], _ look: Look) -> cchar_t {
        var cell = cchar_t()
        let wide = text.map { wchar_t($0.value) } + [0]
        packline_make_cell(&cell, wide, look.attributes, look.pair)
        return cell
    }

    private mutating func look(of style: Style) -> Look {
        if let known = looks[style] { return known }
        let paint = theme.paint(for: style)
        let (pair, isDim) = pairs.pair(paint.foreground, paint.background)
        var attributes = attr_t(0)
        for (name, bits) in Self.attributes where paint.attributes.contains(name) { attributes |= bits }
        if isDim { attributes |= packline_attribute_dim() }
        let look = Look(attributes: attributes, pair: pair)
        looks[style] = look
        return look
    }

    private static let attributes: [(TextAttributes, attr_t)] = [
        (.bold, packline_attribute_bold()), (.dim, packline_attribute_dim()),
        (.italic, packline_attribute_italic()), (.underline, packline_attribute_underline()),
        (.reverse, packline_attribute_reverse()),
    ]
}

/// The pairs of colours that curses has been told of; as many as the terminal has room for, then its own colours.
@MainActor
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
