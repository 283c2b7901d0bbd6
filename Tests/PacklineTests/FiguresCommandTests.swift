import Foundation
import OMS
import StationEngine
import StationStore
import Testing
import Warehouse
import WarehouseTesting

@testable import packline

@Suite("packline figures", .timeLimit(.minutes(2)))
struct FiguresCommandTests {
    /// The state of a station in Berlin, with a journal around the night in which the clock is put back.
    private struct Site {
        let folder: Folder
        let entries: [JournalEntry]

        init(packer: String = "Ayşe") async throws {
            folder = try Folder()
            // 22:30 universal time on the day before is 00:30 in Berlin.
            let start = try #require(Timestamp("2026-10-24T21:30:00Z"))
            var entries: [JournalEntry] = []
            for number in 1...54 {
                entries.append(
                    Self.entry(
                        number, ["item", "package", "unknown", "word"][number % 4], number % 3 == 0 ? "wrong" : "ok",
                        number % 5 == 0 ? nil : packer, start.advanced(bySeconds: number * 1_800)))
            }
            let deeds = [
                ("pack", "applied"), ("pack", "forced"), ("pack", "applied"), ("deny", "applied"), ("print", "printed"),
                ("print", "reprinted"),
            ]
            for (place, (meaning, outcome)) in deeds.enumerated() {
                entries.append(
                    Self.entry(
                        -1 - place, meaning, outcome, packer, start.advanced(bySeconds: 7_200 + place * 3_600),
                        units: place + 1, milliseconds: meaning == "pack" ? 20_000 + place * 10_050 : nil))
            }
            self.entries = entries
            let store = try await StationDatabase.open(at: path, now: .now)
            try await store.append(entries)
            try store.close()
        }

        private static func entry(
            _ number: Int, _ meaning: String, _ outcome: String, _ packer: String?, _ at: Timestamp,
            units: Int? = nil, milliseconds: Int? = nil
        ) -> JournalEntry {
            JournalEntry(
                number: number, raw: [], canonical: "", meaning: meaning, outcome: outcome, packer: packer, at: at,
                units: units, milliseconds: milliseconds)
        }

        var path: String { folder.path + "/state/127.0.0.1_1-369/station.sqlite" }

        var environment: [String: String] {
            [
                "PACKLINE_OMS_URL": "http://127.0.0.1:1/x", "PACKLINE_OMS_TOKEN": "t",
                "PACKLINE_STATION_LOCATION": "369", "PACKLINE_STATION_NAME": "bench 1",
                "PACKLINE_STATION_STATE_FOLDER": folder.path + "/state", "PACKLINE_STATION_LANGUAGE": "en",
                "PACKLINE_STATION_TIME_ZONE": "Europe/Berlin",
            ]
        }

        func run(_ arguments: [String], more: [String: String] = [:]) async throws -> Program {
            try await Program.packline(["figures"] + arguments, environment: environment.merging(more) { $1 })
        }

        /// The journal in a database too, as the bench copies it.
        func warehouse() async throws -> [String: String] {
            let url = try await PostgresServer.shared().makeDatabase()
            let variables = ["PACKLINE_WAREHOUSE_URL": url]
            _ = try await Program.packline(
                ["warehouse", "init"], environment: environment.merging(variables) { $1 })
            let bench = Warehouse(
                settings: try WarehouseSettings(url: url),
                bench: WarehouseBench(id: UUID(), name: "bench 1", location: "369"), oms: "http://127.0.0.1:1/x")
            for await state in bench.states() where state == .connected { break }
            try await bench.copyJournal(entries.map(JournalRow.init))
            await bench.close()
            return variables
        }
    }

    @Test("the station's own journal and the warehouse's give the same figures, by whatever they are counted")
    func same() async throws {
        let site = try await Site()
        let warehouse = try await site.warehouse()
        for group in [[], ["--by", "packer"], ["--by", "bench"], ["--by", "hour"], ["--by", "location"]] {
            for form in ["--json", "--csv"] {
                let arguments = ["--from", "2026-10-24", "--to", "2026-10-26"] + group + [form]
                let own = try await site.run(arguments)
                #expect(own.status == 0 && own.errors.isEmpty, "\(own.errors)")
                let shared = try await site.run(arguments, more: warehouse)
                #expect(own.text == shared.text && !own.text.isEmpty, "\(shared.errors)")
            }
        }
    }

    @Test("a day is that of the site: the one on which the clock is put back has 25 hours")
    func day() async throws {
        let site = try await Site()
        let day = try JSONDocument(try await site.run(["--day", "2026-10-25", "--json"]).text).root
        // From 22:00 universal time on until before 23:00 of the next day.
        let scans = site.entries.filter {
            $0.number > 0 && $0.at.text >= "2026-10-24T22" && $0.at.text < "2026-10-25T23"
        }
        #expect(day["scans"].int == scans.count { $0.meaning != "word" })
        #expect(day["wrong"].int == scans.count { $0.meaning != "word" && $0.outcome == "wrong" })
        #expect(day["packages"].int == 3 && day["units"].int == 6 && day["forced"].int == 1 && day["denied"].int == 1)
        #expect(day["labels"].int == 1 && day["reprints"].int == 1 && day["median_seconds"].text == "30.1")
        #expect(day["first"].string == "2026-10-24T22:00:00.000000Z")
        let hours = try await site.run(["--day", "2026-10-25", "--by", "hour"])
        #expect(hours.lines.count { $0.hasPrefix("02:00") } == 2, "\(hours.text)")
        #expect(hours.errors == "2026-10-25 to 2026-10-25, from the journal of this bench alone\n")
    }

    @Test("names from outside are shown and not done, nor taken for a formula")
    func hostile() async throws {
        let site = try await Site(packer: "=1+\u{1B}[31m\"2\"")
        let table = try await site.run(["--day", "2026-10-25", "--by", "packer"])
        #expect(!table.text.contains("\u{1B}") && table.text.contains("nobody"))
        let csv = try await site.run(["--day", "2026-10-25", "--by", "packer", "--csv"])
        #expect(
            !csv.text.contains("\u{1B}") && csv.lines.contains { $0.hasPrefix("\"'=1+") && $0.contains("\"\"2\"\"\"") })
        #expect(csv.lines.first?.hasPrefix("packer,packages,units,scans,wrong,") == true)
    }

    @Test("without a file there is nothing, and a wrong argument is told in a sentence")
    func mistakes() async throws {
        let site = try await Site()
        let none = try await site.run(["--day", "2020-01-01", "--json"])
        #expect(none.status == 0 && none.text.contains("\"packages\":0") && none.text.contains("\"first\":null"))
        for (arguments, sentence) in [
            (["--day", "29.3.2026"], "--day takes a day such as 2026-03-29, and not “29.3.2026”."),
            (["--from", "2026-02-30"], "--from takes a day such as 2026-03-29, and not “2026-02-30”."),
            (["--day", "2026-03-29", "--to", "2026-03-30"], "--day is one day: give either that, or --from and --to."),
            (["--to", "2026-03-30"], "--to needs --from, the first day."),
            (["--from", "2026-03-30", "--to", "2026-03-29"], "--from comes after --to."),
            (["--json", "--csv"], "--json and --csv are two forms: give one of them."),
            (
                ["--from", "2020-01-01", "--to", "2026-01-01", "--by", "hour"],
                "Hours are listed for 400 days at most: give fewer, or another --by."
            ),
        ] {
            let program = try await site.run(arguments)
            #expect(program.status == 64 && program.errors == "packline: \(sentence)\n", "\(program.errors)")
        }
        #expect(try await site.run(["--by", "weight"]).status == 64)
        let gone = try await site.run([], more: ["PACKLINE_WAREHOUSE_URL": "postgresql://r@127.0.0.1:1/d"])
        #expect(gone.status == 69 && gone.errors.hasPrefix("packline: PostgreSQL cannot be reached: "))
    }
}
