import ArgumentParser
import BarcodeSheet
import OMS

/// `packline barcodes`.
struct Barcodes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "barcodes",
        abstract: "Print a sheet of barcodes: commands, modes and the OMS's reasons for denying.",
        discussion: """
            The ending of the file says what is written: a PDF, or an SVG picture for each page.

            Example: packline barcodes --output barcodes.pdf
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

    func validate() throws {
        guard terminal != (output != nil) else {
            throw ValidationError("Say where to: --output with a file that ends in .pdf or .svg, or --terminal.")
        }
        if let output, SheetFile.Format(path: output) == nil {
            throw ValidationError("The file “\(output)” has to end in .pdf or .svg.")
        }
    }

    func run() async throws {
        var reasons: [DenialReason] = []
        if !hasNoReasons {
            try await LookUp.run(connection) { lookUp in
                do {
                    reasons = try await all(lookUp, older: false)
                } catch let failure as Failure where failure.isNotFound {
                    reasons = try await all(lookUp, older: true)
                }
            }
        }
        let sheet = try Sheet.bench(reasons: reasons)
        if let output {
            try SheetFile.write(sheet, on: paper, to: output)
        } else {
            try TerminalSheet.show(sheet, needsAll: false, elsewhere: "print the codes with --output")
        }
    }

    /// The reasons of all pages, under the OMS's newer or its older path.
    private func all(_ lookUp: LookUp, older: Bool) async throws -> [DenialReason] {
        var reasons: [DenialReason] = []
        var page = 1
        while true {
            let answer = try await lookUp.ask(.denialReasons(older: older, page: page))
            reasons += answer.rows
            guard answer.next != nil, !answer.rows.isEmpty else { return reasons }
            page += 1
        }
    }
}
