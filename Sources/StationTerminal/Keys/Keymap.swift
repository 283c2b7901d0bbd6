import Station

/// What the keys do: one table for the keys themselves, the legend, and the help.
struct Keymap {
    /// A key, what it does, and where it is listed.
    struct Binding {
        let key: Key
        let name: String
        let action: Action
        /// Where it stands when the legend is too long: the greatest leave first; nil is never in the legend.
        var legend: Int?
        /// The short label; nil is the action's own label.
        var short: String?
    }

    /// The keys of every station.
    ///
    /// Control keys are none that a scanner sends in a code (SCANNING, rows 9 and 11); in the middle of a scan they are
    /// data all the same.
    static let standard = Keymap(bindings: [
        Binding(key: .function(1), name: "F1", action: .help, legend: 1),
        Binding(key: .function(2), name: "F2", action: .filter, legend: 4, short: "Find"),
        Binding(key: .function(3), name: "F3", action: .pack, legend: 0),
        Binding(key: .function(4), name: "F4", action: .ship, legend: 0),
        Binding(key: .function(5), name: "F5", action: .refresh, legend: 6, short: "Read"),
        Binding(key: .function(6), name: "F6", action: .deny, legend: 2),
        Binding(key: .function(7), name: "F7", action: .notFound, legend: 7, short: "Missing"),
        Binding(key: .function(8), name: "F8", action: .activity, legend: 5),
        Binding(key: .function(9), name: "F9", action: .commands, legend: 8, short: "More"),
        Binding(key: .function(10), name: "F10", action: .quit, legend: 3),
        Binding(key: .control(0x06), name: "Ctrl-F", action: .filter),
        Binding(key: .control(0x10), name: "Ctrl-P", action: .pack),
        Binding(key: .control(0x0F), name: "Ctrl-O", action: .ship),
        Binding(key: .control(0x12), name: "Ctrl-R", action: .refresh),
        Binding(key: .control(0x18), name: "Ctrl-X", action: .deny),
        Binding(key: .control(0x07), name: "Ctrl-G", action: .notFound),
        Binding(key: .control(0x01), name: "Ctrl-A", action: .activity),
        Binding(key: .control(0x05), name: "Ctrl-E", action: .commands),
        Binding(key: .control(0x0E), name: "Ctrl-N", action: .next),
        Binding(key: .control(0x14), name: "Ctrl-T", action: .undo),
        Binding(key: .control(0x02), name: "Ctrl-B", action: .hold),
        Binding(key: .control(0x0B), name: "Ctrl-K", action: .reset),
        Binding(key: .up, name: "↑", action: .up),
        Binding(key: .down, name: "↓", action: .down),
        Binding(key: .pageUp, name: "PgUp", action: .pageUp),
        Binding(key: .pageDown, name: "PgDn", action: .pageDown),
        Binding(key: .home, name: "Home", action: .first),
        Binding(key: .end, name: "End", action: .last),
        Binding(key: .tab, name: "Tab", action: .nextFocus),
        Binding(key: .backTab, name: "Shift-Tab", action: .previousFocus),
        Binding(key: .escape, name: "Esc", action: .back),
    ])

    let bindings: [Binding]
    private let actions: [Key: Action]

    init(bindings: [Binding]) {
        self.bindings = bindings
        actions = Dictionary(bindings.map { ($0.key, $0.action) }, uniquingKeysWith: { first, _ in first })
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
        case .insert, .function, .backTab, .up, .down, .home, .end, .pageUp, .pageDown:
            [actions[key].map(KeyInput.action) ?? .unknown]
        }
    }

    /// What control keys do when they are typed and not scanned.
    var controlKeys: [Unicode.Scalar: Action] {
        let pairs = bindings.compactMap { binding -> (Unicode.Scalar, Action)? in
            guard case .control(let byte) = binding.key else { return nil }
            return (Unicode.Scalar(byte), binding.action)
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// The names of the keys that do something, in the order of the table.
    func names(of action: Action) -> [String] { bindings.filter { $0.action == action }.map(\.name) }

    /// An entry of the legend: a key, and what it does, with the blanks around them.
    struct LegendEntry: Equatable {
        let key: String
        let label: String

        /// How many columns it takes, the blanks behind it included.
        var width: Int { key.count + label.count }
    }

    /// What the legend shows in so many columns, in the order of the table: every function, closer together where it
    /// must be; where even that is too much, those that are needed most.
    func legend(columns: Int) -> [LegendEntry] {
        var shown = bindings.filter { $0.legend != nil }
        let close = shown.map { LegendEntry(key: $0.name, label: "\($0.short ?? $0.action.label) ") }
        if !fits(shown.map(\.wide), columns), fits(close, columns) { return close }
        while !fits(shown.map(\.wide), columns),
            let last = shown.indices.max(by: { (shown[$0].legend ?? 0) < (shown[$1].legend ?? 0) })
        {
            shown.remove(at: last)
        }
        return shown.map(\.wide)
    }

    /// The last blank may stand in the border.
    private func fits(_ entries: [LegendEntry], _ columns: Int) -> Bool {
        entries.reduce(0) { $0 + $1.width } <= columns + 1
    }
}

extension Keymap.Binding {
    fileprivate var wide: Keymap.LegendEntry { Keymap.LegendEntry(key: name, label: " \(action.label)  ") }
}

extension StationSettings {
    /// The settings with the control keys of the keymap.
    var withKeymap: StationSettings {
        var settings = self
        settings.controlKeys = Keymap.standard.controlKeys
        return settings
    }
}
