import Language
import Station
import TerminalText

/// What became of the last scan, across the whole width in the colour of its kind, with its word.
struct ResultBand {
    private let result: ScanResult
    private let word: String
    private let phrase: Phrase
    private let text: String
    private let words: Localizer

    /// Nil where nothing was said yet.
    init?(of station: StationModel, _ words: Localizer) {
        guard let result = station.result else { return nil }
        self.result = result
        word = " \(words.text(result.label.phrase)) "
        // What is asked stands in its box, with all that is to be known.
        let asked = result.label == .question ? station.dialog?.title ?? station.form?.title : nil
        (phrase, self.words) = (asked ?? result.phrase, words)
        text = words.text(phrase)
    }

    private var style: Style { Style(result.bandRole) }

    /// Where the message begins: behind the word and a blank.
    private var indent: Int { GlyphWidth.columns(of: word) + 1 }

    /// How many rows are needed to read the whole message on so wide a screen.
    func rows(columns: Int) -> Int { text.wrapped(to: columns - indent - 1).count }

    func draw(_ area: Area, on canvas: inout Canvas) {
        canvas.fill(area, style)
        let message = area.split(columns: indent).right
        let room = message.columns - 1
        guard area.rows > 1 else {
            canvas.draw(word, in: area, style)
            let fitting = fitting { GlyphWidth.columns(of: $0) <= room }
            canvas.draw(ending: fitting ?? text, in: message.split(columns: room).left, style)
            return
        }
        let fitting = fitting { $0.wrapped(to: room).count <= area.rows }
        let lines = Box.cut((fitting ?? text).wrapped(to: room), to: area.rows)
        let first = (area.rows - lines.count + 1) / 2
        canvas.draw(word, in: area.line(min(first, area.rows - 1)), style)
        for (row, line) in lines.enumerated() { canvas.draw(line, in: message.line(first + row), style) }
    }

    /// The message in as many words as there is room for; nil where even the fewest are too many.
    private func fitting(_ fits: (String) -> Bool) -> String? {
        // The other forms are made only where the first is too long, which is seldom.
        fits(text) ? text : words.forms(phrase).first(where: fits)
    }
}

extension Canvas {
    /// Draws a text of which, where it is too long, what follows its last dot stays: the counts, the new state.
    mutating func draw(ending text: String, in area: Area, _ style: Style) {
        guard let dot = text.lastIndex(of: "·") else {
            draw(text, in: area, style)
            return
        }
        let end = " \(text[dot...])"
        let beginning = area.split(columns: area.columns - GlyphWidth.columns(of: end)).left
        let used = draw(String(text[..<dot].dropLast()), in: beginning, style)
        draw(end, in: area.split(columns: used).right, style)
    }
}

extension ScanResult {
    /// The role of its band; the word stands in it.
    fileprivate var bandRole: Role { label == .queued ? .bandQueued : tone.bandRole }
}

extension Tone {
    /// The role of a band; its word stands in it.
    fileprivate var bandRole: Role {
        switch self {
        case .ok: .bandOK
        case .wrong: .bandWrong
        case .done: .bandDone
        case .ignored: .bandWarning
        case .notice: .bandNotice
        }
    }
}
