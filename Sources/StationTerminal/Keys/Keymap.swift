import Language
public import Station
import TerminalText

/// Which key gives which command; what the commands are is in `StationCommand.all`.
public struct Keymap: Equatable, Sendable {
    /// A key and the command that it gives.
    struct Binding: Equatable {
        let key: Key
        let command: StationCommand.ID
        /// Whether somebody chose the key; then the legend shows it, if there is room.
        var isChosen = false

        /// What the key is called.
        var name: String { key.name ?? "" }
    }

    /// The keys of every station.
    ///
    /// Control keys are none that a scanner sends in a code (SCANNING, rows 9 and 11); in the middle of a scan they are
    /// data all the same.
    public static let standard = Keymap(bindings: [
        Binding(key: .function(1), command: .help),
        Binding(key: .function(2), command: .filter),
        Binding(key: .function(3), command: .pack),
        Binding(key: .function(4), command: .ship),
        Binding(key: .function(5), command: .refresh),
        Binding(key: .function(6), command: .deny),
        Binding(key: .function(7), command: .notFound),
        Binding(key: .function(8), command: .activity),
        Binding(key: .function(9), command: .commands),
        Binding(key: .function(10), command: .quit),
        Binding(key: .function(12), command: .board),
        Binding(key: .control(0x06), command: .filter),
        Binding(key: .control(0x10), command: .pack),
        Binding(key: .control(0x0F), command: .ship),
        Binding(key: .control(0x12), command: .refresh),
        Binding(key: .control(0x18), command: .deny),
        Binding(key: .control(0x07), command: .notFound),
        Binding(key: .control(0x01), command: .activity),
        Binding(key: .control(0x05), command: .commands),
        Binding(key: .control(0x0E), command: .next),
        Binding(key: .control(0x14), command: .undo),
        Binding(key: .control(0x02), command: .hold),
        Binding(key: .control(0x0B), command: .reset),
        Binding(key: .up, command: .up),
        Binding(key: .down, command: .down),
        Binding(key: .pageUp, command: .pageUp),
        Binding(key: .pageDown, command: .pageDown),
        Binding(key: .home, command: .first),
        Binding(key: .end, command: .last),
        Binding(key: .tab, command: .nextPane),
        Binding(key: .backTab, command: .previousPane),
        Binding(key: .escape, command: .back),
    ])

    let bindings: [Binding]
    private let commands: [Key: StationCommand.ID]
    /// The legend is drawn with every frame: what it shows is worked out once.
    private let legendCommands: [LegendCommand]

    init(bindings: [Binding]) {
        self.bindings = bindings
        commands = Dictionary(bindings.map { ($0.key, $0.command) }, uniquingKeysWith: { first, _ in first })
        legendCommands = Self.legendCommands(of: bindings)
    }

    /// The same with a command on a key of its own, by the key's name: `F5`, `ctrl-p`.
    ///
    /// The command's usual keys are free then, but for those that move about on the screen; and the key gives nothing else
    /// any more. Errors: why the key cannot be bound to it.
    public func binding(_ command: StationCommand.ID, to name: String) throws(KeyBindingError) -> Keymap {
        guard StationCommand[command].takesKey else { throw KeyBindingError(.takesNoKey(command), key: name) }
        let key = try Key.bindable(name)
        if let other = bindings.first(where: { $0.key == key && $0.isChosen })?.command {
            throw KeyBindingError(.boundTo(other), key: name)
        }
        let chosen = bindings.filter(\.isChosen) + [Binding(key: key, command: command, isChosen: true)]
        let usual = bindings.filter { binding in
            !binding.isChosen && binding.key != key && (binding.command != command || binding.key.isFixed)
        }
        return Keymap(bindings: chosen + usual)
    }

    /// The station's inputs for a key.
    ///
    /// Keys that can be a part of a scan are characters: the station decides which they are.
    func inputs(for key: Key) -> [KeyInput] {
        switch key {
        case .character(let scalar): [.character(scalar)]
        case .control(let byte): [.character(Unicode.Scalar(byte))]
        case .alt(let scalar): [.character("\u{1B}"), .character(scalar)]
        case .enter: [.character("\r")]
        case .keypadEnter: [.enter]
        case .tab: [.character("\t")]
        case .escape: [.character("\u{1B}")]
        case .backspace: [.edit(.backspace)]
        case .delete: [.edit(.delete)]
        case .left: [.edit(.left)]
        case .right: [.edit(.right)]
        case .pasteBegin: [.pasteBegin]
        case .pasteEnd: [.pasteEnd]
        case .background: []
        case .insert, .function, .backTab, .up, .down, .home, .end, .pageUp, .pageDown:
            [commands[key].map(KeyInput.command) ?? .unknown]
        }
    }

    /// What control keys do when they are typed and not scanned.
    var controlKeys: [Unicode.Scalar: StationCommand.ID] {
        let pairs = bindings.compactMap { binding -> (Unicode.Scalar, StationCommand.ID)? in
            guard case .control(let byte) = binding.key else { return nil }
            return (Unicode.Scalar(byte), binding.command)
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// The names of the keys that give a command, in the order of the table.
    func names(of command: StationCommand.ID) -> [String] {
        bindings.filter { $0.command == command }.map(\.name)
    }
}

extension Key {
    /// Whether the key does what it does whatever is bound: it moves about on the screen.
    fileprivate var isFixed: Bool {
        switch self {
        case .tab, .backTab, .escape, .up, .down, .pageUp, .pageDown, .home, .end: true
        default: false
        }
    }

    /// Where a legend shows it: the function keys by their numbers, and then the others.
    fileprivate var legendPlace: Int { if case .function(let number) = self { number } else { .max } }
}

// MARK: - The legend

extension Keymap {
    /// An entry of the legend: a key, and what it does, with the blanks around them.
    struct LegendEntry: Equatable {
        let key: String
        let label: String

        /// How many columns it takes, the blanks after it included.
        var width: Int { GlyphWidth.columns(of: key) + GlyphWidth.columns(of: label) }
    }

    /// A command of the legend, with its first key.
    fileprivate struct LegendCommand: Equatable {
        let key: String
        let label: Phrase
        /// How soon it is left out.
        let rank: Int

        /// The entry where there is room.
        func wide(_ words: Localizer) -> LegendEntry { LegendEntry(key: key, label: " \(words.text(label))  ") }

        /// The entry where there is little room, in a short form too.
        func close(_ words: Localizer, isShort: Bool = false) -> LegendEntry {
            LegendEntry(key: key, label: " \(isShort ? words.text(label, within: 0) : words.text(label)) ")
        }
    }

    /// What the legend shows in so many columns: every command of the table, closer together where it must be; where
    /// even that is too much, those that are needed most.
    func legend(columns: Int, _ words: Localizer) -> [LegendEntry] {
        let all = legendCommands
        let whole = [
            all.map { $0.wide(words) }, all.map { $0.close(words) }, all.map { $0.close(words, isShort: true) },
        ]
        if let entries = whole.first(where: { fits($0, columns) }) { return entries }
        var shown = all
        while !fits(shown.map { $0.wide(words) }, columns),
            let last = shown.indices.max(by: { shown[$0].rank < shown[$1].rank })
        {
            shown.remove(at: last)
        }
        return shown.map { $0.wide(words) }
    }

    /// The commands of the legend in the order of their keys; where those are no function keys, in that of the table.
    fileprivate static func legendCommands(of bindings: [Binding]) -> [LegendCommand] {
        let found = StationCommand.all.compactMap { command -> (place: Int, command: LegendCommand)? in
            guard let binding = bindings.first(where: { $0.command == command.id }),
                command.legendRank != nil || binding.isChosen
            else { return nil }
            let shown = LegendCommand(key: binding.name, label: command.label, rank: command.legendRank ?? .max)
            return (binding.key.legendPlace, shown)
        }
        return found.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
            .map(\.element.command)
    }

    /// The last blank may stand in the border, or behind it.
    private func fits(_ entries: [LegendEntry], _ columns: Int) -> Bool {
        entries.reduce(0) { $0 + $1.width } <= columns + 2
    }
}

extension StationSettings {
    /// The settings with the control keys of a keymap.
    func using(_ keymap: Keymap) -> StationSettings {
        var settings = self
        settings.controlKeys = keymap.controlKeys
        return settings
    }
}
