import ArgumentParser
import Foundation
import OMS
import OMSSandbox
import StationTerminal
import Testing

@testable import packline

@Suite("packline doctor")
struct DoctorTests {
    @Test("a line for each thing says what is wrong and what to do, and the status which kind it is")
    func verdicts() async throws {
        let sandbox = try await Sandbox.start(SandboxSettings(packages: 1, seed: 7))
        let right = ["PACKLINE_OMS_URL": sandbox.baseURL, "PACKLINE_OMS_TOKEN": sandbox.token]
        let well = try await Program.packline(["doctor"], environment: right)
        #expect(well.status == 0, "\(well.text)")
        #expect(Self.verdicts(well) == Self.whole, "\(well.text)")

        let there = try await Program.packline(["doctor", "--location", "nowhere"], environment: right)
        #expect(there.status == 78)
        #expect(Self.verdicts(there) == ["OK", "OK", "OK", "OK", "WRONG", "SKIPPED", "SKIPPED"], "\(there.text)")
        #expect(there.text.contains("no package of “nowhere”"))

        let refused = try await Program.packline(["doctor", "--token", "stale"], environment: right)
        #expect(refused.status == 77)
        #expect(Self.verdicts(refused) == ["OK", "OK", "WRONG", "SKIPPED", "SKIPPED"], "\(refused.text)")

        let elsewhere = try await Program.packline(["doctor", "--url", sandbox.baseURL + "/v2"], environment: right)
        #expect(elsewhere.status == 69)
        #expect(elsewhere.text.contains("404") && elsewhere.text.contains("Check oms.url"))
        await sandbox.stop()

        let stopped = try await Program.packline(["doctor"], environment: right)
        #expect(stopped.status == 69)
        #expect(Self.verdicts(stopped) == ["OK", "WRONG", "SKIPPED", "SKIPPED", "SKIPPED"], "\(stopped.text)")
        let unconfigured = try await Program.packline(["doctor"])
        #expect(unconfigured.status == 78)
        #expect(Self.verdicts(unconfigured).first == "WRONG")
    }

    @Test("a secret never appears in what the doctor says")
    func secrets() async throws {
        let secret = "s3cret-token"
        let program = try await Program.packline(
            ["doctor"], environment: ["PACKLINE_OMS_URL": "http://127.0.0.1:1/x", "PACKLINE_OMS_TOKEN": secret])
        #expect(!(program.text + program.errors).contains(secret))
    }

    @Test("clocks a minute apart are told, in which direction, and what to do")
    func clocks() throws {
        let theirs = try #require(Timestamp("2026-05-12T14:11:10Z"))
        #expect(Finding.clock(ours: theirs.advanced(bySeconds: 1), theirs: theirs).verdict == .ok)
        #expect(Finding.clock(ours: theirs.advanced(bySeconds: -59), theirs: theirs).verdict == .ok)
        let ahead = Finding.clock(ours: theirs.advanced(bySeconds: 3_600), theirs: theirs)
        #expect(ahead.verdict == .wrong && ahead.sentence.hasPrefix("3600 s ahead of"))
        let behind = Finding.clock(ours: theirs.advanced(bySeconds: -60), theirs: theirs)
        #expect(behind.sentence.hasPrefix("60 s behind") && behind.sentence.contains("timedatectl"))
        #expect(Finding.clock(ours: theirs, theirs: nil).verdict == .skipped)
    }

    @Test("a location is right when the OMS gives a package of it, and wrong when it gives another's or none")
    func locations() throws {
        let package = try #require(
            Package(raw: #"{"id": 1, "stock_location": {"id": 3, "erp_code": "369", "name": "İzmir Fulfilment"}}"#))
        #expect(Finding.location("369", package) == .ok("location", "369, İzmir Fulfilment."))
        #expect(Finding.location("412", package).sentence.contains("stock_location__erp_code"))
        #expect(Finding.location("369", nil).verdict == .wrong)
    }

    @Test("a terminal is judged by its type, its locale and its size")
    func terminals() throws {
        func judge(_ type: String = "xterm", isUTF8: Bool = true, columns: Int = 80, rows: Int = 24) -> Finding {
            let facts = TerminalFacts(type: type, isUTF8: isUTF8, columns: columns, rows: rows)
            return .terminal(facts, TerminalAbilities(of: type))
        }
        #expect(judge() == .ok("terminal", "xterm, UTF-8, 80 × 24, 8 colours."))
        #expect(judge(columns: 40, rows: 12).verdict == .ok)
        #expect(judge("vt100").sentence.contains("mono"))
        #expect(judge("dumb").verdict == .wrong)
        #expect(judge(isUTF8: false).sentence.contains("LANG"))
        #expect(judge(columns: 39).sentence.contains("39 × 24"))
        #expect(judge(rows: 11).verdict == .wrong)
        #expect(Finding.terminal(nil, nil).verdict == .skipped)
    }

    @Test(
        "a type without its terminfo is no mistake: doctor names the nearest one, as the station does",
        arguments: [
            ("xterm-no-such-terminal", "xterm-no-such-terminal is taken for xterm-256color: not known here."),
            ("nonsense", "nonsense is taken for xterm-256color: not known here."),
            ("", "This terminal is taken for xterm-256color: TERM is not set."),
        ])
    func substitutes(type: String, words: String) {
        let facts = TerminalFacts(type: type, isUTF8: true, columns: 80, rows: 24)
        let found = Finding.terminal(facts, TerminalAbilities(of: type))
        #expect(found.verdict == .note && found.status == .success)
        #expect(found.sentence.hasPrefix(words) && found.sentence.hasSuffix("80 × 24, 256 colours."))
    }

    @Test("the type is found without any program: a tput that is missing, fails or hangs changes nothing")
    func noTput() async throws {
        let folder = try Folder()
        let tput = folder.url("tput")
        try "#!/bin/sh\nsleep 60\n".write(to: tput, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tput.path)
        let doctor = "TERM=xterm-256color PATH=\(folder.path) \(Program.built("packline").path) doctor"
        let shown = try await Program.inTerminal(doctor, typing: "", onceItShows: "terminal")
        #expect(shown.contains("OK       terminal       xterm-256color"), "\(shown)")
    }

    @Test(
        "an OMS that is to be asked again later ends it with 75, at whatever it is asked",
        arguments: [(429, "*"), (503, "*"), (502, "*"), (503, "*/packages/"), (429, "*/packages/")])
    func later(status: Int, path: String) async throws {
        let fault = Fault(.status, paths: [path], status: status)
        let settings = SandboxSettings(packages: 1, seed: 7, faults: FaultProfile(faults: [fault]))
        let sandbox = try await Sandbox.start(settings)
        for location in [[], ["--location", "369"]] {
            let doctor = try await Program.packline(
                ["doctor"] + location,
                environment: ["PACKLINE_OMS_URL": sandbox.baseURL, "PACKLINE_OMS_TOKEN": sandbox.token])
            #expect(doctor.status == 75, "\(doctor.text)")
            #expect(doctor.text.contains("\(status)") && doctor.text.contains("Try again in"), "\(doctor.text)")
        }
        await sandbox.stop()
    }

    @Test("a webhook secret that others may read, or that is not there, is named")
    func webhookSecret() async throws {
        let folder = try Folder()
        let file = folder.url("secret")
        try "geheim\n".write(to: file, atomically: true, encoding: .utf8)
        func doctor() async throws -> Program {
            try await Program.packline(
                ["doctor"],
                environment: [
                    "PACKLINE_OMS_URL": "http://127.0.0.1:1/x", "PACKLINE_OMS_TOKEN": "t",
                    "PACKLINE_WEBHOOKS_SECRET_FILE": file.path,
                ])
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
        let open = try await doctor()
        #expect(open.status == 78)
        #expect(open.text.contains("Others may read the webhook secret file \(file.path): run chmod 600 on it."))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        #expect(try await doctor().text.hasPrefix("OK       configuration"))
        try FileManager.default.removeItem(at: file)
        #expect(try await doctor().text.contains("The webhook secret file \(file.path) cannot be read."))
    }

    /// Configuration, connection, token, clock, location, states, four commands of which one is not offered, terminal.
    private static let whole = [
        "OK", "OK", "OK", "OK", "OK", "OK", "OK", "SKIPPED", "OK", "OK", "SKIPPED",
    ]

    /// All but that of the program that shows invoices, which a machine has or has not.
    private static func verdicts(_ program: Program) -> [String] {
        program.lines.filter { !$0.contains(" invoices ") }.map { String($0.prefix { $0 != " " }) }
    }
}
