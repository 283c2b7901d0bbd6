import ArgumentParser
import Foundation
import OMS
import OMSClient
import Station
import StationTerminal

/// `packline list`.
struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List packages of the location, as the OMS has them now.",
        discussion: "Example: packline list --state-value 200 --limit 20")

    @OptionGroup var connection: ConnectionOptions

    @Option(help: ArgumentHelp("Only packages in the state with this number, such as 200.", valueName: "number"))
    var stateValue: String?

    @Option(help: ArgumentHelp("Only packages of orders whose number starts so.", valueName: "prefix"))
    var order: String?

    @Option(help: ArgumentHelp("Which page, from 1.", valueName: "page"))
    var page = 1

    @Option(help: ArgumentHelp("How many packages on a page, 1 to 100.", valueName: "number"))
    var limit = 20

    @Flag(help: "Print the OMS's JSON.")
    var json = false

    func validate() throws {
        guard page >= 1 else { throw ValidationError("--page takes a number from 1.") }
        guard (1...100).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 100.") }
    }

    func run() async throws {
        let settings = try connection.settings()
        var conditions: [PackageParameter: String] = [:]
        conditions[.stockLocationCode] = settings.location
        conditions[.stateValue] = stateValue
        conditions[.orderNumberPrefix] = order
        let filter = PackageFilter(conditions, sort: .init(.id))
        let answer = try await ask(.packages(filter, page: page, limit: limit), settings)
        let packages = answer.rows.filter(filter.admits)
        if packages.count < answer.rows.count {
            note("The OMS ignored a condition: \(answer.rows.count - packages.count) rows are left out here.")
        }
        if json {
            for package in packages { Output.line(package.raw) }
            return
        }
        let zone = try settings.station().zone
        Output.table(
            ["Number", "Order", "State", "Units", "City", "Due"],
            packages.map { package in
                [
                    package.number, package.orderNumber ?? "", package.state.name, String(package.units),
                    package.city ?? "", package.due.map { Output.moment($0, zone) } ?? "",
                ]
            })
        note("\(packages.count) of \(answer.count.map(String.init) ?? "?") packages, page \(page)")
    }
}

/// `packline show`.
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show one package with its items and its log, as the OMS has them now.",
        discussion: "Example: packline show 73")

    @OptionGroup var connection: ConnectionOptions

    @Argument(help: "The package's id, its number, or its order's number.")
    var package: String

    @Flag(help: "Print the OMS's JSON.")
    var json = false

    func run() async throws {
        let settings = try connection.settings()
        let package = try await find(package, settings)
        if json {
            Output.line(package.raw)
            return
        }
        let logs = try await ask(.transitionLogs(package.id), settings).rows
        let zone = try settings.station().zone
        describe(package, zone)
        Output.line("")
        Output.table(
            ["SKU", "Barcode", "Product", "State"],
            package.items.map {
                [$0.product.sku, $0.selectedBarcode ?? $0.product.barcode ?? "", $0.product.name, $0.state.name]
            })
        Output.line("")
        Output.table(
            ["When", "From", "To", "Transition", "User"],
            logs.map { log in
                [
                    log.createdDate.map { Output.moment($0, zone) } ?? "", log.source?.name ?? "",
                    log.target?.name ?? "", log.transitionName ?? "", log.user ?? "",
                ]
            })
    }

    /// The package with that id; else the one that is called so, looked for page by page, because the OMS has no filter
    /// for numbers.
    private func find(_ name: String, _ settings: Settings) async throws -> Package {
        if let id = Int(name), id >= 0, !name.hasPrefix("0") {
            do {
                return try await ask(.package(id), settings)
            } catch let failure as Failure where failure.isNotFound {
                // A number without leading zeros is looked for below.
            }
        }
        var page = 1
        while true {
            let answer = try await ask(.shortPackages(page: page), settings)
            if let found = answer.rows.first(where: { $0.number == name || $0.orderNumber == name }) {
                return try await ask(.package(found.id), settings)
            }
            guard answer.next != nil, !answer.rows.isEmpty else { break }
            page += 1
        }
        throw Failure("No package of the OMS has the id or the number “\(name)”.", Status.data)
    }

    private func describe(_ package: Package, _ zone: Zone) {
        let facts: [(String, String?)] = [
            ("Package", "\(package.number) (id \(package.id))"), ("State", package.state.name),
            ("Order", package.orderNumber), ("Channel", package.channelName),
            ("Customer", package.shippingAddress?.fullName), ("To", package.shippingAddress?.place ?? package.city),
            ("Due", package.due.map { Output.moment($0, zone) }), ("Tracking", package.trackingNumber),
            ("Gift note", package.giftNote), ("Notes", package.orderNotes),
            ("Commands", package.commands.map(\.name).joined(separator: ", ")),
        ]
        for (name, value) in facts {
            guard let value, !value.isEmpty else { continue }
            Output.line(name.padding(toLength: 10, withPad: " ", startingAt: 0) + " " + VisibleText(value).text)
        }
    }
}

/// Asks the OMS once, for a command that looks something up.
private func ask<Answer: Sendable>(_ request: Request<Answer>, _ settings: Settings) async throws -> Answer {
    let client = OMSClient(settings: try settings.client())
    defer { client.close() }
    do {
        return try await client.send(request)
    } catch {
        throw Failure(error)
    }
}

private func note(_ sentence: String) {
    FileHandle.standardError.write(Data("\(sentence)\n".utf8))
}
