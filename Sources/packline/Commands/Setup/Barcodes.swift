import ArgumentParser
import BarcodeSheet
import Language
import OMS
import Station

/// `packline barcodes`.
struct Barcodes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "barcodes",
        abstract:
            "Print a sheet of barcodes: commands, modes and the OMS's reasons for denying; or the packers' badges.",
        discussion: """
            The ending of the file says what is written: a PDF, or an SVG picture for each page.

            Example: packline barcodes --output barcodes.pdf
            Example: packline barcodes --demo --output demo.pdf
            Example: packline barcodes --badges names.txt --output badges.pdf
            """)

    @OptionGroup var connection: ConnectionOptions

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write, .pdf or .svg.", valueName: "file"),
        completion: .file(extensions: ["pdf", "svg"]))
    var output: String?

    @Flag(help: "Show the codes in the terminal.")
    var terminal = false

    @Option(
        help: ArgumentHelp("The paper: a4, or label- and its size in mm, such as label-62x29.", valueName: "paper"))
    var paper = Paper.a4

    @Flag(name: .customLong("no-reasons"), help: "Leave the reasons out; no OMS is needed then.")
    var hasNoReasons = false

    @Flag(help: "Print packages and goods of the demo too, to practise with a scanner; no OMS is needed.")
    var demo = false

    @Option(
        help: ArgumentHelp(
            "Print badges instead: a name a line in this file. Scanned, a badge says who packs.", valueName: "file"),
        completion: .file())
    var badges: String?

    @Flag(name: .customLong("both-languages"), help: "Say beside each code what it does in English and in Turkish.")
    var inBothLanguages = false

    func validate() throws {
        guard terminal != (output != nil) else {
            throw ValidationError("Say where to: --output with a file that ends in .pdf or .svg, or --terminal.")
        }
        if let output, SheetFile.Format(path: output) == nil {
            throw ValidationError("The file “\(output)” has to end in .pdf or .svg.")
        }
        if demo, hasNoReasons {
            throw ValidationError("--no-reasons does not go with --demo, which has reasons of its own.")
        }
        if badges != nil, demo || hasNoReasons {
            throw ValidationError("--badges prints nothing but badges: leave --demo and --no-reasons out.")
        }
    }

    func run() async throws {
        let sheet = try await sheet()
        if let output {
            try SheetFile.write(sheet, on: paper, to: output)
        } else {
            let elsewhere = Phrase("program.print-codes-with", ["option": "--output"])
            try TerminalSheet.show(sheet, needsAll: false, elsewhere: elsewhere.text)
        }
    }

    private func sheet() async throws -> Sheet {
        if let badges { return try BadgeSheet(namesIn: badges).sheet(in: words()) }
        if demo { return try await DemoSheet.usual().sheet(in: words()) }
        var reasons: [DenialReason] = []
        if !hasNoReasons {
            try await LookUp.run(connection) { reasons = try await $0.denialReasons() }
        }
        return try Sheet.bench(reasons: reasons, in: words())
    }

    /// What stands beside the codes: in the language of the program, or in all that there are.
    private func words() throws -> SheetWords {
        guard inBothLanguages else { return .inOneLanguage }
        let catalogs = LanguageFiles()
        return SheetWords(try LanguageTag.allCases.map { Localizer(try catalogs.catalog(of: $0), keys: { _ in nil }) })
    }
}

extension LookUp {
    /// All reasons for denying, under the OMS's newer or its older path.
    func denialReasons() async throws -> [DenialReason] {
        do {
            return try await denialReasons(older: false)
        } catch let failure as Failure where failure.isNotFound {
            return try await denialReasons(older: true)
        }
    }

    private func denialReasons(older: Bool) async throws -> [DenialReason] {
        var reasons: [DenialReason] = []
        var page = 1
        while true {
            let answer = try await ask(.denialReasons(older: older, page: page))
            reasons += answer.rows
            guard answer.next != nil, !answer.rows.isEmpty else { return reasons }
            page += 1
        }
    }
}
