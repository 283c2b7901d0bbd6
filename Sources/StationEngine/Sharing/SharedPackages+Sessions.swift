import OMS
import Station
import StationStore
import Warehouse

// What is checked of the packages that this bench has, and what others have counted of them.
extension SharedPackages {
    /// The answer to a claim that was granted: with what another bench has checked, if that is what is to be gone on with.
    func answer(to claim: Claim, before: ClaimHolder?) async throws(WarehouseError) -> ClaimAnswer {
        let package = claim.package
        let sessions = SharedSessions(try await warehouse.sessions(of: package), at: warehouse.bench.id)
        let isDecided = beside.contains(package) && !sessions.hasOwnBeside
        let kept = unsaved.contains(package) && !isDecided ? await kept(package) : nil
        let counts = sessions.counts(with: kept, of: package)
        guard counts.count < 2 else {
            undecided[package] = counts
            // Where nothing is decided here, the others are to see it too.
            if let kept, !beside.contains(package) { await putBeside(kept) }
            return .counted(counts)
        }
        if let kept { await save(kept) } else { await markSaved(package) }
        let other = kept == nil ? counts.first.flatMap { $0.holder == nil ? nil : $0 } : nil
        // What was counted here was decided elsewhere: another count holds, or none.
        let session =
            other?.session ?? (isDecided ? sessions.own(of: package) ?? PackingSession(package: package) : nil)
        if let taken = claim.takenFrom, taken.id != warehouse.bench.id {
            let packer = before?.packer ?? other?.holder?.packer
            let holder = PackageHolder(
                bench: taken.name, packer: packer, since: before?.since ?? claim.since, token: claim.token)
            return .mine(from: holder, session: session)
        }
        return .mine(from: other?.holder, session: session)
    }

    /// Looks whether a package of this bench was counted at another one too.
    func lookAtCounts(of package: Int) async {
        guard claims[package] != nil, let all = try? await warehouse.sessions(of: package) else { return }
        let kept = unsaved.contains(package) ? await kept(package) : nil
        let counts = SharedSessions(all, at: warehouse.bench.id).counts(with: kept, of: package)
        guard counts.count > 1, claims[package] != nil, undecided[package] != counts else { return }
        undecided[package] = counts
        sink(.counted(package: package, counts))
    }

    /// Makes a count the one of all benches; where that cannot be told now, it is asked again when it can.
    func choose(_ session: PackingSession) async {
        let package = session.package
        undecided[package] = nil
        guard let claim = claims[package],
            (try? await warehouse.chooseSession(session.isEmpty ? nil : session.json, under: claim)) == true
        else {
            unsaved.insert(package)
            await keepUnsaved()
            return
        }
        await markSaved(package)
    }

    // MARK: - What is checked

    /// Writes what is checked of a package for whoever goes on with it; without a claim it waits for one.
    func save(_ session: PackingSession) async {
        let package = session.package
        guard let claim = claims[package], undecided[package] == nil,
            let isMine = try? await warehouse.writeSession(session.json, under: claim)
        else {
            if session.isEmpty {
                await markSaved(package)
            } else {
                let isNew = unsaved.insert(package).inserted
                if beside.remove(package) != nil || isNew { await keepUnsaved() }
            }
            return
        }
        guard !isMine else { return await markSaved(package) }
        await look(at: package)
        if let later = claims[package], later.token > claim.token { await save(session) }
    }

    /// What was checked of a package is not needed any more.
    func forget(_ package: Int) async { await markSaved(package) }

    /// Writes what could not be written while the warehouse was away: of packages that are still this bench's as theirs, of
    /// others beside what other benches have.
    func saveMissed() async {
        for package in unsaved.sorted() {
            guard let session = await kept(package) else { continue }
            if claims[package] != nil {
                await save(session)
            } else if !beside.contains(package) {
                await putBeside(session)
            }
        }
        for package in claims.keys.sorted() { await lookAtCounts(of: package) }
    }

    /// Uploads what was checked alone beside what others have.
    func putBeside(_ session: PackingSession) async {
        let package = session.package
        guard (try? await warehouse.putSessionBeside(session.json, of: package)) != nil, unsaved.contains(package)
        else {
            return
        }
        beside.insert(package)
        await keepUnsaved()
    }

    func markSaved(_ package: Int) async {
        beside.remove(package)
        if unsaved.remove(package) != nil { await keepUnsaved() }
    }

    /// What this bench's own file has of a package; nil where nothing is checked.
    func kept(_ package: Int) async -> PackingSession? {
        let state = try? await store.sessions()[package]
        let session = state.flatMap { PackingSession(package: package, $0) }
        return session?.isEmpty == false ? session : nil
    }

    /// Keeps over a restart which packages were checked alone; a plus is behind those that lie beside what others have.
    func keepUnsaved() async {
        let words = unsaved.sorted().map { beside.contains($0) ? "\($0)+" : "\($0)" }
        try? await store.setFact(.unsharedSessions, to: words.joined(separator: " "))
    }

    func restoreUnsaved() async {
        let words = ((try? await store.fact(.unsharedSessions)) ?? "").split(separator: " ")
        unsaved = Set(words.compactMap { Int($0.hasSuffix("+") ? $0.dropLast() : $0) })
        beside = Set(words.compactMap { $0.hasSuffix("+") ? Int($0.dropLast()) : nil })
    }
}
