import TerminalText

/// A screen with its colours, as a terminal shows it, drawn as SVG: its text is text, so that it can be searched and compared.
struct ScreenPicture {
    private let rows: [[Run]]
    private let columns: Int

    /// Text of one look, and the column in which it begins.
    fileprivate struct Run {
        var text: String
        let column: Int
        let look: Look
    }

    /// How text looks.
    fileprivate struct Look: Equatable {
        var foreground: String?, background: String?
        var isBold = false, isDim = false, isReverse = false
    }

    /// What a terminal shows, as text with the escape sequences of colours (ECMA-48's SGR), a line for each row.
    init(_ screen: String, columns: Int) {
        self.columns = columns
        var look = Look()
        var rows = screen.split(separator: "\n", omittingEmptySubsequences: false).map { Self.runs(of: $0, &look) }
        while rows.last?.isEmpty == true { rows.removeLast() }
        self.rows = rows
    }

    // MARK: - Reading

    private static func runs(of line: Substring, _ look: inout Look) -> [Run] {
        var (runs, column, rest) = ([Run](), 0, line)
        while let start = rest.first {
            if start == "\u{1B}" {
                let end = rest.firstIndex(of: "m") ?? rest.index(before: rest.endIndex)
                look.take(
                    rest[rest.index(rest.startIndex, offsetBy: 2)..<end].split(separator: ";").map { Int($0) ?? 0 })
                rest = rest[rest.index(after: end)...]
                continue
            }
            let text = rest.prefix { $0 != "\u{1B}" }
            runs.append(Run(text: String(text), column: column, look: look))
            column += GlyphWidth.columns(of: String(text))
            rest = rest[text.endIndex...]
        }
        return runs
    }

    // MARK: - Drawing

    private static let (width, height, margin) = (8.4, 18.0, 12.0)
    private static let (ground, ink) = ("#16181d", "#d4d7dd")

    /// The picture, a line for each row.
    var svg: String {
        let (width, height) = (
            Double(columns) * Self.width + 2 * Self.margin, Double(rows.count) * Self.height + 2 * Self.margin
        )
        let head = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.text(width)) \(Self.text(height))" \
            font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="\(Self.ink)">
            <rect width="100%" height="100%" rx="8" fill="\(Self.ground)"/>
            """
        return ([head] + rows.enumerated().map { Self.row($1, $0) } + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    private static func row(_ runs: [Run], _ row: Int) -> String {
        let top = margin + Double(row) * height
        let grounds = runs.compactMap { run -> String? in
            guard let colour = run.look.ground else { return nil }
            return """
                <rect x="\(x(run.column))" y="\(text(top))" width="\(length(run))" height="\(text(height))" fill="\(colour)"/>
                """
        }
        let texts = runs.filter { !$0.text.allSatisfy(\.isWhitespace) }.map { run in
            let text = run.text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            return "<tspan x=\"\(x(run.column))\" textLength=\"\(length(run))\"\(run.look.attributes)>\(text)</tspan>"
        }
        guard !texts.isEmpty else { return grounds.joined() }
        return grounds.joined()
            + "<text y=\"\(text(top + 13.5))\" xml:space=\"preserve\">\(texts.joined())</text>"
    }

    private static func x(_ column: Int) -> String { text(margin + Double(column) * width) }

    private static func length(_ run: Run) -> String { text(Double(GlyphWidth.columns(of: run.text)) * width) }

    /// A number with a decimal at most.
    private static func text(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}

extension ScreenPicture.Look {
    /// Takes the numbers of one escape sequence.
    fileprivate mutating func take(_ numbers: [Int]) {
        var rest = (numbers.isEmpty ? [0] : numbers)[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: self = Self()
            case 1: isBold = true
            case 2: isDim = true
            case 22: (isBold, isDim) = (false, false)
            case 7: isReverse = true
            case 27: isReverse = false
            case 30...37: foreground = Self.colour(number - 30)
            case 90...97: foreground = Self.colour(number - 82)
            case 39: foreground = nil
            case 40...47: background = Self.colour(number - 40)
            case 100...107: background = Self.colour(number - 92)
            case 49: background = nil
            case 38, 48:
                guard rest.popFirst() == 5, let index = rest.popFirst() else { return }
                if number == 38 { foreground = Self.colour(index) } else { background = Self.colour(index) }
            default: break
            }
        }
    }

    /// The ground of the text, where it is not the picture's.
    fileprivate var ground: String? { isReverse ? foreground ?? "#d4d7dd" : background }

    /// What SVG calls the look.
    fileprivate var attributes: String {
        let ink = isReverse ? background ?? "#16181d" : foreground
        return (ink.map { " fill=\"\($0)\"" } ?? "") + (isBold ? " font-weight=\"bold\"" : "")
            + (isDim ? " opacity=\"0.6\"" : "")
    }

    /// A colour of xterm's 256: sixteen by name, a cube of six by six by six, and greys.
    private static func colour(_ index: Int) -> String {
        let names = [
            "#1c1f26", "#cc6666", "#8abf6a", "#d9b45f", "#6f9fd8", "#b48ac8", "#6fb7b7", "#c5c8c6",
            "#6b7078", "#e88080", "#a3d982", "#f0cf7a", "#8fbcf0", "#d0a6e4", "#8ed6d6", "#ffffff",
        ]
        if index < 16 { return names[max(0, index)] }
        let levels = [0, 95, 135, 175, 215, 255]
        let cube = index - 16
        let parts =
            index < 232
            ? [cube / 36, cube / 6 % 6, cube % 6].map { levels[$0] }
            : Array(repeating: 8 + (index - 232) * 10, count: 3)
        return "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
