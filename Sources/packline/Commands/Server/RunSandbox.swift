import ArgumentParser
import Foundation
import OMSSandbox

/// `packline sandbox`.
struct RunSandbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "An OMS to practise and test against, with made-up packages.",
        discussion: """
            It prints its base URL once it accepts connections, and ends on TERM and INT.

            Example: packline sandbox --port 8765 --packages 200 --seed 7 --token secret
            """)

    @OptionGroup var options: SandboxOptions

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The port to listen on; 0 takes any that is free.", valueName: "port"))
    var port = 8765

    @Option(help: ArgumentHelp("The token that every request must carry.", valueName: "token"))
    var token = "secret"

    @Option(
        name: .customLong("user"),
        help: ArgumentHelp(
            "A user with a token of their own, whom the logs name; may be given again.", valueName: "name=token"))
    var users: [String] = []

    @Option(
        help: ArgumentHelp(
            "A SQLite file to keep the packages in; without it they are made up anew.", valueName: "file"),
        completion: .file())
    var database: String?

    @Option(
        help: ArgumentHelp("A JSON file that says what goes wrong, and how often.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var faults: String?

    @Option(
        help: ArgumentHelp(
            "How it differs from what is documented, as other installations do: \(Self.quirks), with commas between.",
            valueName: "quirks"))
    var dialect: String?

    @Option(
        help: ArgumentHelp(
            "The shapes of label that packed packages get in turn: \(Self.shapes), with commas between.",
            valueName: "shapes"))
    var labels: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "How long the carrier takes for what is late, and for a label that is made anew.", valueName: "seconds"))
    var labelDelay = 3.0

    private static let shapes = SandboxLabel.allCases.map(\.rawValue).joined(separator: ", ")

    private static let quirks = SandboxQuirk.allCases.map(\.rawValue).joined(separator: ", ")

    func validate() throws {
        guard (0...86_400).contains(labelDelay) else {
            throw ValidationError("--label-delay takes seconds, at most a day, and not \(labelDelay).")
        }
        if let unusable = users.first(where: { Self.user($0) == nil }) {
            throw ValidationError("--user takes NAME=TOKEN, and not “\(unusable)”.")
        }
        if let unknown = words(of: dialect).first(where: { SandboxQuirk(rawValue: $0) == nil }) {
            throw ValidationError("--dialect takes some of \(Self.quirks), and not “\(unknown)”.")
        }
        if let unknown = words(of: labels).first(where: { SandboxLabel(rawValue: $0) == nil }) {
            throw ValidationError("--labels takes some of \(Self.shapes), and not “\(unknown)”.")
        }
    }

    /// The token of `NAME=TOKEN`, and the name.
    private static func user(_ text: String) -> (String, String)? {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (parts[1], parts[0]) : nil
    }

    private func words(of text: String?) -> [String] { (text ?? "").split(separator: ",").map(String.init) }

    func run() async throws {
        var settings = options.settings
        settings.host = host
        settings.port = port
        settings.token = token
        settings.users = Dictionary(users.compactMap(Self.user)) { $1 }
        settings.database = database
        settings.faults = try readFaults()
        settings.dialect = Set(words(of: dialect).compactMap(SandboxQuirk.init))
        settings.labels = words(of: labels).compactMap(SandboxLabel.init)
        settings.labelDelay = .seconds(labelDelay)
        let serving = Task { [settings] in
            try await Sandbox.run(settings) { sandbox in
                Output.line(sandbox.baseURL)
            }
        }
        let signals = EndingSignals { serving.cancel() }
        defer { signals.cancel() }
        do {
            try await serving.value
        } catch let error as SandboxError {
            throw Failure(error)
        } catch is CancellationError {
            return
        }
    }

    private func readFaults() throws -> FaultProfile {
        guard let faults else { return FaultProfile() }
        guard let data = FileManager.default.contents(atPath: faults) else {
            throw Failure("The fault profile \(faults) cannot be read.", Status.noInput)
        }
        do {
            return try FaultProfile(json: data)
        } catch {
            throw Failure(error)
        }
    }
}

/// How many packages a sandbox generates, and from which seed.
struct SandboxOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("How many packages to make up.", valueName: "number"))
    var packages = Self.usual.packages

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What they grow from: the same seed gives the same packages. 7 where none is given.", valueName: "number"))
    var seed: UInt64?

    func validate() throws {
        guard (0...10_000_000).contains(packages) else {
            throw ValidationError("--packages takes a number from 0 to 10000000, and not \(packages).")
        }
    }

    /// The sandbox's settings with these.
    var settings: SandboxSettings { SandboxSettings(packages: packages, seed: seed ?? Self.usual.seed) }

    /// The sandbox's settings where no option is given.
    static let usual = SandboxSettings(packages: 200, seed: 7)
}
