import Foundation

/// A terminal that a person could sit at: tmux, on a server of its own.
final class Terminal {
    private let socket = "packline-\(UUID().uuidString.prefix(8))"
    private let server = Process()

    /// Opens a terminal of a size with a shell in it, in an environment in which nothing of the user's own is found.
    init(columns: Int, rows: Int, environment: [String: String]) async throws {
        // Kept in the foreground: a daemon would hold what `Process` waits for the end of.
        server.executableURL = URL(filePath: "/usr/bin/env")
        server.arguments = ["tmux", "-L", socket, "-f", "/dev/null", "-D"]
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        let variables = Folder.environment.merging(environment) { $1 }.map { "\($0.key)=\($0.value)" }
        try await EndToEndTests.wait(for: "tmux") {
            try self.tmux(
                ["-N", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-P", "-F", "started"]
                    + ["env", "-i"] + variables + ["sh"]
            ).contains("started")
        }
        try tmux("set-option", "-g", "status", "off")
        // Esc is passed on at once: tmux would else wait half a second for the rest of a sequence.
        try tmux("set-option", "-s", "escape-time", "0")
    }

    deinit {
        _ = try? tmux("kill-server")
        // A server in the foreground outlives its sessions and a polite signal; the terminal itself is gone by now.
        kill(server.processIdentifier, SIGKILL)
    }

    /// The rows of the screen, without blanks at their ends.
    var screen: String {
        get throws { try tmux("capture-pane", "-p") }
    }

    /// The same with the escape sequences of its colours.
    var colouredScreen: String {
        get throws { try tmux("capture-pane", "-p", "-e") }
    }

    /// Types text as fast as a scanner.
    func type(_ text: String) throws { try tmux("send-keys", "-l", "--", text) }

    /// Types a line, or scans a code: text and Enter.
    func enter(_ text: String) throws { try tmux("send-keys", "-l", "--", text + "\r") }

    /// Types a word, which comes at the speed of a scanner, and runs it with the Enter that the station asks for.
    func run(word: String) async throws {
        try enter(word)
        try await wait(toShow: "Enter: \(word)")
        try await wait(for: "“\(word)” to be run") { screen in
            guard screen.contains("Enter: \(word)") else { return true }
            try self.press("Enter")
            return false
        }
    }

    /// Presses keys by tmux's names, such as `F2`, `Escape`, `Enter`.
    func press(_ keys: String...) throws { _ = try tmux(["send-keys"] + keys) }

    /// Gives the terminal another size.
    func resize(columns: Int, rows: Int) throws { try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)") }

    /// Closes the terminal, as a lost connection does; nothing of it can be seen afterwards.
    func hangUp() throws { try tmux("kill-session") }

    /// Waits until the screen shows every one of these texts.
    func wait(toShow texts: String...) async throws {
        try await wait(for: texts.map { "“\($0)”" }.joined(separator: ", ")) { screen in
            texts.allSatisfy(screen.contains)
        }
    }

    /// Waits until the screen is as it should be.
    func wait(for what: String, until isSo: (String) throws -> Bool) async throws {
        try await EndToEndTests.wait(for: what, seeing: { try self.screen }, until: { try isSo(try self.screen) })
    }

    /// Starts the program in the shell; the shell says `status N` after its end.
    func start(_ arguments: String...) throws {
        let words = ([BuiltProgram.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        try enter("\(words); echo status $?")
    }

    /// Waits for the end of what was started, and gives its status.
    func waitForEnd() async throws -> Int {
        try await wait(for: "the end of the program") { $0.contains(/^status \d+$/.anchorsMatchLineEndings()) }
        let match = try screen.matches(of: /^status (\d+)$/.anchorsMatchLineEndings()).last
        return match.flatMap { Int($0.1) } ?? -1
    }

    /// The process ids of the programs that the shell has started.
    func programs() throws -> [Int32] {
        let shell = try tmux("display-message", "-p", "#{pane_pid}").trimmingCharacters(in: .whitespacesAndNewlines)
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return children.split(separator: " ").compactMap { Int32($0) }
    }

    @discardableResult
    private func tmux(_ arguments: String...) throws -> String { try tmux(arguments) }

    private func tmux(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["tmux", "-L", socket] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: text, as: UTF8.self)
    }
}
