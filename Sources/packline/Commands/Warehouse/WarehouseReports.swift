import ArgumentParser
import Foundation
import Language
import OMS
import Station
import StationEngine
import Warehouse

extension WarehouseCommand {
    /// `packline warehouse status`.
    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status",
            abstract: "What is known of the database, whether benches can work with it, and which packages they hold.",
            discussion: """
                It ends with 0 when benches of this OMS can work with it, else with the reason's status.

                Example: packline warehouse status --json
                """)

        @OptionGroup var connection: ConnectionOptions

        @Flag(help: "Print a JSON object.")
        var json = false

        func run() async throws {
            let settings = try connection.settings()
            let (status, held) = try await WarehouseCommand.run(settings) { setup throws(WarehouseError) in
                let status = try await setup.status()
                let isReadable = status.fault(oms: nil) == nil
                return (status, isReadable ? try await setup.heldPackages() : [])
            }
            let fault = status.fault(oms: settings[.url])
            if json {
                Output.json(status.json(held, fault: fault))
            } else {
                try show(status, held, settings)
            }
            if let fault { throw Failure(fault) }
            if !json { Output.note(Phrase("program.warehouse.well").text) }
        }

        private func show(_ status: WarehouseStatus, _ held: [HeldPackage], _ settings: Settings) throws {
            let zone = try settings.station().zone
            Output.facts([
                ("server", status.serverVersion), ("clock", Output.moment(status.serverTime, zone)),
                (
                    "tables",
                    Phrase(
                        "program.warehouse.tables",
                        ["number": String(status.schema), "known": String(status.known)]
                    ).text
                ),
                ("oms", status.installation),
            ])
            guard !held.isEmpty else { return }
            Output.line("")
            Output.table(
                ["package", "location", "bench", "packer", "since", "command"],
                held.map { held in
                    [
                        String(held.package), held.location, held.holder.bench.name, held.holder.packer,
                        Output.moment(held.holder.since, zone), held.holder.command ?? "",
                    ]
                })
            Output.note(Phrase("program.warehouse.held", ["count": held.count]).text)
        }
    }

    /// `packline warehouse benches`.
    struct Benches: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "benches",
            abstract: "The benches of the warehouse, who packs there, and when each was last heard of.",
            discussion: "Example: packline warehouse benches --json")

        @OptionGroup var connection: ConnectionOptions

        @Flag(help: "Print a JSON object a line.")
        var json = false

        func run() async throws {
            let settings = try connection.settings()
            let benches = try await WarehouseCommand.run(settings) { setup throws(WarehouseError) in
                try await setup.benches()
            }
            if json {
                for bench in benches { Output.json(bench.json) }
                return
            }
            let zone = try settings.station().zone
            Output.table(
                ["bench", "location", "packer", "program", "version", "seen"],
                benches.map { bench in
                    let program = Phrase(bench.isRunning ? "program.warehouse.running" : "program.warehouse.ended")
                    return [
                        bench.name, bench.location, bench.packer, program.text, bench.version,
                        Output.moment(bench.seenAt, zone),
                    ]
                })
            Output.note(Phrase("program.warehouse.benches", ["count": benches.count]).text)
        }
    }
}

// The same for programs; the names stay as they are.
extension WarehouseStatus {
    fileprivate func json(_ held: [HeldPackage], fault: WarehouseError?) -> JSONValue {
        [
            "server": .string(serverVersion), "time": .string(serverTime.text), "schema": .int(schema),
            "oldest": .int(oldest), "known": .int(known), "oms": installation.map { .string($0) } ?? .null,
            "read_only": .bool(isReadOnly), "missing_rights": .array(missingRights.map { .string($0) }),
            "fault": fault.map { .string($0.code.name) } ?? .null, "held": .array(held.map(\.json)),
        ]
    }
}

extension HeldPackage {
    fileprivate var json: JSONValue {
        [
            "package": .int(package), "location": .string(location), "bench": .string(holder.bench.name),
            "bench_id": .string(holder.bench.id.uuidString.lowercased()), "packer": .string(holder.packer),
            "since": .string(holder.since.text), "token": .int(holder.token),
            "command": holder.command.map { .string($0) } ?? .null,
        ]
    }
}

extension SeenBench {
    fileprivate var json: JSONValue {
        [
            "id": .string(id.uuidString.lowercased()), "name": .string(name), "location": .string(location),
            "packer": .string(packer), "version": .string(version), "running": .bool(isRunning),
            "seen": .string(seenAt.text),
        ]
    }
}
