import Foundation
import Synchronization

/// The process groups of all children, so that none outlives this process.
final class ChildGroups: Sendable {
    /// Those of this process.
    static let ofThisProcess = ChildGroups()

    private struct State {
        var leaders: Set<pid_t> = []
        var isOver = false
    }

    private let state = Mutex(State())

    /// How long a group has between being asked to end and being ended.
    private static let grace: useconds_t = 150_000

    /// Starts a group by its leader; nil where none may start any more, or where `spawn` gives none.
    func start(_ spawn: () -> pid_t?) -> pid_t? {
        // The lock is held meanwhile: a child must not be started after the end of all.
        state.withLock { state in
            guard !state.isOver, let leader = spawn() else { return nil }
            state.leaders.insert(leader)
            return leader
        }
    }

    /// Ends a group, whatever it does with the signal that asks it to.
    ///
    /// Its leader has not been reaped, so that its number still belongs to this group and no other.
    func end(_ leader: pid_t) {
        guard ask(leader) else { return }
        usleep(Self.grace)
        finish(leader)
    }

    /// Takes note that a leader has ended; what it left running in its group may go on until that time.
    func hasEnded(_ leader: pid_t, othersUntil deadline: DispatchTime) {
        guard Self.hasOthers(than: leader) else {
            finish(leader, killing: false)
            return
        }
        DispatchQueue.global().asyncAfter(deadline: deadline) { self.end(leader) }
    }

    /// Ends all groups, for good.
    func endAll() {
        let leaders = state.withLock { state in
            state.isOver = true
            return state.leaders
        }
        guard !leaders.isEmpty else { return }
        for leader in leaders { _ = ask(leader) }
        usleep(Self.grace)
        for leader in leaders { finish(leader) }
    }

    /// Asks a group to end; false where it is known to have ended.
    private func ask(_ leader: pid_t) -> Bool {
        state.withLock { state in
            guard state.leaders.contains(leader) else { return false }
            kill(-leader, SIGTERM)
            // A stopped process handles the signal only after it is continued.
            kill(-leader, SIGCONT)
            return true
        }
    }

    /// Ends what is left of a group and reaps its leader.
    private func finish(_ leader: pid_t, killing: Bool = true) {
        let isOurs = state.withLock { state in
            guard state.leaders.remove(leader) != nil else { return false }
            if killing { kill(-leader, SIGKILL) }
            return true
        }
        guard isOurs else { return }
        var status: Int32 = 0
        while waitpid(leader, &status, 0) < 0, errno == EINTR {}
    }

    /// Whether a group has processes besides its leader.
    ///
    /// `/proc/N/stat` is `N (name) state parent group …`; the name can hold anything, also brackets.
    private static func hasOthers(than leader: pid_t) -> Bool {
        let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return processes.contains { name in
            guard let process = pid_t(name), process != leader,
                let stat = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                let end = stat.lastIndex(of: ")")
            else { return false }
            let fields = stat[end...].split(separator: " ")
            return fields.count > 3 && fields[3] == String(leader)
        }
    }
}
