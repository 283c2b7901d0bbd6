import Language
import OMS
import Station
import StationTesting
import Synchronization
import Testing

/// Records an engine's events, as a station would know them; a test waits until a condition holds.
final class EventRecorder: Sendable {
    struct State {
        var index = PackageIndex()
        var indexCounts: [Int] = []
        var reasons: [DenialReason] = []
        var language: LanguageTag?
        var packer: String?
        var sessions: [PackingSession] = []
        var commands: [Int: QueuedCommand] = [:]
        /// Those of them that are not at their end, and how many of these need attention.
        var open: [Int: QueuedCommand] = [:]
        var attentionCount = 0
        /// The print jobs, each stage that was reported of them, late labels, printers, and labels that differ.
        var prints: [Int: QueuedPrint] = [:]
        var printStages: [(job: Int, stage: PrintStage)] = []
        var awaitedLabels: [Int: Timestamp] = [:]
        var dismissedLabels: Set<Int> = []
        var printerTroubles: [String?] = []
        var differingLabels: Set<Int> = []
        /// What other benches have, and what became of claims here.
        var sharing = SharingState.single
        var holders: [Int: PackageHolder] = [:]
        var claims: [(package: Int, answer: ClaimAnswer)] = []
        var lostClaims: [Int: PackageHolder] = [:]
        /// What other benches printed, and packages that several of them counted.
        var benchPrints: [Int: [BenchPrint]] = [:]
        var counted: [Int: [CountedSession]] = [:]
        var connections: [Connection] = []
        var opened: [OpenedPackage] = []
        var gone: [Int] = []
        var queries: [OMSQueryAnswer] = []
        var outcomes: [Int: ChangeOutcome] = [:]
        var documents: [Int: DocumentAnswer] = [:]
        var lookedUp: [Int: String?] = [:]
        var fresh: [Timestamp] = []
        var progress: [Progress] = []
        var fillingsEnded = 0
        var notAccepted: [String] = []
        var troubles: [String] = []
        var alarms: [Alarm] = []
        /// How the goods of packages differ from those that were packed.
        var differences: [(package: Int, difference: PackDifference, scan: Int?)] = []
        /// How it went each time that the packages were read again because somebody asked.
        var refreshes: [String?] = []
        /// Each stage of each command, in the order in which it was reported.
        var stages: [(command: Int, stage: CommandStage)] = []

        func stages(of command: Int) -> [CommandStage] { stages.filter { $0.command == command }.map(\.stage) }

        var isOffline: Bool { if case .offline = connections.last { true } else { false } }

        /// A summary for a test that fails.
        var summary: String {
            let commands = commands.values.sorted { $0.id < $1.id }.map { command in
                let stages = stages(of: command.id).map(\.rawValue).joined(separator: " → ")
                return
                    "\(command.id) \(command.intent.name) \(command.intent.package): \(stages) (\(command.reason?.english ?? "-"))"
            }
            return """
                \(index.count) packages, \(fresh.count) times fresh, connections \(connections.suffix(4)), \
                troubles \(troubles), not accepted \(notAccepted)
                \(commands.joined(separator: "\n"))
                """
        }

        /// The commands of a package, oldest first.
        func commands(of package: Int) -> [QueuedCommand] {
            commands.values.filter { $0.intent.package == package }.sorted { $0.id < $1.id }
        }

        /// Whether every command is at its end, and there are so many.
        func isSettled(_ count: Int) -> Bool {
            commands.count == count && commands.values.allSatisfy(\.stage.isFinal)
        }
    }

    private struct Waiter {
        let number: Int
        let isMet: @Sendable (State) -> Bool
        let continuation: CheckedContinuation<State, Never>
    }

    private struct Content {
        var state = State()
        var waiters: [Waiter] = []
        var waits = 0
    }

    private let content = Mutex(Content())

    var now: State { content.withLock { $0.state } }

    func learn(_ event: StationEvent) {
        let met = content.withLock { content in
            content.state.learn(event)
            let met = content.waiters.filter { $0.isMet(content.state) }
            content.waiters.removeAll { $0.isMet(content.state) }
            return met.map { ($0.continuation, content.state) }
        }
        for (continuation, state) in met { continuation.resume(returning: state) }
    }

    /// Returns what is known when it is as it should be; a test that ran out of time fails with all that is known.
    @discardableResult
    func until(
        _ isMet: @escaping @Sendable (State) -> Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) async -> State {
        let number = content.withLock { content in
            content.waits += 1
            return content.waits
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let state = content.withLock { content -> State? in
                    if isMet(content.state) || Task.isCancelled { return content.state }
                    content.waiters.append(Waiter(number: number, isMet: isMet, continuation: continuation))
                    return nil
                }
                if let state { continuation.resume(returning: state) }
            }
        } onCancel: {
            let (waiter, state) = content.withLock { content in
                let waiter = content.waiters.first { $0.number == number }
                content.waiters.removeAll { $0.number == number }
                return (waiter, content.state)
            }
            Issue.record("This was waited for in vain. \(state.summary)", sourceLocation: sourceLocation)
            waiter?.continuation.resume(returning: state)
        }
    }
}

extension QueuedCommand {
    /// Whether it is at its end, or waits for a person.
    var isDealtWith: Bool { stage.isFinal || stage == .needsAttention }
}

extension EventRecorder.State {
    mutating func learn(_ event: StationEvent) {
        switch event {
        case .mirror(let index):
            self.index = index
            indexCounts.append(index.count)
        case .changed(let packages, let removed): index.apply(packages, removed: removed)
        case .opened(let package): opened.append(package)
        case .gone(let package): gone.append(package)
        case .inquiry(let answer): queries.append(answer)
        case .packageChanged(_, _, let scan, let outcome): outcomes[scan] = outcome
        case .document(.printing, _, _): break
        case .document(let answer, _, let scan): documents[scan] = answer
        case .lookedUp(let scan, let trouble): lookedUp[scan] = .some(trouble?.english)
        case .reasons(let reasons): self.reasons = reasons
        case .language(let language): self.language = language
        case .packer(let name): packer = name
        case .sessions(let sessions): self.sessions = sessions
        case .sharing(let state): sharing = state
        case .holders(let holders): self.holders = holders
        case .claim(let package, let answer): claims.append((package, answer))
        case .benchPrints(let prints): benchPrints.merge(prints) { $1 }
        case .counted(let package, let counts): counted[package] = counts
        case .claimLost(let package, let holder): lostClaims[package] = holder
        case .connection(let connection): connections.append(connection)
        case .fresh(let time): fresh.append(time)
        case .filling(let progress?): self.progress.append(progress)
        case .filling(nil): fillingsEnded += 1
        case .print(let job):
            prints[job.id] = job
            printStages.append((job.id, job.stage))
        case .labelAwaited(let package, let since, let isDismissed):
            awaitedLabels[package] = since
            if isDismissed { dismissedLabels.insert(package) } else { dismissedLabels.remove(package) }
        case .printer(_, let trouble): printerTroubles.append(trouble?.english)
        case .labelDiffers(let package, let change):
            if change != .none { differingLabels.insert(package) } else { differingLabels.remove(package) }
        case .refreshed(let trouble): refreshes.append(trouble?.english)
        case .outbox(let command):
            commands[command.id] = command
            if open[command.id]?.stage == .needsAttention { attentionCount -= 1 }
            if command.stage == .needsAttention { attentionCount += 1 }
            open[command.id] = command.stage.isFinal ? nil : command
            stages.append((command.id, command.stage))
        case .notAccepted(_, _, let reason): notAccepted.append(reason.english)
        case .trouble(let text): troubles.append(text.english)
        case .alarm(let alarm): alarms.append(alarm)
        case .contentsDiffer(let difference, let package, let scan): differences.append((package, difference, scan))
        default: break
        }
    }
}
