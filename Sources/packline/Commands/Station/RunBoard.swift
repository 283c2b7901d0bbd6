import ArgumentParser
import StationTerminal

/// `packline board`.
struct RunBoard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board",
        abstract: "How the day stands, on a screen of its own: what is left, when it will be done, and the benches.",
        discussion: """
            It needs warehouse.url, where the benches have their journal; a bench alone shows its board on F12. It has a file of its own, \
            takes no scans, and is left with F10 or q. Where the locale is not UTF-8 it is drawn in ASCII. It names who packs only \
            with board.names: true.

            Example: packline board --name "wall screen"
            """)

    @OptionGroup var connection: ConnectionOptions

    @OptionGroup var colours: ThemeOption

    @Option(help: ArgumentHelp("What the screen is called among the benches.", valueName: "name"))
    var name: String?

    @ScreenActor
    func run() async throws {
        var settings = try connection.settings(and: [.theme: colours.theme, .station: name])
        settings.isBoard = true
        try await StationOnTerminal.run(settings)
    }
}
