import Foundation
import Glibc
import Synchronization
import Testing

@testable import OMSSandbox

@Suite("What was applied")
struct AppliedTests {
    @Test("commands that came over HTTP are listed in order, without what was refused or done behind the client's back")
    func listed() async throws {
        try await withSandbox { sandbox, client in
            let waiting = try await sandbox.packages(inState: "Waiting").map(\.id)
            #expect(try await client.run(.prepare, on: waiting[1]).status == 204)
            #expect(try await client.run(.ship, on: waiting[0]).status == 400)
            try await sandbox.run("prepare", on: waiting[0])
            #expect(try await client.run(.deny, on: waiting[0], #"{"denial_reason": 2}"#).status == 204)
            let applied = Optional(try await client.get("/_sandbox/applied").json).elements
            #expect(applied.map { $0["slug"]?.text } == ["prepare", "refuse-with-denial-reason"])
            #expect(applied.map { $0["package"]?.integer } == [waiting[1], waiting[0]])
            #expect(applied.last?["inputs"] == .object(["denial_reason": .integer(2)]))
            #expect(applied.allSatisfy { $0["user"] == .string("packer") })
            #expect(try await sandbox.appliedCommands().map(\.isOverHTTP) == [true, false, true])
        }
    }

    @Test("a sandbox that is killed while commands arrive has all that it acknowledged when it is started again")
    func killed() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as String] in
            try await LoadTest(folder: folder).run(killingAfter: 100)
        }
        let torture = LoadTest(folder: folder)
        let acknowledged = try torture.acknowledged
        let sandbox = try await Sandbox.start(torture.settings)
        let applied = try await sandbox.appliedCommands()
        let states = try await sandbox.packages(limit: 10_000).filter { $0.state == "Preparing" }.map(\.id)
        await sandbox.stop()
        #expect(acknowledged.count >= 100)
        #expect(Set(acknowledged).subtracting(applied.map(\.package)).isEmpty, "an acknowledged command is lost")
        #expect(Set(applied.map(\.package)).count == applied.count, "a command is there twice")
        #expect(Set(applied.map(\.package)).isSubset(of: states), "a log entry without its change")
    }
}

/// A sandbox with a database, which kills its own process while eight clients use it.
private struct LoadTest {
    let folder: String

    var settings: SandboxSettings {
        SandboxSettings(packages: 2000, database: "\(folder)/sandbox.sqlite")
    }

    /// The packages whose commands were answered with 204, as the clients wrote them down.
    var acknowledged: [Int64] {
        get throws {
            try String(contentsOfFile: "\(folder)/acknowledged", encoding: .utf8).split(separator: "\n").compactMap {
                Int64($0)
            }
        }
    }

    private final class RowCounts: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    func run(killingAfter limit: Int) async throws {
        let sandbox = try await Sandbox.start(settings)
        let client = Client(sandbox: sandbox)
        let waiting = try await sandbox.packages(inState: "Waiting").map(\.id)
        let book = open("\(folder)/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let tally = RowCounts()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for clerk in 0..<8 {
                group.addTask {
                    for id in stride(from: clerk, to: waiting.count, by: 8).map({ waiting[$0] }) {
                        guard try await client.run(.prepare, on: id).status == 204 else { continue }
                        let line = "\(id)\n"
                        write(book, line, line.utf8.count)
                        if tally.next() == limit { kill(getpid(), SIGKILL) }
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
