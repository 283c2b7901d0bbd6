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
    private let warehouse: Warehouse
    private let settings: EngineSettings
    private let store: StationDatabase
    private let sink: EventSink
    private let feed: ChangeFeed

    /// The claims of this bench.
    private var claims: [Int: Claim] = [:]
    /// Who has the packages of the location that others have.
    private var holders: [Int: ClaimHolder] = [:]
    /// Packages that were claimed for a command alone, because they were not open here.
    private var claimedForCommand: Set<Int> = []
    /// Packages whose last command ended the work on them, until they are given back.
    private var finished: Set<Int> = []
    /// Packages of which something was checked that the warehouse does not have.
    private var unsaved: Set<Int> = []

    init(feed: ChangeFeed) {
        (warehouse, settings, store, sink) = (feed.warehouse, feed.settings, feed.store, feed.sink)
        self.feed = feed
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
            case .session, .feed, .readerIsFree: break
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

    private func look(at package: Int) async {
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
    }

    /// Takes note of who has a package; one that was this bench's is lost.
    private func note(_ holder: ClaimHolder, of package: Int) {
        guard holder.bench.id != warehouse.bench.id else {
            holders[package] = nil
            return
        }
        holders[package] = holder
        if let claim = claims[package], claim.token < holder.token {
            claims[package] = nil
            sink(.claimLost(package: package, to: PackageHolder(holder)))
        }
    }

    private func report() { sink(.holders(holders.mapValues(PackageHolder.init))) }

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
                sink(.claim(package: package, try await answer(to: claim, before: known)))
            }
        } catch {
            // What the warehouse may have granted is free when the lease has run out.
            claims[package] = nil
            sink(.claim(package: package, .unanswered))
        }
    }

    /// The answer to a claim that was granted: with what another bench has checked, if that is what is to be gone on with.
    private func answer(to claim: Claim, before: ClaimHolder?) async throws(WarehouseError) -> ClaimAnswer {
        let latest = try await warehouse.sessions(of: claim.package).first { !$0.isBeside }
        let (mine, other) = (warehouse.bench.id, latest.flatMap { $0.bench.id == warehouse.bench.id ? nil : $0 })
        let session = other.flatMap { PackingSession(package: claim.package, $0.state) }
        if unsaved.contains(claim.package), let kept = await kept(claim.package) {
            if let other, let session, !session.isEmpty {
                return try await countAgain(claim, kept, other, session)
            }
            await save(kept)
        }
        if let taken = claim.takenFrom, taken.id != mine {
            let packer = before.map(\.packer) ?? other?.packer ?? ""
            let holder = PackageHolder(
                bench: taken.name, packer: packer, since: before?.since ?? claim.since, token: claim.token)
            return .mine(from: holder, session: session)
        }
        let from = other.map {
            PackageHolder(bench: $0.bench.name, packer: $0.packer, since: $0.at, token: claim.token)
        }
        return .mine(from: session == nil ? nil : from, session: session)
    }

    /// What two benches counted without knowing of each other is never added: it is forgotten at both.
    private func countAgain(
        _ claim: Claim, _ here: PackingSession, _ there: SharedSession, _ session: PackingSession
    ) async throws(WarehouseError) -> ClaimAnswer {
        _ = try await warehouse.chooseSession(nil, under: claim)
        await markSaved(claim.package)
        let holder = PackageHolder(bench: there.bench.name, packer: there.packer, since: there.at, token: claim.token)
        return .countedTwice(here: here.count, there: session.count, at: holder)
    }

    /// Gives a package back; what is checked of it is forgotten if it is finished.
    func release(_ package: Int) async {
        let wasFinished = finished.remove(package) != nil
        guard let claim = claims.removeValue(forKey: package) else { return }
        let stored = try? await store.package(package, settings.commands)
        let isFinished = wasFinished || stored.map { settings.commands.kind(of: $0).isClosed } ?? false
        // What is not released now is free when the lease has run out.
        try? await warehouse.release(claim, isFinished: isFinished)
    }

    // MARK: - What is checked

    /// Writes what is checked of a package for whoever goes on with it; without a claim it waits for one.
    func save(_ session: PackingSession) async {
        let package = session.package
        guard let claim = claims[package], let isMine = try? await warehouse.writeSession(session.json, under: claim)
        else {
            if session.isEmpty {
                await markSaved(package)
            } else if unsaved.insert(package).inserted {
                await keepUnsaved()
            }
            return
        }
        if isMine { await markSaved(package) } else { await look(at: package) }
    }

    /// What was checked of a package is not needed any more.
    func forget(_ package: Int) async { await markSaved(package) }

    /// Writes what could not be written while the warehouse was away, of the packages that are still this bench's.
    private func saveMissed() async {
        for package in unsaved.sorted() where claims[package] != nil {
            if let session = await kept(package) { await save(session) }
        }
    }

    private func markSaved(_ package: Int) async {
        if unsaved.remove(package) != nil { await keepUnsaved() }
    }

    /// What this bench's own file has of a package; nil where nothing is checked.
    private func kept(_ package: Int) async -> PackingSession? {
        let state = try? await store.sessions()[package]
        let session = state.flatMap { PackingSession(package: package, $0) }
        return session?.isEmpty == false ? session : nil
    }

    /// Keeps over a restart which packages were checked alone.
    private func keepUnsaved() async {
        try? await store.setFact(.unsharedSessions, to: unsaved.sorted().map(String.init).joined(separator: " "))
    }

    private func restoreUnsaved() async {
        let kept = try? await store.fact(.unsharedSessions)
        unsaved = Set((kept ?? "").split(separator: " ").compactMap { Int($0) })
    }

    /// Says who packs here from now on.
    func setPacker(_ name: String) { warehouse.setPacker(name) }

    // MARK: - Commands

    /// The bench that has the package of a command, which must not be sent then; nil where it may be, also without an answer.
    func refusal(of entry: OutboxEntry) async -> PackageHolder? {
        let package = entry.intent.package
        do throws(WarehouseError) {
            guard let claim = claims[package] else { return try await claimForCommand(package) }
            switch try await warehouse.assertClaim(claim) {
            case .mine: return nil
            case .lost(let holder?):
                note(holder, of: package)
                return PackageHolder(holder)
            case .lost(nil):
                claims[package] = nil
                return try await claimForCommand(package)
            }
        } catch {
            return nil
        }
    }

    private func claimForCommand(_ package: Int) async throws(WarehouseError) -> PackageHolder? {
        switch try await warehouse.claim(package) {
        case .held(let holder):
            note(holder, of: package)
            report()
            return PackageHolder(holder)
        case .mine(let claim):
            claims[package] = claim
            claimedForCommand.insert(package)
            return nil
        }
    }

    /// Marks that a command of a package is under way, or has ended: until then nobody gets the package by itself.
    func note(_ entry: OutboxEntry) async {
        let package = entry.intent.package
        guard let claim = claims[package] else { return }
        if entry.stage == .applied, entry.intent.needsClaim { finished.insert(package) }
        if !entry.stage.isFinal {
            guard entry.attempts == 0, entry.stage == .queued else { return }
            _ = try? await warehouse.markCommand(entry.intent.kind?.rawValue ?? entry.intent.name, of: claim)
        } else if claimedForCommand.remove(package) != nil {
            await release(package)
        } else {
            _ = try? await warehouse.markCommand(nil, of: claim)
        }
    }
}
