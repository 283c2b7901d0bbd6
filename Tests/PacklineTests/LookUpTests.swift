import Foundation
import OMS
import OMSSandbox
import Testing

@Suite("The OMS's endpoints at the command line")
struct LookUpTests {
    @Test("one command or option asks each endpoint, and says so in JSON as it came")
    func endpoints() async throws {
        try await CommandLineBench.with { bench in
            let id = try String(#require(try await bench.sandbox.packages(inState: "Preparing").first).id)
            let hook = try await bench.first("webhooks", "subscribe", "package.status.packed", "http://127.0.0.1:9/")
            let packed = try await bench.first("run", id, "complete-packaging", "--force")
            #expect(packed["state"]["name"].string == "Packed")
            await bench.sandbox.settleWebhooks()
            let log = try #require(try await bench.json("log", id).last?["id"].string)
            let event = try #require(try await bench.json("events", id).first?["id"].string)
            #expect(try await bench.first("log", id, log)["transition"]["name"].string == "Complete packaging")
            #expect(try await bench.first("events", id, event)["event_type"].string == "package.status.packed")
            #expect(
                try await bench.first("log", id, log, "--short")["transition_name"].string == "Complete packaging")
            #expect(try await bench.json("log", id, "--short").last?["id"].string == log)
            #expect(try await bench.json("events", id, "--short").first?["id"].string == event)
            #expect(try await bench.json("list", "--limit", "3").count == 3)
            #expect(try await bench.first("list", "--short")["packageitem_count"].int != nil)
            #expect(try await bench.first("list", "--simple")["stock_location"].int != nil)
            #expect(try await bench.json("ranges", "--all").count > 5)
            #expect(try await bench.first("show", id, "--short")["order_number"].exists)
            #expect(try await bench.first("items", id)["product_sku"].exists)
            #expect(try await bench.json("reasons").map(\.raw) == bench.json("reasons", "--older").map(\.raw))
            #expect(try await bench.first("invoice", id)["package_number"].exists)
            #expect(try await bench.first("invoice-document", id)["html_content"].string?.contains("FATURA") == true)
            try await bench.quietly("set-invoice-number", id, "A-1")
            try await bench.quietly("set-remote-id", id, "R-1")
            try await bench.quietly("set-extra", id, #"{"koli": "B1"}"#)
            let package = try await bench.first("show", id)
            #expect(package["invoice_number"].string == "A-1" && package["remote_id"].string == "R-1")
            #expect(package["extra_information"]["koli"].string == "B1")
            try await bench.quietly("webhooks", "unsubscribe", #require(hook["id"].string))
            for endpoint in Endpoint.allCases { #expect(bench.hasAsked(endpoint), "no command asks \(endpoint)") }
        }
    }

    @Test("every condition of the lists is an option with help, and is sent under the parameter's name")
    func conditions() async throws {
        try await CommandLineBench.with { bench in
            let values: [PackageParameter.ValueKind: String] = [
                .integer: "7", .integers: "7,8", .text: "İz mir", .texts: "a,b", .date: "2026-05-12", .flag: "true",
            ]
            let help = try await bench.run("list", "--help").text
            var (arguments, query): ([String], [String: String]) = (["list"], [:])
            for line in help.split(separator: "\n") {
                guard
                    let option = line.firstMatch(of: /^  (--[a-z-]+) <(number|number,…|text|text,…|date|true\|false)>/),
                    let kind = Self.kinds[String(option.2)], let value = values[kind], option.1 != "--limit"
                else { continue }
                arguments += [String(option.1), value]
            }
            for parameter in PackageParameter.allCases { query[parameter.facts.name] = values[parameter.facts.kind] }
            #expect(arguments.count == 1 + 2 * PackageParameter.allCases.count, "\(arguments)")
            #expect(try await bench.run(arguments).status == 0)
            let sent = try #require(bench.sandbox.requests().last?.query)
            let items = URLComponents(string: "?" + sent)?.queryItems ?? []
            let asked = Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
            #expect(asked.filter { !["page", "limit", "sort"].contains($0.key) } == query)

            _ = try await bench.run(
                "ranges", "--date", "2026-05-12", "--lower-from", "2026-05-12", "--lower-to", "2026-05-12",
                "--upper-from", "2026-05-12", "--upper-to", "2026-05-12")
            let ranges = try #require(bench.sandbox.requests().last?.query)
            #expect(DeliveryRangeParameter.allCases.allSatisfy { ranges.contains($0.facts.name + "=2026-05-12") })
        }
    }

    private static let kinds: [String: PackageParameter.ValueKind] = [
        "number": .integer, "number,…": .integers, "text": .text, "text,…": .texts, "date": .date,
        "true|false": .flag,
    ]

    @Test("all pages follow each other, and a page is one page")
    func pages() async throws {
        try await CommandLineBench.with { bench in
            let all = try await bench.json("list", "--any-location", "--all", "--limit", "30")
            #expect(all.count == 60 && Set(all.map { $0["id"].int }).count == 60)
            let second = try await bench.json("list", "--any-location", "--page", "2", "--limit", "30")
            #expect(second.map(\.raw) == all.dropFirst(30).map(\.raw))
            let table = try await bench.run("list", "--any-location", "--limit", "2")
            #expect(table.lines.count == 3 && table.lines[0].hasPrefix("Number     Order      State"))
            #expect(table.errors == "2 of 60 packages, page 1\n", "no progress where there is no terminal")
        }
    }

    @Test(
        "what is wrong is told in one sentence, with its status",
        arguments: [
            (["list", "--placed-on", "tomorrow"], 64, "--placed-on takes a date such as 2026-05-12"),
            (["list", "--ids", "1,x"], 64, "--ids takes whole numbers with commas between them"),
            (["list", "--state-value", "abc"], 64, "--state-value takes a whole number, and “abc” is something else."),
            (["scna"], 64, "There is no command “scna”; perhaps “scan” is meant."),
            (["fetch"], 64, "There is no command “fetch”; packline --help lists them."),
            (["sandbox", "--packages", "-3"], 64, "--packages takes a number from 0 to 10000000, and not -3."),
            (["deny", "000000001"], 64, "Say why with --reason: the OMS has 1 Ürün bulunamadı, 2 "),
            (["deny", "000000001", "--reason", "rain"], 64, "“rain” is no denial reason: the OMS has 1 "),
            (["list", "--sort", "name"], 64, "--sort takes one of id, -id"),
            (["list", "--short", "--sku", "1"], 64, "--sku does not go with --short."),
            (["list", "--all", "--page", "2"], 64, "--all takes every page: leave --page out."),
            (["items", "1", "--limit", "0"], 64, "--limit takes a number from 1 to 100."),
            (["items", "1", "--page", "99"], 65, "with 404: Invalid page."),
            (
                ["show", "nobody"], 65,
                "No package of the OMS has the id, the number, the order number, the tracking number or the invoice number “nobody”."
            ),
            (["log", "1", "4711"], 65, "with 404"),
            (["set-extra", "1", "[]"], 64, "must be a JSON object"),
            (["run", "1", "fly"], 64, "“fly” is no command of the package 000000001"),
            (["run", "1", "block", "-p", "x"], 64, "--parameter takes name=value"),
            (["invoice-document", "1", "--output", "/nowhere/x.html"], 73, "The file /nowhere/x.html cannot be"),
            (["webhooks", "subscribe", "package.flown", "http://127.0.0.1:9/"], 65, "event_type: Not a valid choice"),
        ])
    func wrong(_ arguments: [String], status: Int32, sentence: String) async throws {
        try await CommandLineBench.with { bench in
            if arguments[0] == "invoice-document" { try await bench.quietly("set-invoice-number", "1", "A-1") }
            let program = try await bench.run(arguments)
            #expect(program.status == status && program.errors.contains(sentence), "\(program.errors)")
            #expect(program.output.isEmpty)
        }
    }

    @Test("an OMS that asks to be asked later ends a command with 75", arguments: [429, 502, 503, 504])
    func later(_ status: Int) async throws {
        try await CommandLineBench.with { bench in
            bench.sandbox.faults = FaultProfile(faults: [Fault(.status, status: status, retryAfter: 60)])
            for arguments in [["list"], ["show", "7"], ["reasons", "--all"], ["set-remote-id", "7", "R-1"]] {
                let program = try await bench.run(arguments)
                #expect(program.status == 75 && program.errors.contains("with \(status)"), "\(program.errors)")
            }
        }
    }

    @Test(
        "show takes what pack takes: a number, an order's number, a tracking number, an id, and what a scanner makes of it"
    )
    func names() async throws {
        try await CommandLineBench.with { bench in
            let shipped = try await bench.sandbox.packages(inState: "Shipped")
            let package = try #require(shipped.first { $0.trackingNumber != nil })
            let tracking = try #require(package.trackingNumber)
            let orders = Dictionary(grouping: try await bench.sandbox.packages(), by: \.orderNumber)
            let alone = try #require(orders.values.first { $0.count == 1 }?.first)
            for (name, id) in [
                (package.number, package.id), (tracking, package.id), (tracking.lowercased(), package.id),
                ("]C0\(tracking)", package.id), (String(package.id), package.id), (alone.orderNumber, alone.id),
            ] {
                #expect(try await bench.first("show", name)["id"].int == Int(id), "\(name)")
            }
        }
    }

    @Test("how long the OMS waits between two tries is said as the configuration has it")
    func retryCountdown() async throws {
        try await CommandLineBench.with { bench in
            let subscribe = ["webhooks", "subscribe", "package.created", "http://127.0.0.1:9/"]
            let never = #"{"choice": "never", "kwargs": {}}"#
            let refused = try await bench.run(subscribe, variables: ["PACKLINE_WEBHOOKS_RETRY_COUNTDOWN": never])
            #expect(
                refused.status == 65 && refused.errors.contains(#""never" is not a valid choice"#), "\(refused.errors)")
            let wrong = try await bench.run(subscribe, variables: ["PACKLINE_WEBHOOKS_RETRY_COUNTDOWN": "soon"])
            #expect(wrong.status == 78 && wrong.errors.contains("is not seconds between two tries"), "\(wrong.errors)")
            #expect(try await bench.run(subscribe, variables: ["PACKLINE_WEBHOOKS_RETRY_COUNTDOWN": "5"]).status == 0)
        }
    }

    @Test("an address at which no OMS is leads to the setting, whatever is asked first")
    func wrongAddress() async throws {
        try await CommandLineBench.with { bench in
            let advice = "oms.url has to end like https://{customer}-oms.akinon.net/api/v1/oms"
            for arguments in [["list"], ["ranges"], ["show", "7"], ["pack", "000000001"]] {
                let elsewhere = try await bench.run(arguments + ["--url", bench.sandbox.baseURL + "/v2"])
                #expect(elsewhere.errors.contains("404") && elsewhere.errors.contains(advice), "\(elsewhere.errors)")
                #expect(elsewhere.status == (arguments[0] == "pack" ? 69 : 65))
            }
            bench.sandbox.faults = FaultProfile(faults: [Fault(.html, status: 200)])
            let page = try await bench.run("list")
            #expect(
                page.status == 65 && page.errors.contains("is HTML") && page.errors.contains(advice), "\(page.errors)")
            bench.sandbox.faults = FaultProfile()
            let beyond = try await bench.run("list", "--page", "99")
            #expect(!beyond.errors.contains("oms.url"), "a page too far says nothing about the address")
        }
    }

    @Test("what may have been applied ends with 75 and with what to look at, and is not sent again")
    func unknownDelivery() async throws {
        try await CommandLineBench.with { bench in
            let package = try #require(try await bench.sandbox.packages(inState: "Preparing").first)
            let id = String(package.id)
            bench.sandbox.faults = FaultProfile(faults: [Fault(.resetAfter, methods: ["POST"])])
            for arguments in [["run", id, "block"], ["set-remote-id", id, "R-1"], ["invoice", id]] {
                bench.sandbox.clearRequests()
                let program = try await bench.run(arguments)
                #expect(program.status == 75, "\(program.errors)")
                let advice = "Before you try again, look at packline show \(id) and packline log \(id)."
                #expect(program.errors.contains("whether it was applied is not known. \(advice)"), "\(program.errors)")
                #expect(bench.sandbox.requests().count { $0.method == "POST" } == 1)
            }
            #expect(try await bench.sandbox.look(at: package.id).state == "Blocked")
        }
    }

    @Test("a command that is still unknown when the waiting is over is named, with what to look at")
    func unfinished() async throws {
        try await CommandLineBench.with { bench in
            let package = try #require(try await bench.sandbox.packages(inState: "Preparing").first)
            // Whether the OMS is still processing it is not known for a while after such an answer.
            bench.sandbox.faults = FaultProfile(faults: [Fault(.status, paths: ["*/command/"], status: 504)])
            let program = try await bench.run("pack", package.number, "--force", "--wait", "2")
            #expect(program.status == 75)
            #expect(
                program.errors.contains("\(package.number): pack is not known to be applied ("), "\(program.errors)")
            #expect(program.errors.contains("packline show \(package.number) and packline log \(package.number)"))
        }
    }

    @Test("a condition that the OMS ignores is named once, and what does not meet it is left out")
    func ignored() async throws {
        try await CommandLineBench.with { bench in
            let folder = try Folder()
            let config = folder.url("config.yaml")
            try Data("parameters: {state__enum_value: status, lower__gte: begin}".utf8).write(to: config)
            for (arguments, name) in [
                (["list", "--state-value", "200"], "state__enum_value"),
                (["list", "--simple", "--state-value", "200"], "state__enum_value"),
                (["ranges", "--lower-from", "2099-01-01"], "lower__gte"),
            ] {
                let program = try await bench.run(
                    arguments + ["--all", "--limit", "7", "--json", "--config", config.path])
                #expect(program.status == 0)
                #expect(
                    try program.lines.allSatisfy { try JSONDocument($0).root["state"]["enum_value"].string == "200" })
                let note = program.errors.split(separator: "\n").filter { $0.contains("ignored") }
                #expect(note.count == 1 && note[0].hasPrefix("The OMS ignored \(name): "), "\(program.errors)")
            }
        }
    }

    @Test(
        "every command's help has an example of it",
        arguments: [
            "list", "show", "items", "log", "events", "ranges", "reasons", "invoice", "invoice-document",
            "set-invoice-number", "set-remote-id", "set-extra", "run", "webhooks", "webhooks subscribe",
            "webhooks unsubscribe",
        ])
    func examples(_ command: String) async throws {
        let help = try await Program.packline(command.split(separator: " ").map(String.init) + ["--help"])
        #expect(help.status == 0 && help.text.contains("Example: packline \(command) "), "\(help.text)")
    }

    @Test("a command is found by what a packer calls it, when nothing of the package is called so")
    func packersWord() async throws {
        try await CommandLineBench.with { bench in
            let package = try #require(try await bench.sandbox.packages(inState: "Waiting").first)
            #expect(
                try await bench.first("run", "\(package.id)", "pack", "--force")["state"]["name"].string == "Packed")
            let other = try await bench.sandbox.packages(inState: "Waiting")[0]
            let missing = "package_items=[\(try #require(other.items.first?.id))]"
            let after = try await bench.first("run", "\(other.id)", "not-found", "-p", missing)
            #expect(after["state"]["name"].string == "Out of Stock")
        }
    }

    @Test("what packs is left to packline pack, whatever it is called, unless it is forced where that is allowed")
    func uncheckedPack() async throws {
        try await CommandLineBench.with { bench in
            let package = try #require(try await bench.sandbox.packages(inState: "Waiting").first)
            let id = String(package.id)
            for command in ["pack", "complete-packaging"] {
                let refused = try await bench.run("run", id, command)
                #expect(refused.status == 65, "\(refused.text)\(refused.errors)")
                #expect(refused.errors.contains("packline pack \(package.number), with --force"), "\(refused.errors)")
            }
            let never = try await bench.run(
                ["run", id, "pack", "--force"], variables: ["PACKLINE_STATION_FORCE": "never"])
            #expect(never.status == 65 && never.errors.contains("station.force is never"), "\(never.errors)")
            #expect(try await bench.sandbox.look(at: package.id).state == "Waiting")
        }
    }

    @Test("a package is found by the number of its invoice")
    func invoiceNumber() async throws {
        try await CommandLineBench.with { bench in
            try await bench.quietly("set-invoice-number", "5", "INV-2026-17")
            #expect(try await bench.first("show", "inv-2026-17")["id"].int == 5)
            #expect(try await bench.run("items", "INV-2026-17").status == 0)
        }
    }

    @Test("rows without an id count each, also where two pages have equal ones")
    func equalRows() async throws {
        try await CommandLineBench.with { bench in
            let range = #"{"lower": "2026-05-12T09:00:00Z", "upper": "2026-05-12T12:00:00Z"}"#
            func page(_ next: String) -> Fault {
                let body = #"{"count": 2, "next": \#(next), "previous": null, "results": [\#(range)]}"#
                return Fault(.status, times: 1, status: 200, body: body)
            }
            let next = "\"\(bench.sandbox.baseURL)/packages/delivery_ranges/?page=2\""
            bench.sandbox.faults = FaultProfile(faults: [page(next), page("null")])
            let ranges = try await bench.run("ranges", "--all", "--limit", "1", "--json")
            #expect(ranges.status == 0 && ranges.lines.count == 2, "\(ranges.text)\(ranges.errors)")
            bench.sandbox.faults = FaultProfile(faults: (0..<9).map { _ in page(next) })
            let endless = try await bench.run("ranges", "--all", "--limit", "1", "--json")
            #expect(endless.status == 75, "the same page for ever")
        }
    }

    @Test("an order with several packages is a choice to make, and one with one package is found")
    func orders() async throws {
        try await CommandLineBench.with { bench in
            let orders = try await Dictionary(grouping: bench.sandbox.packages(), by: \.orderNumber)
            let several = try #require(orders.values.first { $0.count > 1 })
            let refused = try await bench.run("show", several[0].orderNumber)
            #expect(refused.status == 64)
            #expect(several.allSatisfy { refused.errors.contains($0.number) }, "\(refused.errors)")
            let only = try #require(orders.values.first { $0.count == 1 }?.first)
            for name in [only.orderNumber, only.number, String(only.id)] {
                #expect(try await bench.first("show", name)["number"].string == only.number)
            }
        }
    }
}
