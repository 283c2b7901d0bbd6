import Foundation
import OMS
import OMSSandbox
import Testing

@Suite("Installations that are not as documented")
struct OtherInstallationTests {
    /// Runs the program against a sandbox with quirks; `config` is the rest of its configuration.
    private struct Bench {
        let sandbox: Sandbox
        let folder: Folder

        static func with(
            _ dialect: Set<SandboxQuirk>, _ body: (Bench) async throws -> Void
        ) async throws {
            let sandbox = try await Sandbox.start(SandboxSettings(packages: 200, dialect: dialect))
            do {
                try await body(Bench(sandbox: sandbox, folder: try Folder()))
            } catch {
                await sandbox.stop()
                throw error
            }
            await sandbox.stop()
        }

        func run(_ arguments: [String], config: String = "", input: String = "") async throws -> Program {
            let file = folder.url("config.yaml")
            try config.write(to: file, atomically: true, encoding: .utf8)
            return try await Program.packline(
                arguments + ["--config", file.path, "--state", folder.path], input: Array(input.utf8),
                environment: ["PACKLINE_OMS_URL": sandbox.baseURL, "PACKLINE_OMS_TOKEN": sandbox.token])
        }

        func package(_ state: String, _ position: Int = 0) async throws -> SandboxPackage {
            try await sandbox.packages(inState: state)[position]
        }
    }

    @Test("states and commands in Turkish are understood: nothing finished is to pack, and packages are packed")
    func turkish() async throws {
        try await Bench.with([.turkish]) { bench in
            let doctor = try await bench.run(["doctor"])
            #expect(doctor.status == 0, "\(doctor.text)")
            #expect(doctor.text.contains("All states of the newest 200 packages are understood."))
            #expect(
                doctor.text.contains(
                    "“Paketlemeyi Tamamla” (13), of 2 that are offered: it asks for the fewest values."))
            #expect(doctor.text.contains("“Ürün Bulunamadı / Hatalı Ürün” (18)."))
            let ready = try await bench.package("Ready for Packaging")
            let packed = try await bench.run(["pack", ready.number, "--force"])
            #expect(packed.status == 0, "\(packed.text)\(packed.errors)")
            #expect(try await bench.sandbox.look(at: ready.id).state == "Packed")
        }
    }

    @Test("missing goods are reported with the items that are not checked")
    func notFound() async throws {
        try await Bench.with([.turkish]) { bench in
            let package = try await bench.package("Waiting")
            let scanned = try await bench.run(["scan"], input: "\(package.number)\nnotfound\nyes\n")
            #expect(scanned.status == 0, "\(scanned.text)\(scanned.errors)")
            #expect(try await bench.sandbox.look(at: package.id).state == "Out of Stock")
            let other = try await bench.package("Waiting", 1)
            let bare = try await bench.run(["run", "\(other.id)", "not-found"])
            #expect(bare.status == 64 && bare.errors.contains("package_items"), "\(bare.errors)")
        }
    }

    @Test("a state that nothing explains is named with the setting that cures it, by doctor and without a screen")
    func oddStates() async throws {
        try await Bench.with([.oddStates]) { bench in
            let doctor = try await bench.run(["doctor"])
            #expect(doctor.status == 78)
            #expect(doctor.text.contains("“Depolar Arasında” (163)") && doctor.text.contains("states: {\"163\": …"))
            let scanned = try await bench.run(["scan"], input: "show state not understood\nnext\n")
            #expect(scanned.errors.contains("State not understood: “Depolar Arasında” (163)"), "\(scanned.errors)")
            let misspelt = try await bench.run(["doctor"], config: "states: {Müşterid: delivered}\n")
            #expect(misspelt.text.contains("No package is in “Müşterid”, which states has."), "\(misspelt.text)")
            let config = "states: {\"163\": waiting_for_transfer, MÜŞTERİDE: delivered}\n"
            #expect(try await bench.run(["doctor"], config: config).status == 0)
            #expect(try await bench.run(["scan"], config: config, input: "show all\n").errors.isEmpty)
        }
    }

    @Test("where no commands are listed, doctor and pack name the setting, and by_state packs from each state")
    func noCommands() async throws {
        try await Bench.with([.noCommands, .transitionPerState]) { bench in
            let waiting = try await bench.package("Waiting")
            let doctor = try await bench.run(["doctor"])
            #expect(doctor.status == 78 && doctor.text.contains("commands.pack.by_state"), "\(doctor.text)")
            let refused = try await bench.run(["pack", waiting.number])
            #expect(refused.status == 78 && refused.errors.contains("set commands.pack"), "\(refused.errors)")
            let scanned = try await bench.run(["scan"], input: "show all\n")
            #expect(scanned.errors.contains("set commands.pack"), "before anything was scanned")
            let listed = try await bench.run(["pack", waiting.number], config: "commands: {pack: [1341, 1344]}\n")
            #expect(listed.status == 78 && listed.errors.contains("commands.pack.by_state"), "\(listed.errors)")

            let config = "commands:\n  pack: {by_state: {\"100\": 1341, Preparing: 1344, ready_for_packaging: 1345}}\n"
            #expect(try await bench.run(["doctor"], config: config).status == 0)
            let preparing = try await bench.package("Preparing")
            let ready = try await bench.package("Ready for Packaging")
            let packed = try await bench.run(
                ["pack", "--force", waiting.number, preparing.number, ready.number], config: config)
            #expect(packed.status == 0, "\(packed.text)\(packed.errors)")
            for package in [waiting, preparing, ready] {
                #expect(try await bench.sandbox.look(at: package.id).state == "Packed")
            }
        }
    }

    @Test("commands that fit nothing, and states that are nowhere, are named by doctor with what there is")
    func marksThatFitNothing() async throws {
        try await Bench.with([]) { bench in
            let id = try await bench.run(["doctor"], config: "commands: {pack: 99}\n")
            #expect(id.status == 78)
            #expect(id.text.contains("commands.pack: 99 fits no command; the OMS offers “"), "\(id.text)")
            let states = "commands: {pack: {by_state: {\"100\": 13, Preparign: 13, \"400\": 13}}}\n"
            let state = try await bench.run(["doctor"], config: states)
            #expect(state.status == 78)
            #expect(state.text.contains("“Preparign” (perhaps “Preparing” is meant)"), "\(state.text)")
        }
        try await Bench.with([.noCommands]) { bench in
            let config = "commands:\n  pack: {by_state: {\"100\": 13, Preparign: 13}}\n"
            let doctor = try await bench.run(["doctor"], config: config)
            #expect(doctor.status == 78)
            #expect(doctor.text.contains("“Preparign” (perhaps “Preparing” is meant)"), "\(doctor.text)")
            #expect(doctor.text.contains("has none for Preparing: add \"200\" to it."), "\(doctor.text)")
            let scanned = try await bench.run(["scan"], config: config, input: "show all\n")
            #expect(scanned.errors.contains("commands.pack.by_state has none for"), "before anything was scanned")
        }
    }

    @Test("of two commands that pack, the answer is asked once, kept in the station's file, and never guessed")
    func twoPacks() async throws {
        try await Bench.with([.twoPacks]) { bench in
            let doctor = try await bench.run(["doctor"])
            #expect(doctor.status == 0 && doctor.text.contains("asked once at the bench, or set by commands.pack"))
            let first = try await bench.package("Waiting")
            let refused = try await bench.run(["pack", first.number, "--force"])
            #expect(refused.status == 65 && refused.text.contains("set commands.pack to the one that is meant"))

            let asked = try await bench.run(["scan"], input: "\(first.number)\npack\n2\nyes\n")
            #expect(asked.text.contains("Which command is meant by “pack”?"), "\(asked.text)")
            #expect(try await bench.sandbox.look(at: first.id).state == "Packed")
            let told = try await bench.run(["doctor"])
            #expect(told.text.contains("of 2 that are offered: chosen at the bench."), "\(told.text)")
            let run = try await bench.package("Preparing")
            let direct = try await bench.run(["run", "\(run.id)", "pack", "--force"])
            #expect(direct.status == 0, "\(direct.text)\(direct.errors)")
            let second = try await bench.package("Waiting")
            let kept = try await bench.run(["pack", second.number, "--force"])
            #expect(kept.status == 0, "\(kept.text)\(kept.errors)")
            let transitions = try await bench.sandbox.appliedCommands().suffix(3).map(\.transition)
            #expect(Set(transitions).count == 1, "\(transitions)")

            let third = try await bench.package("Waiting")
            let configured = try await bench.run(["pack", third.number, "--force"], config: "commands: {pack: 13}\n")
            #expect(configured.status == 0, "\(configured.text)\(configured.errors)")
            let last = try await bench.sandbox.appliedCommands().last?.transition
            #expect(last == 13 && last != transitions.last, "what is configured wins")
        }
    }

    @Test("in the mode that packs each package, which of two commands is meant is asked once too, and kept")
    func twoPacksInMode() async throws {
        try await Bench.with([.twoPacks]) { bench in
            let packages = Array(try await bench.sandbox.packages(inState: "Waiting").prefix(3))
            let numbers = packages.map(\.number)
            let input = "XXBOXLOTXX\n\(numbers[0])\nyes\n2\n\(numbers[1])\nyes\n"
            let scanned = try await bench.run(["scan"], input: input)
            #expect(scanned.status == 0, "\(scanned.text)\(scanned.errors)")
            #expect(scanned.text.split(separator: "\n").count { $0.contains("Which command is meant") } == 1)
            let later = try await bench.run(["scan"], input: "XXBOXLOTXX\n\(numbers[2])\nyes\n")
            #expect(later.status == 0, "\(later.text)\(later.errors)")
            let applied = try await bench.sandbox.appliedCommands()
            // Commands of different packages are sent at once, in no order.
            #expect(applied.map(\.package).sorted() == packages.map(\.id).sorted(), "\(applied)")
            #expect(Set(applied.map(\.transition)).count == 1, "\(applied)")
        }
    }

    @Test("a refused scheme is told with the one that is wanted, and a login that is not whole with what is missing")
    func scheme() async throws {
        try await Bench.with([.tokenScheme]) { bench in
            for command in [["doctor"], ["list"]] {
                let refused = try await bench.run(command)
                #expect(refused.status == 77)
                #expect((refused.text + refused.errors).contains("set oms.scheme to Token"), "\(refused.errors)")
            }
            #expect(try await bench.run(["doctor"], config: "oms: {scheme: Token}\n").status == 0)
            let lack = "oms.username is set without oms.login_url and oms.password"
            let half = "oms: {username: packer, scheme: Token}\n"
            #expect(try await bench.run(["list"], config: half).status == 0, "the token does without a login")
            let doctor = try await bench.run(["doctor"], config: half)
            #expect(doctor.status == 0 && doctor.text.contains(lack), "\(doctor.text)")
            let bare = try await Program.packline(
                ["list"], environment: ["PACKLINE_OMS_URL": bench.sandbox.baseURL, "PACKLINE_OMS_USERNAME": "packer"])
            #expect(bare.status == 78 && bare.errors.contains(lack), "\(bare.errors)")
        }
    }

    @Test("with no location doctor says that packages of all locations are listed")
    func location() async throws {
        try await Bench.with([]) { bench in
            let everywhere = try await bench.run(["doctor"])
            #expect(everywhere.text.contains("packages of all locations are listed"))
            let here = try await bench.run(["doctor", "--location", "369"])
            #expect(!here.text.contains("all locations"))
        }
    }

    @Test(
        "a mistake in by_state is told with its line",
        arguments: [
            ("pack: {by_state: 5}", "“by_state” takes a transition for each state"),
            ("pack: {by_state: {\"100\": x}}", "“by_state” takes the id of a transition"),
            ("pack: {by_state: {\"100\": [1, 2]}}", "“by_state” takes one transition for each state"),
        ])
    func mistakes(text: String, sentence: String) async throws {
        let folder = try Folder()
        let file = folder.url("config.yaml")
        try "commands:\n  \(text)\n".write(to: file, atomically: true, encoding: .utf8)
        let program = try await Program.packline(["doctor", "--config", file.path])
        #expect(program.status == 78)
        #expect(program.text.contains("line 2: \(sentence)"), "\(program.text)")
    }
}
