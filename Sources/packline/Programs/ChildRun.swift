import Foundation

/// One run of a child: started, given its input, read and watched until it has ended, or must be ended.
struct ChildRun {
    private let command: ChildCommand
    private let leader: pid_t
    private let deadline: DispatchTime
    private var input: Int32?
    private var output: Int32?
    private var complaints: Int32?
    private let ended: StopPipe
    private let stop: StopPipe
    private var rest: Data
    private var printed = Data(), complained = Data()

    /// How much of a command's standard error is kept.
    private static let mostComplaints = 4_096

    /// Runs a command to its end; blocks the thread.
    static func run(_ command: ChildCommand, _ stop: StopPipe) throws(ChildCommand.Failure) -> ChildCommand.Result {
        var run = try ChildRun(command, stop)
        let terminal = command.usesTerminal ? ForegroundGroup(run.leader) : nil
        defer {
            terminal?.restore()
            run.close()
        }
        do {
            let status = try run.work()
            ChildGroups.ofThisProcess.hasEnded(run.leader, othersUntil: run.deadline)
            let line = String(decoding: run.complained, as: UTF8.self).split(whereSeparator: \.isNewline).first
            return ChildCommand.Result(status: status, output: run.printed, complaint: line.map(String.init))
        } catch {
            ChildGroups.ofThisProcess.end(run.leader)
            throw error
        }
    }

    private init(_ command: ChildCommand, _ stop: StopPipe) throws(ChildCommand.Failure) {
        let stdin = command.input.isEmpty ? nil : Descriptors.pipe()
        let stdout = command.mostOutput == nil ? nil : Descriptors.pipe()
        let stderr = command.showsComplaints ? nil : Descriptors.pipe()
        defer {
            for child in [stdin?.reading, stdout?.writing, stderr?.writing] { if let child { Glibc.close(child) } }
        }
        let spawn = Spawn(command, input: stdin?.reading, output: stdout?.writing, complaints: stderr?.writing)
        var reason: Int32 = ECANCELED
        let started = ChildGroups.ofThisProcess.start {
            switch spawn.start() {
            case .success(let leader): return leader
            case .failure(let error):
                reason = error.code
                return nil
            }
        }
        guard let leader = started else {
            for ours in [stdin?.writing, stdout?.reading, stderr?.reading] { if let ours { Glibc.close(ours) } }
            throw .notStarted(program: command.program, reason: String(cString: strerror(reason)))
        }
        (self.command, self.leader, self.stop) = (command, leader, stop)
        (input, output, complaints) = (stdin?.writing, stdout?.reading, stderr?.reading)
        deadline = .now() + .milliseconds(Int(command.limit.components.seconds) * 1_000)
        rest = command.input
        let ended = StopPipe()
        self.ended = ended
        for descriptor in [input, output, complaints] { if let descriptor { Descriptors.neverWait(on: descriptor) } }
        Thread.detachNewThread {
            // It is not reaped, so that its number is not reused until its group has ended.
            var end = siginfo_t()
            while waitid(P_PID, id_t(leader), &end, WEXITED | WNOWAIT) < 0, errno == EINTR {}
            ended.signal()
        }
    }

    /// Writes the child's input and reads its output until it has ended; returns its status.
    private mutating func work() throws(ChildCommand.Failure) -> Int32 {
        while true {
            var waiting = [pollfd(fd: ended.reading, events: Int16(POLLIN), revents: 0)]
            waiting.append(pollfd(fd: stop.reading, events: Int16(POLLIN), revents: 0))
            if let input { waiting.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
            for descriptor in [output, complaints] {
                if let descriptor { waiting.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)) }
            }
            let now = DispatchTime.now()
            guard now < deadline else { throw .tooLong(command.limit) }
            let left = (deadline.uptimeNanoseconds - now.uptimeNanoseconds) / 1_000_000 + 1
            guard poll(&waiting, nfds_t(waiting.count), Int32(clamping: left)) > 0 else { continue }
            if waiting[1].revents != 0 { throw .cancelled }
            feed()
            try readOutput()
            if waiting[0].revents != 0 { return try lastStatus() }
        }
    }

    private mutating func feed() {
        guard let input else { return }
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
            guard count > 0 else {
                // A command need not read all of its input.
                if errno != EAGAIN { rest = Data() }
                break
            }
            rest.removeFirst(count)
        }
        guard rest.isEmpty else { return }
        Glibc.close(input)
        self.input = nil
    }

    private mutating func readOutput() throws(ChildCommand.Failure) {
        if let open = output, Self.read(open, into: &printed, atMost: command.mostOutput.map { $0 + 1 } ?? 0) {
            Glibc.close(open)
            output = nil
        }
        if let most = command.mostOutput, printed.count > most { throw .tooMuch(bytes: most) }
        if let open = complaints, Self.read(open, into: &complained, atMost: Self.mostComplaints) {
            Glibc.close(open)
            complaints = nil
        }
    }

    /// Reads what is there, and keeps as much as is wanted; whether it has come to its end.
    private static func read(_ descriptor: Int32, into kept: inout Data, atMost most: Int) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &bytes, bytes.count)
            guard count > 0 else { return count == 0 || errno != EAGAIN }
            kept.append(contentsOf: bytes.prefix(min(count, max(0, most - kept.count))))
            // Output without end must not prevent the check of the deadline.
            if count < bytes.count || kept.count >= most { return false }
        }
    }

    /// The exit status of the group's leader, once all of its output was read.
    private mutating func lastStatus() throws(ChildCommand.Failure) -> Int32 {
        try readOutput()
        var end = siginfo_t()
        guard waitid(P_PID, id_t(leader), &end, WEXITED | WNOWAIT | WNOHANG) == 0 else { return 0 }
        let status = end._sifields._sigchld.si_status
        return end.si_code == Int32(CLD_EXITED) ? status : 128 + status
    }

    private mutating func close() {
        for descriptor in [input, output, complaints] { if let descriptor { Glibc.close(descriptor) } }
        (input, output, complaints) = (nil, nil, nil)
    }
}
