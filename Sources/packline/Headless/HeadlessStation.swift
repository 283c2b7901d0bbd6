import ArgumentParser
import Foundation
import Language
import OMS
import OMSClient
import Station
import StationEngine
import StationStore

/// A station without a screen: the same model and the same engine, driven by lines instead of keys.
@MainActor
final class HeadlessStation {
    /// The station.
    private(set) var model: StationModel
    private let runtime: StationRuntime
    private let events: AsyncStream<EngineEvent>
    private let continuation: AsyncStream<EngineEvent>.Continuation
    private var tasks: [Task<Void, Never>] = []
    private var waiters: [Waiter] = []
    private var hasRead = false
    private var isOutOfTime = false
    private var trouble: Phrase?
    /// Why the packages, or some of them, could not be read at the start, and why the reasons for denying could not.
    private(set) var unread: (packages: Failure?, reasons: Failure?)
    /// Why the engine failed: nothing more would be answered.
    private var engineFailure: Phrase?

    /// An event of the engine, or a mark that follows all events sent so far.
    private enum EngineEvent: Sendable {
        case event(StationEvent)
        case mark(CheckedContinuation<Void, Never>)
    }

    private struct Waiter {
        let isMet: (StationModel) -> Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    /// Opens the station's file and prepares everything; nothing is asked of the OMS yet.
    ///
    /// `answer` is called from any thread, for each answer in its order, once what it reports is on disk.
    private init(_ settings: Settings, answer: @escaping @Sendable (ScanAnswer) -> Void) async throws {
        var station = try settings.station()
        station.acknowledgesItself = true
        let (events, continuation) = AsyncStream.makeStream(of: EngineEvent.self)
        self.events = events
        self.continuation = continuation
        runtime = try await StationRuntime.open(
            settings, reaching: try settings.client(), as: "scan", answer: answer
        ) { continuation.yield(.event($0)) }
        model = StationModel(settings: station, at: .now)
    }

    /// Starts the engine, and returns when the packages have been read or cannot be.
    private func start() async {
        let engine = runtime.engine
        tasks.append(
            Task {
                do {
                    try await engine.run()
                } catch {
                    self.engineFailure = Phrase(error)
                    self.receive(.filling(nil))
                }
            })
        let events = events
        tasks.append(
            Task {
                for await event in events {
                    switch event {
                    case .event(let event): self.receive(event)
                    case .mark(let continuation): continuation.resume()
                    }
                }
            })
        await wait { [unowned self] _ in hasRead }
        // Whether another bench has a package is known before the first line is read, or that it cannot be known.
        if runtime.sharesPackages { await wait { $0.sharing != .single } }
        let first = await engine.firstRound
        unread = (first?.packages.flatMap(Failure.init(reading:)), first?.reasons.map(Failure.init))
    }

    /// Says why the OMS could not be read, if it could not; without any packages there is nothing to go on with.
    private func checkPackages() throws {
        if let engineFailure { throw Failure(engineFailure, Status.unavailable) }
        guard let failure = unread.packages ?? trouble.map({ Failure($0, Status.unavailable) }) else { return }
        if model.index.count == 0 { throw failure }
        failure.report()
    }

    /// Ends with what became of the commands and the scans.
    ///
    /// What is about no package that is known may be about one that the OMS could not be asked for.
    func end(_ answers: AnswerWriter) throws {
        try reportUnfinished()
        switch answers.problem {
        case .none: return
        case .ofNoPackage where unread.packages?.status == Status.temporary: throw Status.temporary
        case .ofNoPackage, .ofPackages: throw Status.data
        }
    }

    /// Handles an event, and passes its effects to the engine.
    func receive(_ event: StationEvent) {
        if event == .filling(nil) { hasRead = true }
        if case .trouble(let sentence) = event { trouble = sentence }
        if case .alarm(let alarm) = event { Output.report(alarm.phrase.text) }
        runtime.engine.take(model.handle(event, at: .now))
        let met = waiters.filter { $0.isMet(model) }
        waiters.removeAll { $0.isMet(model) }
        for waiter in met { waiter.continuation.resume() }
    }

    /// Gives effects to the engine that did not come from the model.
    func run(_ effects: [Effect]) { runtime.engine.take(effects) }

    /// The commands of a package that do what is wanted, where nothing says which of them is meant.
    func undecidedCommands(_ kind: CommandKind, of name: String) async -> [PackageCommand] {
        let named = model.packages(named: name)
        guard let id = named.first?.id, named.count == 1, let package = try? await runtime.store.package(id),
            case .several(let commands) = model.settings.commands.choice(kind, of: package)
        else { return [] }
        return commands
    }

    /// Keeps which of several commands is meant, for this run and those after it.
    func choose(_ command: PackageCommand, for kind: CommandKind) {
        let chosen = ChosenCommand(command)
        receive(.chosen(model.settings.commands.chosen.merging([kind: chosen]) { $1 }))
        run([.chose(kind, chosen)])
    }

    /// Waits until the station is as it should be; every event is looked at.
    func wait(until isMet: @escaping (StationModel) -> Bool) async {
        guard !isMet(model) else { return }
        await withCheckedContinuation { waiters.append(Waiter(isMet: isMet, continuation: $0)) }
    }

    /// Waits until nothing is queued and every answer was given, or until the time is over.
    func finish(within limit: Duration) async {
        let timeout = Task {
            try? await Task.sleep(for: limit)
            guard !Task.isCancelled else { return }
            self.endWaits()
        }
        await settle()
        // A command that was stopped and is given again counts as settled until the engine has taken it up.
        await settle()
        timeout.cancel()
        await runtime.engine.drain()
    }

    /// Waits until nothing more happens by itself, or the time is over, and what the engine did by then was handled.
    private func settle() async {
        await wait { [unowned self] in $0.isSettled || isOutOfTime }
        await runtime.engine.drain()
        await withCheckedContinuation { _ = continuation.yield(.mark($0)) }
    }

    private func endWaits() {
        isOutOfTime = true
        let waiters = waiters
        self.waiters = []
        for waiter in waiters { waiter.continuation.resume() }
    }

    /// Ends the engine, waits until it has ended, and closes what it worked with.
    private func close() async {
        if !model.claimedPackages.isEmpty {
            run(model.claimedPackages.sorted().map { .release(package: $0) })
            await runtime.engine.drain()
        }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        await runtime.leaveWarehouse()
        runtime.close()
    }

    /// Runs something on a started station, and ends the station in any case.
    static func run(
        _ settings: Settings, answer: @escaping @Sendable (ScanAnswer) -> Void,
        _ body: @MainActor (HeadlessStation) async throws -> Void
    ) async throws {
        let station = try await HeadlessStation(settings, answer: answer)
        let signals = EndingSignals.endingChildren()
        defer { signals.cancel() }
        await station.start()
        do {
            try station.checkPackages()
            try await body(station)
        } catch {
            await station.close()
            throw error
        }
        await station.close()
    }
}

extension Failure {
    /// Why the packages could not be read at the start; nil for what is no answer of the OMS, nor of the disk.
    ///
    /// An OMS that answers without packages counts as unavailable.
    fileprivate init?(reading error: any Error) {
        switch error {
        case let error as OMSClientError:
            let failure = Failure(error)
            self.init(failure.sentence, failure.status == Status.data ? Status.unavailable : failure.status)
        case let error as StoreError: self.init(error)
        default: return nil
        }
    }
}

extension Timestamp {
    /// What this computer's clock says.
    static var now: Timestamp { Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) }
}

extension Moment {
    /// Now, on the monotonic and the wall clock.
    static var now: Moment {
        Moment(uptime: Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000), wall: .now)
    }
}
