import ArgumentParser
import StationTerminal

/// `packline` alone: the station.
struct RunStation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "station",
        abstract: "The packing station (this is what runs without a command).",
        discussion: "Example: packline --url https://example-oms.akinon.net/api/v1/oms --location 369")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var bench: BenchOptions
    @OptionGroup var receiver: ReceiverOptions

    @ScreenActor
    func run() async throws {
        let options = bench.options.merging(receiver.options) { $1 }
        try await StationOnTerminal.run(try connection.settings(and: options))
    }
}

/// What can be said about the bench on the command line.
struct BenchOptions: ParsableArguments {
    @OptionGroup var colours: ThemeOption

    @Option(help: ArgumentHelp("Who packs.", valueName: "name"))
    var packer: String?

    @Option(name: .customLong("name"), help: ArgumentHelp("What the bench is called.", valueName: "name"))
    var station: String?

    /// The settings that these options make.
    var options: [Setting: String?] { [.theme: colours.theme, .packer: packer, .station: station] }
}

/// Which colours a screen has.
struct ThemeOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("dark, light, high-contrast, mono, or the path of a theme.", valueName: "theme"),
        completion: .list(["dark", "light", "high-contrast", "mono"]))
    var theme: String?
}
