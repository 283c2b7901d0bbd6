import CLinux
import Foundation

/// Starts a program in a process group of its own, which inherits only what it is given.
struct Spawn {
    private let command: ChildCommand
    /// What becomes its standard streams; where there is nothing, it gets `/dev/null`.
    private let input: Int32?, output: Int32?, complaints: Int32?

    /// A system call's refusal.
    struct Refusal: Error { let code: Int32 }

    init(_ command: ChildCommand, input: Int32?, output: Int32?, complaints: Int32?) {
        self.command = command
        (self.input, self.output, self.complaints) = (input, output, complaints)
    }

    /// Starts it; gives the number of the process, which is that of its group.
    func start() -> Result<pid_t, Refusal> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        add(input, as: STDIN_FILENO, to: &actions)
        add(output, as: STDOUT_FILENO, to: &actions)
        if !command.showsComplaints { add(complaints, as: STDERR_FILENO, to: &actions) }
        // Only the standard streams are passed on, even where another thread opens a file while the child starts.
        _ = packline_linux_close_from(&actions, STDERR_FILENO + 1)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setpgroup(&attributes, 0)
        // The child gets the default signals, whatever is ignored or blocked here.
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let environment = ChildCommand.environment().map { "\($0.key)=\($0.value)" }
        var process = pid_t()
        let code = Self.withTexts([command.program] + command.arguments) { arguments in
            Self.withTexts(environment) { environment in
                posix_spawn(&process, command.program, &actions, &attributes, arguments, environment)
            }
        }
        return code == 0 ? .success(process) : .failure(Refusal(code: code))
    }

    private func add(_ ours: Int32?, as child: Int32, to actions: inout posix_spawn_file_actions_t) {
        if let ours {
            posix_spawn_file_actions_adddup2(&actions, ours, child)
        } else {
            posix_spawn_file_actions_addopen(&actions, child, "/dev/null", O_RDWR, 0)
        }
    }

    /// Texts as C takes lists of them.
    private static func withTexts(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
    ) -> Int32 {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}

/// Pipes and what is done with their ends.
enum Descriptors {
    /// A pipe that no child inherits; -1 and -1 where there are no descriptors left, on which every call then fails.
    static func pipe() -> (reading: Int32, writing: Int32) {
        var (reading, writing): (Int32, Int32) = (-1, -1)
        _ = packline_linux_pipe(&reading, &writing)
        return (reading, writing)
    }

    /// Makes reading and writing non-blocking.
    static func neverWait(on descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
}

/// The terminal, handed to a group of processes for a while as a shell does, so that it may ask something there.
struct ForegroundGroup {
    private let terminal: Int32
    private let ours: pid_t

    /// Hands it over; nil where there is no terminal, or another group has it.
    init?(_ leader: pid_t) {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        (self.terminal, ours) = (terminal, getpgrp())
        guard tcgetpgrp(terminal) == ours, tcsetpgrp(terminal, leader) == 0 else {
            close(terminal)
            return nil
        }
        // It may have been stopped for touching the terminal too soon.
        kill(-leader, SIGCONT)
    }

    /// Takes it back; that is not refused to a thread that holds the signals back.
    func restore() {
        tcsetpgrp(terminal, ours)
        close(terminal)
    }
}
