import ArgumentParser
import Foundation
import OMS
import OMSSandbox
import Testing

@testable import packline

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite("Text from outside, on the command line", .timeLimit(.minutes(5)))
struct HostileTextTests {
    private static let sample = UnsafeText.sample

    /// What each command is run with; `ID`, `LOG`, `EVENT` and `FOLDER` stand for those of the bench.
    private static let runs: [String: [[String]]] = [
        "list": [
            ["--all"], ["--short"], ["--simple"], ["--json"], ["--any-location", "--city-name", sample],
            ["--sort", sample], ["--state-id", sample],
        ],
        "show": [["ID"], ["ID", "--short"], ["ID", "--json"], [sample]],
        "items": [["ID"], ["ID", "--json"]],
        "log": [["ID"], ["ID", "LOG"], ["ID", "--short"], ["ID", "--json"], ["ID", "LOG", "--json"]],
        "events": [["ID"], ["ID", "EVENT"], ["ID", "--short"], ["ID", "--json"], ["ID", "EVENT", "--json"]],
        "ranges": [[], ["--json"], ["--date", sample]],
        "reasons": [["--all"], ["--older"], ["--json"]],
        "run": [
            ["ID"], ["ID", "--json"], ["ID", sample], ["ID", "not-found"], ["ID", "deny-package"],
            ["ID", "ready-for-packaging", "-p", "note=\(sample)"], ["ID", "1", "-p", sample],
        ],
        "invoice": [["ID"], ["ID", "--json"]],
        "invoice-document": [["ID"], ["ID", "--json"], ["ID", "--output", "FOLDER/no\(sample)/where.html"]],
        "set-invoice-number": [["ID", sample]],
        "set-remote-id": [["ID", sample]],
        "set-extra": [["ID", "{\"koli\": 1}"], ["ID", sample]],
        "webhooks": [
            ["subscribe", "package.created", "http://127.0.0.1:9/"], ["subscribe", sample, sample],
            ["subscribe", "package.created", "http://127.0.0.1:9/", "--json"], ["unsubscribe", "4711"],
        ],
        "pack": [["ID", "--force"], [sample], ["ID", sample, "--force", "--json"]],
        "ship": [["ID"], [sample], [sample, "--json"]],
        "deny": [["ID"], ["ID", "--reason", sample], [sample, "--reason", "1", "--json"]],
        "scan": [[], ["--json"], ["--replay", "FOLDER/no\(sample)"]],
        "outbox": [
            ["list", "--all"], ["list", "--all", "--json"], ["show", "1"], ["show", "1", "--json"], ["retry", "1"],
            ["discard", "1"],
        ],
        "labels": [
            ["list", "--all"], ["list", "--all", "--json"], ["show", "1"], ["show", sample], ["print", "1"],
            ["print", "1", "--reason", sample], ["save", "1", "FOLDER/label"], ["void", "1"],
        ],
        "warehouse": [["status"], ["benches", "--json"], ["drop-claim", sample]],
        "figures": [["--by", "packer"], ["--json"], ["--csv", "--by", "hour"], ["--day", sample]],
        "board": [["--theme", sample], [sample]],
        "explain": [[sample, "(01)0869\(sample)"], [sample, "--json"], []],
        "doctor": [[], ["--location", sample], ["--sheet", sample]],
        "listen": [["--webhooks", sample]],
        "barcodes": [["--output", "FOLDER/codes.svg"], ["--output", sample], ["--terminal"], ["--paper", sample]],
        "station": [[], ["--theme", sample], [sample]],
        "demo": [["--theme", sample], ["--packages", sample]],
        "printer": [["--faults", sample], ["--host", sample, "--port", "0"], ["--ledger", "FOLDER/no\(sample)/x"]],
        "sandbox": [["--dialect", sample], ["--faults", sample], ["--host", sample, "--port", "0"]],
    ]

    /// In their order, but for the one that shows what others have queued.
    private static let commands = runs.keys.filter { $0 != "outbox" }.sorted() + ["outbox"]

    /// Lines as a scanner, or somebody else, sends them.
    private static let lines = [
        "000000001", sample, "show \(sample)", "pack", "1", "\u{1D}01\(sample)", "deny", "x", "",
    ]

    @Test("every command is fed with it")
    func everyCommand() {
        #expect(Set(Self.runs.keys) == Set(Packline.configuration.subcommands.map { $0._commandName }))
    }

    @Test(
        "nothing of it reaches a terminal as it is, whatever command prints it",
        arguments: HostileOMS.Answering.allCases)
    func commands(answering: HostileOMS.Answering) async throws {
        try await HostileOMS.run(answering) { oms in
            let bench = try await Bench(oms)
            var silent = Set(Self.runs.keys)
            for command in Self.commands {
                for run in Self.runs[command] ?? [] {
                    let program = try await bench.run([command] + run, input: Self.lines.joined(separator: "\n"))
                    Self.check(program, command, run)
                    if (program.text + program.errors).contains("␛") { silent.remove(command) }
                }
            }
            #expect(silent == answering.silentCommands, "it must have come as far as what each of them prints")
        }
    }

    private static func check(_ program: Program, _ command: String, _ arguments: [String]) {
        let run: Comment = "\(command) \(arguments.map { $0.replacing(sample, with: "‹sample›") })"
        let answersWithTabs = ["scan", "pack", "ship", "deny"].contains(command) && !arguments.contains("--json")
        // The colours of the bars are the program's own.
        let text = ["\u{1B}[38;5;16;48;5;231m", "\u{1B}[0m"]
            .reduce(program.text) { command == "barcodes" ? $0.replacing($1, with: "") : $0 }
        let output = command == "barcodes" ? Array(text.utf8) : program.output
        #expect(UnsafeText.found(in: output, besides: answersWithTabs ? ["\t"] : []) == [], run)
        #expect(UnsafeText.found(in: program.complaints) == [], run)
        guard arguments.contains("--json") else { return }
        for line in program.lines {
            #expect(throws: Never.self, run) {
                try JSONSerialization.jsonObject(with: Data(line.utf8), options: .fragmentsAllowed)
            }
        }
    }

    @Test("JSON holds it whole")
    func json() async throws {
        try await HostileOMS.run(.inEveryText) { oms in
            let bench = try await Bench(oms)
            let package = try JSONDocument(try await bench.run(["show", "ID", "--json"]).output).root
            #expect(package["state"]["name"].string?.hasSuffix(Self.sample) == true)
            let asked = try await bench.run(["explain", "A\(Self.sample)", "--json"])
            #expect(try JSONDocument(asked.output).root["input"].string == "A\(Self.sample)")
            let scanned = try await bench.run(["scan", "--json"], input: "A\u{9B}31m\u{202E}\u{7F}\n")
            #expect(try JSONDocument(scanned.output).root["input"].string == "A\u{9B}31m\u{202E}\u{7F}")
        }
    }

    @Test("nor does it through a webhook event", arguments: [[], ["--json"]])
    func listen(options: [String]) async throws {
        try await HostileOMS.run(.inEveryText) { oms in
            let bench = try await Bench(oms)
            let program = try bench.start(["listen", "--webhooks", "127.0.0.1:0"] + options)
            let greeting = await program.complaint()
            let port = try #require(String(decoding: greeting, as: UTF8.self).firstMatch(of: /127\.0\.0\.1:(\d+)/)?.1)
            var delivery = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)/")))
            delivery.httpMethod = "POST"
            let event = ["type": "package.created\(Self.sample)", "uuid": "u\(Self.sample)"]
            delivery.httpBody = try JSONSerialization.data(
                withJSONObject: ["event": event, "payload": ["pk": 4711, "number": Self.sample]])
            _ = try await URLSession.shared.data(for: delivery)
            let told = await program.line()
            #expect(String(decoding: told, as: UTF8.self).contains(options == [] ? "␛" : "\\u001b"))
            let (rest, status) = await program.ended()
            #expect(status == 0 && UnsafeText.found(in: greeting + told + rest) == [])
        }
    }

    @Test("a document that is saved to standard output is left as it is")
    func savedDocument() async throws {
        try await HostileOMS.run(.inEveryText) { oms in
            let bench = try await Bench(oms)
            #expect(try await bench.run(["invoice", "ID"]).status == 0)
            let program = try await bench.run(["invoice-document", "ID", "--output", "-"])
            #expect(program.text.hasSuffix("\(Self.sample)\n"))
        }
    }

    @Test("a mistake in the configuration or in a variable is told without it")
    func configuration() async throws {
        let folder = try Folder()
        let file = folder.url("config.yaml")
        for text in ["\"a\\e[31m\\x9b\\u202E\": 1", "theme: \"a\\e[31m\\x9b\\u202E\\r\\n\"", "theme: [\u{85}\u{202E}"] {
            try text.write(to: file, atomically: true, encoding: .utf8)
            for command in [["list"], ["doctor"], ["explain", "A"]] {
                let program = try await Program.packline(command + ["--config", file.path])
                #expect(UnsafeText.found(in: program.output + program.complaints) == [], "\(command): \(text)")
            }
        }
        for variable in ["PACKLINE_OMS_URL", "PACKLINE_SCANNER_LAYOUT", "PACKLINE_STATION_TIME_ZONE"] {
            let program = try await Program.packline(["list"], environment: [variable: "a\(Self.sample)"])
            #expect(program.status != 0 && UnsafeText.found(in: program.complaints) == [], "\(variable)")
        }
    }

    @Test("neither does it through an unknown command or option")
    func arguments() async throws {
        for arguments in [["a\(Self.sample)"], ["list", "--a\(Self.sample)"], ["outbox", "show", Self.sample]] {
            let program = try await Program.packline(arguments)
            #expect(program.status == 64 && UnsafeText.found(in: program.output + program.complaints) == [])
        }
    }

    @Test("help and completion scripts come whole")
    func help() async throws {
        for arguments in [["--help"], ["help", "list"], ["--generate-completion-script", "bash"], ["--version"]] {
            let program = try await Program.packline(arguments)
            #expect(program.status == 0 && UnsafeText.found(in: program.output) == [])
            #expect(!program.text.contains("␉") && !program.text.contains("␛") && !program.text.contains("\u{FFFD}"))
        }
    }

    /// A hostile OMS, one package of it with a log and an event, and a state folder that all runs share.
    private struct Bench {
        private let oms: HostileOMS
        private let folder: Folder
        private let words: [String: String]

        init(_ oms: HostileOMS) async throws {
            (self.oms, folder) = (oms, try Folder())
            let direct = CommandLineBench(sandbox: oms.sandbox)
            let id = try String(#require(try await oms.sandbox.packages(inState: "Preparing").first).id)
            _ = try await direct.run("webhooks", "subscribe", "package.status.transitioned", "http://127.0.0.1:9/")
            _ = try await direct.run("run", id, "ready-for-packaging")
            await oms.sandbox.settleWebhooks()
            let log = try await direct.json("log", id).last?["id"].string
            let event = try await direct.json("events", id).first?["id"].string
            words = ["ID": id, "LOG": try #require(log), "EVENT": try #require(event)]
        }

        func start(_ arguments: [String]) throws -> RunningProgram {
            try RunningProgram(
                arguments, in: folder, environment: oms.environment.merging(["XDG_STATE_HOME": folder.path]) { $1 })
        }

        func run(_ arguments: [String], input: String = "") async throws -> Program {
            try await Program.packline(
                arguments.map { words[$0] ?? $0.replacing("FOLDER", with: folder.path) }, input: Array(input.utf8),
                environment: oms.environment.merging(["XDG_STATE_HOME": folder.path]) { $1 })
        }
    }
}

extension HostileOMS.Answering {
    /// The commands to which no text from outside comes: what they do is done in silence, or nothing is queued.
    fileprivate var silentCommands: Set<String> {
        switch self {
        case .inEveryText: ["set-invoice-number", "set-remote-id", "set-extra"]
        case .byRefusing, .byRefusingWithoutJSON: ["outbox"]
        case .byRefusingChanges: []
        }
    }
}
