public import Language

extension Localizer {
    /// A localizer that calls the station's commands by their keys, where they have one, and by their words.
    public init(_ catalog: PhraseCatalog, keys: (StationCommand.ID) -> String? = { _ in nil }) {
        let names = StationCommand.all.map { command in
            (command.id.rawValue, CommandName(key: keys(command.id), word: command.word(in: catalog.tag)))
        }
        self.init(catalog, commands: Dictionary(names, uniquingKeysWith: { first, _ in first }))
    }

    /// English, with commands called by their words: for the log, and wherever the language is not known yet.
    public static let english = Localizer(PhraseCatalog(.english))

    /// Turkish in the same way; read where an answer was written in words.
    static let turkish = Localizer(PhraseCatalog(.turkish))
}

extension Phrase {
    /// The phrase in English, for the log.
    public var english: String { Localizer.english.text(self) }
}
