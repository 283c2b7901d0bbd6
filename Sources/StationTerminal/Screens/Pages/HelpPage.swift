import Barcode
import Language
import Station
import TerminalText

/// What the keys, the words and the scanned codes do, from the table of commands and the keymap.
struct HelpPage {
    private let station: StationModel
    private let keymap: Keymap
    private let words: Localizer

    init(_ station: StationModel, _ keymap: Keymap, _ words: Localizer) {
        (self.station, self.keymap, self.words) = (station, keymap, words)
    }

    /// The page in so many columns.
    func text(columns: Int) -> PageText { PageText(title: words("screen.help"), lines: lines(columns: columns)) }

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
                keys: keymap.names(of: command.id).joined(separator: " "), word: command.usage(in: words.tag) ?? "",
                code: command.code, help: words.text(command.help))
        }
    }

    private func lines(columns: Int) -> [[StyledText]] {
        let introduction = introduction.flatMap { $0.wrapped(to: columns - 2) }.map { [StyledText($0)] }
        guard columns >= 60 else { return introduction + narrowLines(columns: columns) + codeSection(columns: columns) }
        let hasCodes = columns >= 90
        let entries = entries
        func width(_ texts: [String]) -> Int { (texts.map(GlyphWidth.columns).max() ?? 0) + 2 }
        let widths = (
            keys: width(entries.map(\.keys)), word: width(entries.map(\.word)),
            code: hasCodes ? width(entries.map(\.letters)) : 0
        )
        let head =
            words("screen.help.key").padded(to: widths.keys) + words("screen.help.word").padded(to: widths.word)
            + (hasCodes ? words("screen.help.scan").padded(to: widths.code) : "") + words("screen.help.purpose")
        var lines = introduction + [[], [StyledText(head, .columnHead)]]
        for entry in entries {
            let help = entry.help.wrapped(to: columns - 2 - widths.keys - widths.word - widths.code)
            for (row, part) in help.enumerated() {
                let isFirst = row == 0
                lines.append([
                    StyledText((isFirst ? entry.keys : "").padded(to: widths.keys), .legendKey),
                    StyledText((isFirst ? entry.word : "").padded(to: widths.word), .strong),
                    StyledText((isFirst && hasCodes ? entry.letters : "").padded(to: widths.code), .muted),
                    StyledText(part),
                ])
            }
        }
        return hasCodes ? lines : lines + codeSection(columns: columns)
    }

    /// Where there is no room for columns: the ways to give a command in a row, and what it does in those below.
    private func narrowLines(columns: Int) -> [[StyledText]] {
        entries.filter { !$0.keys.isEmpty || !$0.word.isEmpty }.flatMap { entry in
            let gap = entry.keys.isEmpty || entry.word.isEmpty ? "" : "  "
            let head = [StyledText(entry.keys + gap, .legendKey), StyledText(entry.word, .strong)]
            return [head] + entry.help.wrapped(to: columns - 4).map { [StyledText("  \($0)")] }
        }
    }

    /// The codes below the keys, where there is no room for them beside.
    private func codeSection(columns: Int) -> [[StyledText]] {
        let codes = entries.compactMap { entry in entry.code.map { (code: $0, help: entry.help) } }
        let head = words("screen.help.scan").padded(to: 13) + words("screen.help.purpose")
        return [[], [StyledText(head, .columnHead)]]
            + codes.flatMap { entry in
                entry.help.wrapped(to: columns - 2 - 13).enumerated().map { row, part in
                    [StyledText((row == 0 ? entry.code.letters : "").padded(to: 13), .strong), StyledText(part)]
                }
            }
    }

    private var introduction: [String] {
        let pack = StationCommand[.pack]
        let key = keymap.names(of: .pack).first
        let code = pack.code?.letters ?? ""
        let how =
            key.map { words("screen.help.pack", ["key": $0, "word": PhraseValue.word("pack"), "code": code]) }
            ?? words("screen.help.pack-without-key", ["word": PhraseValue.word("pack"), "code": code])
        let rest = words(
            "screen.help.prompt", ["pack": PhraseValue.word("pack"), "ship": PhraseValue.word("ship")])
        return [how, rest]
    }
}
