import ArgumentParser

/// The options that say which OMS, which location and which settings.
struct ConnectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The OMS's base URL.", discussion: "Variable: PACKLINE_OMS_URL.", valueName: "url"))
    var url: String?

    @Option(
        help: ArgumentHelp(
            "The OMS's token; others on this machine can see options, so prefer PACKLINE_OMS_TOKEN or a token file.",
            valueName: "token"))
    var token: String?

    @Option(help: ArgumentHelp("The stock location's ERP code.", valueName: "code"))
    var location: String?

    @Option(
        help: ArgumentHelp("The configuration file, read in place of the usual ones.", valueName: "file"),
        completion: .file(extensions: ["yaml"]))
    var config: String?

    @Option(
        name: .customLong("state"),
        help: ArgumentHelp("The folder that keeps the station's data.", valueName: "folder"),
        completion: .directory)
    var stateFolder: String?

    /// The settings of this run, whose language the program speaks from now on.
    func settings(and more: [Setting: String?] = [:]) throws -> Settings {
        let settings = try read(and: more)
        try settings.speak()
        return settings
    }

    /// The settings of this run.
    func read(and more: [Setting: String?] = [:]) throws -> Settings {
        var options: [Setting: String?] = [
            .url: url, .token: token, .location: location, .stateFolder: stateFolder,
        ]
        options.merge(more) { $1 }
        return try Settings(options: options.compactMapValues(\.self), configurationFile: config)
    }
}
