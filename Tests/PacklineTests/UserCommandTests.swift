import Foundation
import Testing

@testable import packline

@Suite("Commands of the user's", .timeLimit(.minutes(1)))
struct UserCommandTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// What stands in a file once there is a whole line in it.
    private func line(in name: String) async throws -> String {
        while true {
            if let text = try? String(contentsOf: folder.url(name), encoding: .utf8), text.hasSuffix("\n") {
                return String(text.dropLast())
            }
            await Task.yield()
        }
    }

    /// Whether a process runs: one that ended and was not waited for does not.
    private func isAlive(_ process: String) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
        return stat.split(separator: ")").last?.split(separator: " ").first != "Z"
    }

    /// A command that ignores TERM and has a child that does so too; both write down who they are.
    private var stubborn: String {
        let file = folder.path + "/who"
        return "trap '' TERM; (echo $$ $(exec sh -c 'echo $PPID') >\(file); exec sleep 1000) & wait; sleep 1000"
    }

    @Test("one that hangs is ended with everything that it started when its time is over")
    func hanging() async throws {
        await #expect(throws: ChildCommand.Failure.tooLong(.seconds(1))) {
            try await ChildCommand(shell: stubborn, limit: .seconds(1)).run()
        }
        for process in try await line(in: "who").split(separator: " ") {
            while isAlive(String(process)) { await Task.yield() }
        }
    }

    @Test("one that is no longer wanted is ended with everything that it started")
    func cancelled() async throws {
        let run = Task { [stubborn] in try await ChildCommand(shell: stubborn, limit: .seconds(1_000)).run() }
        let who = try await line(in: "who")
        run.cancel()
        await #expect(throws: ChildCommand.Failure.cancelled) { try await run.value }
        for process in who.split(separator: " ") { while isAlive(String(process)) { await Task.yield() } }
    }

    @Test("what it leaves running is not waited for, and is ended when the time of the command is over")
    func leftOver() async throws {
        let command = "sleep 1000 & echo $! >\(folder.path)/who"
        let result = try await ChildCommand(shell: command, limit: .seconds(1)).run()
        #expect(result.status == 0)
        let process = try await line(in: "who")
        while isAlive(process) { await Task.yield() }
    }

    @Test("one that prints without end is ended")
    func endless() async {
        let error = await #expect(throws: ChildCommand.Failure.self) {
            var command = ChildCommand(shell: "yes", limit: .seconds(1_000))
            command.mostOutput = 1_048_576
            _ = try await command.run()
        }
        #expect(error?.description == "printed more than 1 MB, and was ended")
    }

    @Test("one that reads nothing of what it is given, one that is not there, and one that fails are told apart")
    func ends() async throws {
        var deaf = ChildCommand(shell: "exit 0", limit: .seconds(50))
        deaf.input = Data(repeating: 65, count: 1_000_000)
        #expect(try await deaf.run().failure == nil)
        let failing = try await ChildCommand(shell: "echo out of paper >&2; exit 4", limit: .seconds(50)).run()
        #expect(failing.failure == "ended with status 4: out of paper")
        let killed = try await ChildCommand(shell: "kill -9 $$", limit: .seconds(50)).run()
        #expect(killed.failure == "was ended by signal 9")
        let missing = await #expect(throws: ChildCommand.Failure.self) {
            try await ChildCommand("/nowhere/lp", [], limit: .seconds(50)).run()
        }
        #expect(missing?.description == "cannot be run: /nowhere/lp: No such file or directory")
    }

    @Test("it is given its input whole, and its output is had whole")
    func whole() async throws {
        var command = ChildCommand("/bin/cat", [], limit: .seconds(50))
        (command.input, command.mostOutput) = (Data((0..<1_000_000).map { UInt8($0 & 0xFF) }), 2_000_000)
        #expect(try await command.run().output == command.input)
    }

    @Test("it gets no variable of Packline's, no open file, and no signal that Packline ignores")
    func surroundings() async throws {
        let ours = ["PATH": "/bin", "PACKLINE_OMS_TOKEN": "s", "PACKLINE_THEME": "dark", "packline_oms_password": "s"]
        #expect(ChildCommand.environment(from: ours) == ["PATH": "/bin"])
        var command = ChildCommand(
            shell:
                "grep SigIgn /proc/self/status; for file in /proc/self/fd/*; do test -e $file && echo ${file##*/}; done",
            limit: .seconds(50))
        command.mostOutput = 10_000
        let forgotten = open("/dev/null", O_RDONLY)
        defer { close(forgotten) }
        let lines = String(decoding: try await command.run().output, as: UTF8.self).split(separator: "\n")
        // Above 31 there are only those that the C library keeps for itself.
        let ignored = lines.first?.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
        #expect(ignored.map { $0 & 0x7FFF_FFFF } == 0, "\(lines)")
        #expect(lines.dropFirst().allSatisfy { ["0", "1", "2"].contains($0) }, "\(lines)")
    }

    @Test("a pipe of Packline's is inherited by no program from the start")
    func pipe() {
        let pipe = Descriptors.pipe()
        for end in [pipe.reading, pipe.writing] {
            #expect(fcntl(end, F_GETFD) == FD_CLOEXEC)
            close(end)
        }
    }

    @Test("groups that were ended cannot be started again")
    func over() {
        let groups = ChildGroups()
        groups.endAll()
        #expect(groups.start { 1 } == nil)
    }
}
