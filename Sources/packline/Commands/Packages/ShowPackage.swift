import ArgumentParser
import Language
import OMS

/// `packline show`.
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one package with its items, its log and its labels, as the OMS has them now.",
        discussion: "Example: packline show 73")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var package: PackageName

    @Flag(help: "The OMS's short form, without what belongs to the order, the log and the labels.")
    var short = false

    @Flag(help: "Print the OMS's JSON.")
    var json = false

    func run() async throws {
        try await LookUp.run(connection) { lookUp in
            var package = try await lookUp.package(named: package.name)
            if short { package = try await lookUp.ask(.shortPackage(package.id)) }
            if json {
                Output.json(package)
                return
            }
            describe(package, lookUp)
            Output.line("")
            Output.table(
                ["sku", "barcode", "product", "state"],
                package.items.map {
                    [$0.product.sku, $0.selectedBarcode ?? $0.product.barcode ?? "", $0.product.name, $0.state.name]
                })
            if short { return }
            Output.line("")
            let logs = try await lookUp.ask(.transitionLogs(package.id)).rows
            Columns.logs.print(logs, lookUp.zone)
            await PackageLabels(package: package).show(lookUp)
        }
    }

    private func describe(_ package: Package, _ lookUp: LookUp) {
        Output.facts([
            ("package", Phrase("lookup.with-id", ["name": package.number, "id": String(package.id)]).text),
            ("state", package.state.name),
            ("order", package.orderNumber), ("channel", package.channelName),
            ("customer", package.shippingAddress?.fullName), ("to", package.shippingAddress?.place ?? package.city),
            ("due", lookUp.moment(package.due)), ("tracking", package.trackingNumber),
            ("invoice", package.invoiceNumber), ("remote-id", package.remoteID), ("gift-note", package.giftNote),
            ("notes", package.orderNotes), ("commands", package.commands.map(\.name).joined(separator: ", ")),
        ])
    }
}

/// `packline items`.
struct Items: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "items",
        abstract: "List the SKUs in a package.", discussion: "Example: packline items 73 --json")

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var package: PackageName
    @OptionGroup var pages: PageOptions

    func run() async throws {
        try await LookUp.run(connection) { lookUp in
            let id = try await lookUp.id(of: package.name)
            try await PagedOutput(things: .items, columns: .items, read: PackageItemReference.init)
                .print(pages, lookUp) { .packageItems(id, page: $0, limit: $1) }
        }
    }
}
