import Foundation
import OMS
import OMSSandbox
import Testing

@testable import packline

@Suite("An installation with its own names for things")
struct InstallationTests {
    @Test("every renamed parameter goes over the wire under its new name, in every list")
    func parameters() async throws {
        try await CommandLineBench.with { bench in
            let usual = Set(Endpoint.allCases.flatMap(\.queryNames)).sorted()
            let config = try Configuration(
                "parameters:\n" + usual.map { "  \($0): x_\($0)\n" }.joined()
                    + "  /packages/list-simple/:\n    state: zustand\n")
            let lists: [(Endpoint, [String])] = [
                (.packages, ["list"]), (.shortPackages, ["list", "--short"]), (.simplePackages, ["list", "--simple"]),
                (.deliveryRanges, ["ranges"]), (.packageItems, ["items", "1"]), (.transitionLogs, ["log", "1"]),
                (.shortTransitionLogs, ["log", "1", "--short"]), (.webhookEvents, ["events", "1"]),
                (.shortWebhookEvents, ["events", "1", "--short"]), (.denialReasons, ["reasons"]),
                (.olderDenialReasons, ["reasons", "--older"]),
            ]
            #expect(Set(lists.map(\.0)) == Set(Endpoint.allCases.filter { $0.limitName != nil }))
            for (endpoint, arguments) in lists {
                let options =
                    endpoint == .packages ? Self.everyOption : endpoint == .deliveryRanges ? Self.rangeOptions : []
                let program = try await bench.run(arguments + options + ["--config", config.path])
                #expect(program.status == 0, "\(program.errors)")
                let names = Set(bench.lastQuery().keys)
                #expect(names.allSatisfy { $0.hasPrefix("x_") }, "\(endpoint) is asked with \(names)")
                let expected = endpoint == .simplePackages ? ["page", "limit"] : endpoint.queryNames
                #expect(names.isSuperset(of: expected.map { "x_" + $0 }), "\(endpoint) is asked with \(names)")
            }
            _ = try await bench.run(["list", "--simple", "--state-id", "46", "--config", config.path])
            #expect(bench.lastQuery()["zustand"] == "46", "one list's own name wins")
        }
    }

    @Test("the station asks for its packages under the installation's names, and sends commands as it wants them")
    func station() async throws {
        try await CommandLineBench.with { bench in
            let package = try #require(try await bench.sandbox.packages(inState: "Preparing").first)
            let config = try Configuration(
                """
                parameters:
                  stock_location__erp_code: magaza
                  limit: adet
                commands:
                  body: flat
                """)
            bench.sandbox.clearRequests()
            let program = try await bench.run([
                "deny", package.number, "--reason", "12", "--location", package.location, "--config", config.path,
            ])
            #expect(program.status == 0, "\(program.text)\(program.errors)")
            let lists = bench.sandbox.requests().filter { $0.path.hasSuffix("/packages/") }.compactMap(\.query)
            #expect(!lists.isEmpty)
            #expect(
                lists.allSatisfy { $0.contains("magaza=\(package.location)") && $0.contains("adet=100") }, "\(lists)")
            let sent = try #require(bench.sandbox.requests().first { $0.path.hasSuffix("/command/") })
            let body = try JSONDocument(sent.body).root
            #expect(body["denial_reason"].int == 12 && !body["input_parameters"].exists, "\(sent.body)")
            #expect(try await bench.sandbox.look(at: package.id).state == "Needs Rescheduling")
        }
    }

    @Test(
        "what a packer calls a command is told by the configuration: by transition, slug, name, or where it leads",
        arguments: ["2", "{ slug: complete-packaging }", "{ name: [Complete Packaging] }", "{ target: \"200\" }"])
    func commands(mark: String) async throws {
        try await CommandLineBench.with { bench in
            let package = try #require(try await bench.sandbox.packages(inState: "Waiting").first)
            let transitions = try await bench.json("run", String(package.id))
            let complete = try #require(transitions.first { $0["slug"].string == "complete-packaging" })
            let id = try #require(complete[anyOf: "id", "pk", "transition"].string)
            // What is usually shipping is something else here, so only the configuration can have done it.
            let config = try Configuration("commands:\n  ship: \(mark == "2" ? id : mark)\n")
            let program = try await bench.run([
                "ship", package.number, "--location", package.location, "--config", config.path,
            ])
            #expect(program.status == 0, "\(program.text)\(program.errors)")
            let expected = mark.contains("target") ? "Preparing" : "Packed"
            #expect(try await bench.sandbox.look(at: package.id).state == expected)
        }
    }

    @Test("what a state means is told by the configuration, and decides what is to pack")
    func states() async throws {
        try await CommandLineBench.with { bench in
            let package = try #require(try await bench.sandbox.packages(inState: "Packed").first)
            let input = Array("filter \(package.number)\nnext\n".utf8)
            let scan = ["scan", "--location", package.location]
            let packed = try await bench.run(scan, input: input)
            #expect(packed.text.contains("There is no further package to pack"), "\(packed.text)")
            let config = try Configuration("states:\n  Packed: waiting\n")
            let opened = try await bench.run(scan + ["--config", config.path], input: input)
            #expect(opened.text.contains("\(package.number) · Packed"), "\(opened.text)")
        }
    }

    @Test(
        "a mistake is told with its file and line, and with what would be right",
        arguments: [
            ("parameters:\n  state__enum_valu: x", 2, "perhaps “state__enum_value” is meant"),
            ("parameters:\n  id__gt: id__gte", 2, "would stand for both “id__gt” and “id__gte” of /packages/"),
            ("parameters:\n\n  /packages/list-simpl/: {state: x}", 3, "perhaps “/packages/list-simple/” is meant"),
            ("parameters:\n  /packages/short/:\n    state: x", 3, "“state” is no parameter of “/packages/short/”"),
            ("parameters:\n  state: a&b", 2, "“state” takes the name that the OMS knows it by"),
            ("parameters: status", 1, "“parameters” is a section"),
            ("theme: dark\ncommands:\n  pakc: 12", 3, "“pakc” is no command; perhaps “pack” is meant"),
            ("commands:\n  pack: soon", 2, "takes the id of a transition, a whole number"),
            ("commands:\n  pack:\n    - 1\n    - x", 3, "“x” is something else"),
            ("commands:\n  pack:\n    slugs: x", 3, "is known by transition, by_state, slug, name or target"),
            ("states:\n  Kargoda: shiped", 2, "“shiped” is nothing that a state can mean; perhaps “shipped” is meant"),
            ("commands:\n  body: fat", 2, "“fat” is not nested or flat"),
        ])
    func mistakes(text: String, line: Int, sentence: String) async throws {
        let config = try Configuration(text)
        let program = try await Program.packline(
            ["list", "--url", "http://127.0.0.1:9/oms", "--token", "t", "--config", config.path])
        #expect(program.status == 78)
        #expect(program.errors.hasPrefix("packline: \(config.path), line \(line): "), "\(program.errors)")
        #expect(program.errors.contains(sentence), "\(program.errors)")
    }

    @Test("variables give transitions too, and one that nothing reads is refused")
    func variables() async throws {
        let config = try Configuration("commands:\n  pack: {transition: 1, name: Paketle}\n")
        let settings = try Settings(
            options: [:], configurationFile: config.path,
            environment: ["PACKLINE_COMMANDS_PACK": "7", "HOME": "/nowhere"])
        #expect(settings.commands.marks == [.pack: CommandIdentifiers(transitions: [7], names: ["Paketle"])])
        let unread = try await Program.packline(["list"], environment: ["PACKLINE_OMS_ULR": "https://oms.example"])
        #expect(unread.status == 78)
        #expect(
            unread.errors
                == "packline: PACKLINE_OMS_ULR: there is no such variable; perhaps “PACKLINE_OMS_URL” is meant.\n")
    }

    private static let everyOption = PackageParameter.allCases.flatMap { parameter in
        ["--" + parameter.optionName, parameter.facts.kind.sample]
    }
    private static let rangeOptions = DeliveryRangeParameter.allCases.flatMap { parameter in
        ["--" + parameter.optionName, parameter.facts.kind.sample]
    }
}

extension PackageParameter.ValueKind {
    /// A value of the kind.
    fileprivate var sample: String {
        switch self {
        case .integer, .integers: "7"
        case .text, .texts: "a"
        case .date: "2026-05-12"
        case .flag: "true"
        }
    }
}

/// A configuration in a folder of its own, there as long as it is held.
private struct Configuration {
    private let folder: Folder
    var path: String { folder.url("config.yaml").path }

    init(_ text: String) throws {
        folder = try Folder()
        try Data(text.utf8).write(to: folder.url("config.yaml"))
    }
}

@Suite("A configuration that is no good YAML")
struct BrokenConfigurationTests {
    @Test(
        "a section that stands twice is told by its lines, and nothing of the file is shown", arguments: ["\n", "\r\n"])
    func twice(end: String) async throws {
        try await CommandLineBench.with { bench in
            let lines = ["oms:", "  token: geheim", "station:", "  name: b", "oms:", "  scheme: Token", ""]
            let config = try Configuration(lines.joined(separator: end))
            let program = try await bench.run(["list", "--config", config.path])
            #expect(program.status == 78)
            #expect(program.errors.hasSuffix("“oms” stands here more than once (lines 1, 5); keep one of them.\n"))
            #expect(!program.errors.contains("geheim"))
        }
    }
}
