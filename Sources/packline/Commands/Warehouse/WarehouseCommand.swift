import ArgumentParser
import Language
import OMS
import Station
import Warehouse

/// `packline warehouse`.
struct WarehouseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "warehouse",
        abstract: "The PostgreSQL that the benches of a warehouse share: its tables, its benches, and what they hold.",
        discussion: """
            Its URL is the setting warehouse.url, or PACKLINE_WAREHOUSE_URL. The password comes from warehouse.password_file, \
            warehouse.password_command, or the file that PGPASSFILE names.

            Example: packline warehouse init
            Example: packline warehouse status
            """,
        subcommands: [Init.self, Report.self, Benches.self, DropClaim.self], defaultSubcommand: Report.self)

    /// `packline warehouse init`.
    struct Init: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "Make the tables, or bring them up to date, as a role that may make a schema in the database.",
            discussion: """
                It may be run again, and while benches work. The database then belongs to the OMS of oms.url. A bench's role needs \
                USAGE on the schema packline, SELECT, INSERT and UPDATE on its tables, and DELETE on packline.sessions,
                packline.feed and packline.journal.

                Example: PACKLINE_WAREHOUSE_URL=postgresql://owner@db/packline packline warehouse init
                """)

        @OptionGroup var connection: ConnectionOptions

        func run() async throws {
            let settings = try connection.settings()
            guard let url = settings[.url] else {
                throw Failure(
                    Phrase("program.no-oms", ["setting": Setting.url.rawValue, "variable": Setting.url.variable]),
                    Status.configuration)
            }
            let made = try await WarehouseCommand.run(settings) { setup throws(WarehouseError) in
                try await setup.prepare(oms: url)
            }
            let phrase = made.last.map { Phrase("program.warehouse.made", ["number": String($0)]) }
            Output.line((phrase ?? Phrase("program.warehouse.up-to-date")).text)
        }
    }

    /// `packline warehouse drop-claim`.
    struct DropClaim: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "drop-claim",
            abstract: "Free a package by hand, whoever has it; packline warehouse status lists them.",
            discussion: """
                The bench that had it learns it as from a take-over, and does not pack it without asking.

                Example: packline warehouse drop-claim 73 --location 369
                """)

        @OptionGroup var connection: ConnectionOptions

        @Argument(help: ArgumentHelp("The package's id, as packline warehouse status lists it.", valueName: "id"))
        var package: Int

        func run() async throws {
            let settings = try connection.settings()
            let location = settings.location ?? ""
            let holder = try await WarehouseCommand.run(settings) { setup throws(WarehouseError) in
                try await setup.dropClaim(location: location, package: package)
            }
            guard let holder else {
                throw Failure(
                    Phrase("program.warehouse.not-held", ["package": String(package), "location": location]),
                    Status.data)
            }
            let zone = try settings.station().zone
            Output.line(
                Phrase(
                    "program.warehouse.dropped",
                    [
                        "package": String(package), "bench": holder.bench.name,
                        "since": Output.moment(holder.since, zone),
                    ]
                ).text)
        }
    }

    /// Does something with the database, and closes the connection.
    static func run<Value>(
        _ settings: Settings, _ body: (WarehouseSetup) async throws(WarehouseError) -> Value
    ) async throws -> Value {
        guard let access = try settings.warehouse() else {
            let setting = Setting.warehouse
            throw Failure(
                Phrase("program.warehouse.none", ["setting": setting.rawValue, "variable": setting.variable]),
                Status.configuration)
        }
        let setup = WarehouseSetup(settings: access)
        do throws(WarehouseError) {
            let value = try await body(setup)
            await setup.close()
            return value
        } catch {
            await setup.close()
            throw Failure(error)
        }
    }
}
