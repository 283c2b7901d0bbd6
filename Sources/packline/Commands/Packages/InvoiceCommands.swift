import ArgumentParser
import Foundation
import Language
import OMS

/// `packline invoice`.
struct CreateInvoice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoice",
        abstract: "Create the purchase invoice of a package.",
        discussion: "Example: packline invoice 73")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var package: PackageName

    @Flag(help: "Print the OMS's JSON.")
    var json = false

    func run() async throws {
        try await LookUp.run(connection) { lookUp in
            let id = try await lookUp.id(of: package.name)
            let answer = try await lookUp.change(id, Request.createInvoice(id).verbatim)
            if json {
                Output.json(answer.json)
                return
            }
            let invoice = answer.value
            let number = invoice.number.map(Phrase.verbatim) ?? Phrase("lookup.no-number")
            Output.facts([
                ("invoice", Phrase("lookup.with-id", ["name": number, "id": String(invoice.id)]).text),
                ("package", invoice.packageNumber), ("type", invoice.type), ("status", invoice.status),
                ("to", [invoice.address?.fullName, invoice.address?.place].compactMap(\.self).joined(separator: ", ")),
                ("created", lookUp.moment(invoice.createdDate)),
            ])
        }
    }
}

/// `packline invoice-document`.
struct ShowInvoiceDocument: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invoice-document",
        abstract: "Show the invoice of a package as text, or save its HTML.",
        discussion: """
            The text is made by w3m or lynx, whichever is installed. No script is run.

            Example: packline invoice-document 73
            Example: packline invoice-document 73 --output invoice.html
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var package: PackageName

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Save the HTML to this file; - is standard output.", valueName: "file"),
        completion: .file(extensions: ["html"]))
    var output: String?

    @Flag(help: "Print the OMS's JSON.")
    var json = false

    func validate() throws {
        if json, output != nil { throw ValidationError("--json prints, and --output saves: give one of them.") }
    }

    func run() async throws {
        try await LookUp.run(connection) { lookUp in
            let id = try await lookUp.id(of: package.name)
            let answer = try await lookUp.ask(Request.invoiceDocument(id).verbatim)
            if json {
                Output.json(answer.json)
            } else if let output {
                try save(answer.value.html, to: output)
            } else {
                let lines = try await HTMLText.lines(
                    of: answer.value.html, advice: Phrase("program.advice.output"), alone: true)
                Output.lines(lines.map(TerminalLine.init))
            }
        }
    }

    private func save(_ html: String, to path: String) throws {
        guard path != "-" else { return Output.rawFile(html) }
        do {
            try PrivateFile.write(Data(html.utf8), to: path)
        } catch {
            throw Failure(
                Phrase("program.not-written", ["path": path, "reason": error.localizedDescription]),
                Status.cannotCreate)
        }
    }
}
