import Barcode
import Language
import Station

/// What the keys, the words and the scanned codes do, from the table of commands and the keymap.
struct HelpPage {
    private let station: StationModel
    private let keymap: Keymap

    init(_ station: StationModel, _ keymap: Keymap) {
        self.station = station
        self.keymap = keymap
    }

    /// How many rows the page has in so many columns.
    func length(columns: Int) -> Int { lines(columns: columns).count }

    func draw(_ layout: ScreenLayout, on canvas: inout Canvas) {
        canvas.page("Help", lines(columns: layout.panes.columns), from: station.pageTop, in: layout.panes)
    }

    /// One row: the ways to give a command, and what it does.
    private struct Entry {
        let keys: String
        let word: String
        let code: CommandCode?
        let help: String

        var letters: String { code?.letters ?? "" }
    }

    private var entries: [Entry] {
        StationCommand.all.map { command in
            Entry(
                keys: keymap.names(of: command.id).joined(separator: " "), word: command.usage ?? "",
                code: command.code, help: command.help.english)
        }
    }

    private func lines(columns: Int) -> [[StyledText]] {
        let introduction = introduction.flatMap { $0.wrapped(to: columns - 2) }.map { [StyledText($0)] }
        let hasWords = columns >= 60
        let hasCodes = columns >= 90
        let entries = entries
        func width(_ texts: [String]) -> Int { (texts.map(\.count).max() ?? 0) + 2 }
        let words = hasWords ? width(entries.map(\.word)) : 0
        let first = hasWords ? entries.map(\.keys) : entries.map { $0.keys.isEmpty ? $0.word : $0.keys }
        let widths = (keys: width(first), word: words, code: hasCodes ? width(entries.map(\.letters)) : 0)
        let head =
            "Key".padded(to: widths.keys) + (hasWords ? "Word".padded(to: widths.word) : "")
            + (hasCodes ? "Scan".padded(to: widths.code) : "") + "What it does"
        var lines = introduction + [[], [StyledText(head, .columnHead)]]
        for entry in entries {
            let first = hasWords || !entry.keys.isEmpty ? entry.keys : entry.word
            let help = entry.help.wrapped(to: columns - 2 - widths.keys - widths.word - widths.code)
            for (row, part) in help.enumerated() {
                let isFirst = row == 0
                lines.append([
                    StyledText((isFirst ? first : "").padded(to: widths.keys), .legendKey),
                    StyledText((isFirst && hasWords ? entry.word : "").padded(to: widths.word), .strong),
                    StyledText((isFirst && hasCodes ? entry.letters : "").padded(to: widths.code), .muted),
                    StyledText(part),
                ])
            }
        }
        return hasCodes ? lines : lines + codeSection(columns: columns)
    }

    /// The codes below the keys, where there is no room for them beside.
    private func codeSection(columns: Int) -> [[StyledText]] {
        let codes = entries.compactMap { entry in entry.code.map { (code: $0, help: entry.help) } }
        return [[], [StyledText("Scan".padded(to: 13) + "What it does", .columnHead)]]
            + codes.flatMap { entry in
                entry.help.wrapped(to: columns - 2 - 13).enumerated().map { row, part in
                    [StyledText((row == 0 ? entry.code.letters : "").padded(to: 13), .strong), StyledText(part)]
                }
            }
    }

    private var introduction: [String] {
        let pack = StationCommand[.pack]
        let ways: [String?] = [
            keymap.names(of: .pack).first, "the word \(pack.name)", (pack.code?.letters).map { "or the code \($0)" },
        ]
        return [
            "Scan a package, then its items, then pack it: \(ways.compactMap(\.self).joined(separator: ", ")).",
            "What is scanned or typed goes to the prompt, on every screen. 3*CODE checks three. "
                + "pack X and ship X name a package.",
        ]
    }
}

extension Canvas {
    /// Draws a page that fills the panes, from one of its lines on; the title says where in it that is.
    mutating func page(_ title: String, _ lines: [[StyledText]], from top: Int, in area: Area) {
        let shown = lines.dropFirst(top).prefix(area.rows)
        let isNarrow = area.columns < 60
        let place = isNarrow ? "\(top + 1)–\(top + shown.count)" : "\(top + 1) to \(top + shown.count)"
        let parts = [
            title, lines.count > area.rows ? "\(place) of \(lines.count)" : nil,
            isNarrow && lines.count > area.rows ? "Esc: back" : "Esc goes back",
        ]
        self.title(parts.compactMap(\.self).joined(separator: " · "), above: area, isFocused: true)
        for (row, line) in shown.enumerated() { draw(line, in: area.line(row).inset(rows: 0, columns: 1)) }
    }
}
