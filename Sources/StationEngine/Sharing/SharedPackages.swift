import Language
import OMS
import Station
import StationStore
import TaskSignals
import Warehouse

/// The packages of this bench that other benches must know of: claims, and what is checked under them.
///
/// Nothing here is waited for by a scan or a key. Where the warehouse does not answer, the bench goes on alone.
actor SharedPackages {
    let warehouse: Warehouse
    let settings: EngineSettings
    let store: StationDatabase
    let sink: EventSink
    let feed: ChangeFeed

    /// The claims of this bench.
    var claims: [Int: Claim] = [:]
    /// Who has the packages of the location that others have.
    var holders: [Int: ClaimHolder] = [:]
    /// Packages that were claimed for a command alone, because they were not open here.
    var claimedForCommand: Set<Int> = []
    /// Packages whose last command ended the work on them, until they are given back.
    var finished: Set<Int> = []
    /// Claims for commands that are not answered yet.
    var commandClaims: [Int: Task<Result<ClaimOutcome, WarehouseError>, Never>] = [:]
    /// The packages that another bench took over from this one, and which.
    nonisolated let losses: AsyncStream<(package: Int, to: PackageHolder)>
    let lossesContinuation: AsyncStream<(package: Int, to: PackageHolder)>.Continuation
    /// Packages of which something was checked that the warehouse does not have.
    var unsaved: Set<Int> = []
    /// Those of them that lie beside what other benches have.
    var beside: Set<Int> = []
    /// Packages of this bench that several have counted, until one count is chosen: nothing is written of them.
    var undecided: [Int: [CountedSession]] = [:]

    init(feed: ChangeFeed) {
        (warehouse, settings, store, sink) = (feed.warehouse, feed.settings, feed.store, feed.sink)
        self.feed = feed
        (losses, lossesContinuation) = AsyncStream.makeStream()
    }

    /// Follows the warehouse until the task is cancelled: its state, what others claim, and the bench's own leases.
    func run() async {
        await restoreUnsaved()
        await withDiscardingTaskGroup { group in
            group.addTask { await self.followState() }
            group.addTask { await self.followChanges() }
            group.addTask { await self.renewClaims() }
        }
    }

    private func followState() async {
        for await state in warehouse.states() {
            switch state {
            case .connecting: break
            case .connected:
                await lookAtAll()
                sink(.sharing(.shared))
                await saveMissed()
            case .alone(let error, let since):
                sink(.sharing(.alone(since: since, why: Phrase(error))))
            }
        }
    }

    private func followChanges() async {
        for await change in warehouse.changes() {
            switch change {
            case .claim(let package): await look(at: package)
            case .session(let package): await lookAtCounts(of: package)
            case .print, .lease, .feed, .readerIsFree: break
            case .anything: await lookAtAll()
            }
        }
    }

    private func renewClaims() async {
        while !Task.isCancelled {
            if let renewal = try? await warehouse.renew(Array(claims.values), reading: await feed.wantsToRead) {
                await feed.note(renewal)
                for claim in renewal.lost { await claimAgain(claim) }
            }
            await feed.renewalWake.wait(within: await feed.untilRenewal, settings.sleep)
        }
    }

    /// Looks who has a package whose claim did not hold; one that nobody has is claimed again.
    private func claimAgain(_ claim: Claim) async {
        await look(at: claim.package)
        guard claims[claim.package]?.token == claim.token else { return }
        claims[claim.package] = nil
        await self.claim(claim.package, takingOver: nil)
    }

    // MARK: - What others have

    func look(at package: Int) async {
        do throws(WarehouseError) {
            if let holder = try await warehouse.holder(of: package) {
                note(holder, of: package)
            } else {
                holders[package] = nil
            }
            report()
        } catch {
            // The next connection brings all that was missed.
        }
    }

    private func lookAtAll() async {
        guard let held = try? await warehouse.heldPackages() else { return }
        holders = [:]
        for held in held { note(held.holder, of: held.package) }
        report()
        for held in held where isOwn(held.holder) {
            await restore(held.holder, of: held.package)
        }
    }

    /// Takes note of who has a package; one that was this bench's is lost.
    ///
    /// A later claim of this bench is its own: one that was granted after it was waited for, or by the run before.
    func note(_ holder: ClaimHolder, of package: Int) {
        guard !isOwn(holder) else {
            holders[package] = nil
            if let claim = claims[package], claim.token < holder.token {
                claims[package] = Claim(
                    package: package, token: holder.token, since: holder.since, takenFrom: claim.takenFrom)
            }
            return
        }
        holders[package] = holder
        if let claim = claims[package], claim.token < holder.token {
            claims[package] = nil
            sink(.claimLost(package: package, to: PackageHolder(holder)))
            lossesContinuation.yield((package, PackageHolder(holder)))
        }
    }

    /// Whether it is this bench that has the package.
    func isOwn(_ holder: ClaimHolder) -> Bool { holder.bench.id == warehouse.bench.id }

    func report() { sink(.holders(holders.mapValues(PackageHolder.init))) }

    // MARK: - Claims

    /// Claims a package, or takes it over at the token of a hold.
    func claim(_ package: Int, takingOver token: Int?) async {
        do throws(WarehouseError) {
            let known = holders[package]
            let outcome =
                if let known, known.token == token {
                    try await warehouse.takeOver(package, from: known)
                } else {
                    try await warehouse.claim(package)
                }
            switch outcome {
            case .held(let holder):
                note(holder, of: package)
                sink(.claim(package: package, .held(PackageHolder(holder))))
            case .mine(let claim):
                claims[package] = claim
                holders[package] = nil
                claimedForCommand.remove(package)
                let answer = try await answer(to: claim, before: known)
                // Another bench may have taken it over meanwhile, which was told already.
                sink(.claim(package: package, holders[package].map { .held(PackageHolder($0)) } ?? answer))
            }
        } catch {
            // What the warehouse may have granted is free when the lease has run out.
            claims[package] = nil
            sink(.claim(package: package, .unanswered))
        }
    }

    /// Gives a package back; what is checked of it is forgotten if it is finished.
    func release(_ package: Int) async {
        let wasFinished = finished.remove(package) != nil
        undecided[package] = nil
        guard let claim = claims.removeValue(forKey: package) else { return }
        let stored = try? await store.package(package, settings.commands)
        let isFinished = wasFinished || stored.map { settings.commands.kind(of: $0).isClosed } ?? false
        // What is not released now is free when the lease has run out.
        try? await warehouse.release(claim, isFinished: isFinished)
    }

    /// Says who packs here from now on.
    func setPacker(_ name: String) { warehouse.setPacker(name) }
}
