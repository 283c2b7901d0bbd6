import Foundation
import OMS
import OMSSandbox
import Testing

@Suite("Lists that change, and conditions that are ignored")
struct ListTests {
    /// Packages leave the list each time that a page of it was answered.
    private static let leaving = Fault(.leave, paths: ["*/packages/*"], methods: ["GET"], rows: 10)

    private func ids(_ program: Program) throws -> [Int] {
        try program.lines.compactMap { try JSONDocument($0).root["id"].int }
    }

    @Test("no package is missed because others leave the list while it is read", arguments: ["id", "-id"])
    func leaving(_ sort: String) async throws {
        try await CommandLineBench.with { bench in
            bench.sandbox.faults = FaultProfile(faults: [Self.leaving])
            let list = try await bench.run(
                "list", "--any-location", "--all", "--limit", "20", "--sort", sort, "--json")
            #expect(list.status == 0 && list.errors.isEmpty, "\(list.errors)")
            #expect(try ids(list).sorted() == Array(1...60))
        }
    }

    @Test(
        "an OMS that does not follow a list by id is read page by page, each package once",
        arguments: [(["id__gt"], "id"), (["id__lt"], "-id"), (["sort"], "-id"), (["sort", "id__lt"], "-id")])
    func disobedient(_ ignored: [String], _ sort: String) async throws {
        try await CommandLineBench.with { bench in
            bench.sandbox.faults = FaultProfile(faults: [Fault(.ignore, parameters: ignored)])
            let list = try await bench.run(
                "list", "--any-location", "--all", "--limit", "20", "--sort", sort, "--json")
            #expect(list.status == 0 && list.errors.isEmpty, "\(list.errors)")
            let ids = try ids(list)
            #expect(ids.count == 60 && Set(ids).count == 60)
        }
    }

    @Test(
        "a list that changed while it was read page by page says that rows may be missing, and ends with 75",
        arguments: [
            ["list", "--any-location", "--sort", "-created_date"], ["list", "--simple"], ["list", "--short"],
        ])
    func changed(_ arguments: [String]) async throws {
        try await CommandLineBench.with { bench in
            bench.sandbox.faults = FaultProfile(faults: [Self.leaving])
            let list = try await bench.run(arguments + ["--all", "--limit", "20", "--json"])
            let ids = try ids(list)
            #expect(list.status == 75 && ids.count < 60 && Set(ids).count == ids.count)
            #expect(
                list.errors.contains("packages came, and the OMS counted 60, then")
                    && list.errors.contains("read it again"),
                "\(list.errors)")
        }
    }

    @Test("a list, a package and a refusal are told in Turkish to whoever reads Turkish")
    func turkish() async throws {
        try await CommandLineBench.with { bench in
            let turkish = ["PACKLINE_STATION_LANGUAGE": "tr"]
            let list = try await bench.run(["list", "--any-location", "--limit", "3"], variables: turkish)
            #expect(list.text.hasPrefix("Numara ") && list.text.contains("Son tarih"), "\(list.text)")
            #expect(list.errors == "3/60 paket, sayfa 1\n", "\(list.errors)")
            let show = try await bench.run(["show", "1"], variables: turkish)
            #expect(show.text.hasPrefix("Paket ") && show.text.contains("Müşteri"), "\(show.text)")
            let none = try await bench.run(["show", "nonesuch"], variables: turkish)
            #expect(none.errors.contains("OMS'te böyle bir paket yok"), "\(none.errors)")
            let refused = try await bench.run(
                ["list"], variables: turkish.merging(["PACKLINE_OMS_TOKEN": "wrong"]) { $1 })
            #expect(refused.errors.contains("(yenisini alacak bir giriş ayarlanmamış)"), "\(refused.errors)")
            let plain = try await bench.run(
                ["list"], variables: turkish.merging(["PACKLINE_OMS_URL": "http://oms.example/api"]) { $1 })
            #expect(plain.errors.contains("erişim anahtarını şifresiz gönderir"), "\(plain.errors)")
        }
    }

    @Test("a list that became shorter than the page that is asked for next is said to have changed")
    func shorter() async throws {
        try await CommandLineBench.with { bench in
            bench.sandbox.faults = FaultProfile(
                faults: [Fault(.leave, paths: ["*/packages/*"], methods: ["GET"], times: 1, rows: 30)])
            let list = try await bench.run("list", "--short", "--all", "--limit", "30")
            #expect(list.status == 75 && list.lines.count == 31, "\(list.errors)")
            #expect(list.errors.contains("The list changed while it was read: 30 packages came"), "\(list.errors)")
        }
    }

    /// What the rows of a list do not show can be ignored without a trace.
    @Test(
        "a condition that the rows do not show is said not to have been checked",
        arguments: [
            (["list", "--any-location", "--stock-location-type", "store"], "stock_location__stock_location_type"),
            (["list", "--any-location", "--shipping-options", "express"], "shipping_option__slug__in"),
            (["list", "--any-location", "--cancellation-failure", "true"], "cancellation_failure"),
            (["list", "--simple", "--order", "1001"], "order__number__startswith"),
        ])
    func unseen(_ arguments: [String], _ name: String) async throws {
        try await CommandLineBench.with { bench in
            bench.sandbox.faults = FaultProfile(faults: [Fault(.ignore, parameters: [name])])
            let list = try await bench.run(arguments + ["--json"])
            #expect(list.status == 0 && list.lines.count == 20)
            #expect(
                list.errors == "Whether the OMS heeded \(name) could not be checked: the rows do not show it.\n",
                "\(list.errors)")
        }
    }

    @Test(
        "a date that the OMS ignores leaves out the rows of other days, as universal time or the station counts them",
        arguments: [
            ("--placed-on", "order__date_placed", "date_placed"),
            ("--placed-from", "order__date_placed__gte", "date_placed"),
            ("--placed-to", "order__date_placed__lte", "date_placed"),
            ("--created-from", "created_date__gte", "created_date"),
            ("--created-to", "created_date__lte", "created_date"),
            ("--modified-to", "modified_date__lte", "modified_date"),
        ])
    func ignoredDate(_ option: String, _ name: String, _ field: String) async throws {
        try await CommandLineBench.with { bench in
            let moments = try await bench.json("list", "--any-location", "--all").compactMap { row in
                row[field].timestamp.map { (id: row["id"].int, time: $0) }
            }
            let times = moments.map(\.time).sorted()
            let some = try #require(
                option.hasSuffix("-from") ? times.last : option.hasSuffix("-to") ? times.first : times[30])
            let day = String(some.text.prefix(10))
            let start = try #require(Timestamp(day))
            /// Those that are of the day, or on its right side, where it begins and ends by so many hours before and later.
            func within(_ before: Int, _ later: Int) -> [Int?] {
                moments.filter { moment in
                    let isFrom = moment.time >= start.advanced(bySeconds: -before * 3_600)
                    let isTo = moment.time < start.advanced(bySeconds: (24 + later) * 3_600)
                    return (option.hasSuffix("-to") || isFrom) && (option.hasSuffix("-from") || isTo)
                }
                .map(\.id)
            }
            // The day of Istanbul begins three hours earlier; nowhere does it begin 15 earlier, or end 13 later.
            let (met, possible) = (within(3, 0), within(14, 12))
            bench.sandbox.faults = FaultProfile(faults: [Fault(.ignore, parameters: [name])])
            let list = try await bench.run("list", "--any-location", "--all", option, day, "--json")
            #expect(try ids(list) == met && !met.isEmpty && list.status == 0)
            let left = "\(60 - met.count) rows are left out here"
            if possible.count < 60 {
                #expect(list.errors.hasPrefix("The OMS ignored \(name): \(left). If it calls"), "\(list.errors)")
            } else if met.count < 60 {
                let why = "they meet \(name) neither in universal time nor in station.time_zone"
                #expect(list.errors == "\(left): \(why).\n", "\(list.errors)")
            } else {
                #expect(list.errors.isEmpty, "\(list.errors)")
            }
        }
    }

    @Test("the type of a location does not take the place of the configured one, and another location does")
    func configuredLocation() async throws {
        try await CommandLineBench.with { bench in
            func codes(_ conditions: String...) async throws -> Set<String?> {
                let list = try await bench.run(
                    ["list", "--all", "--json"] + conditions, variables: ["PACKLINE_STATION_LOCATION": "369"])
                return Set(try list.lines.map { try JSONDocument($0).root["stock_location"]["erp_code"].string })
            }
            let here = try await codes("--stock-location-type", "warehouse")
            let none = try await codes("--stock-location-type", "store")
            let anywhere = try await codes("--stock-location-type", "store", "--any-location")
            let there = try await codes("--stock-location-code", "412")
            #expect(here == ["369"] && none.isEmpty && anywhere == ["412", "588"] && there == ["412"])
        }
    }

    @Test("rows that can be seen not to match are left out, and those that do not show it are counted")
    func partlySeen() async throws {
        try await CommandLineBench.with { bench in
            let name = "shipping_address__city__name"
            bench.sandbox.faults = FaultProfile(faults: [Fault(.ignore, parameters: [name])])
            let list = try await bench.run("list", "--any-location", "--all", "--city-name", "İzmir", "--json")
            let rows = try list.lines.map { try JSONDocument($0).root }
            #expect(rows.allSatisfy { $0["shipping_address"]["city"]["name"].string == "İzmir" } && !rows.isEmpty)
            #expect(list.status == 0 && list.errors.hasPrefix("The OMS ignored \(name): \(60 - rows.count) rows"))
        }
    }
}
