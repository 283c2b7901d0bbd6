import OMS

/// Claims: who has which package. A claim is a lease on the server's clock, with a token that only rises.
extension Warehouse {
    /// Claims a package that is free, whose lease has run out, or that is this bench's already; within a time, where one is given.
    public func claim(_ package: Int, within time: Duration? = nil) async throws(WarehouseError) -> ClaimOutcome {
        try await claim(package, takingOver: nil, within: time)
    }

    /// Takes a package from who was shown to have it; one that somebody else has taken meanwhile stays theirs.
    ///
    /// An unfinished command of the other bench is not sent by itself any more: its claim is lost.
    public func takeOver(_ package: Int, from holder: ClaimHolder) async throws(WarehouseError) -> ClaimOutcome {
        try await claim(package, takingOver: holder.token)
    }

    private func claim(
        _ package: Int, takingOver token: Int?, within time: Duration? = nil
    ) async throws(WarehouseError) -> ClaimOutcome {
        let end = time.map { ContinuousClock.now + $0 }
        // What was held when it was claimed may be free when its holder is read; a third time in a row is no accident.
        for _ in 0..<3 {
            let claim = ClaimStatements.claim(package, takingOver: token, by: asker)
            if let row = try await run(claim, within: end.map { $0 - .now }).first {
                return .mine(
                    Claim(
                        package: package, token: try row.int(0), since: try row.timestamp(1),
                        takenFrom: BenchName(id: row.optionalText(2), name: row.optionalText(3))))
            }
            if let holder = try await holder(of: package, within: end.map { $0 - .now }) { return .held(holder) }
        }
        throw WarehouseError(.timedOut)
    }

    /// Who has a package; nil where it is free.
    public func holder(
        of package: Int, within time: Duration? = nil
    ) async throws(WarehouseError) -> ClaimHolder? {
        let rows = try await run(ClaimStatements.holder(of: package, location: bench.location), within: time)
        return try rows.first.map { row throws(WarehouseError) in try ClaimHolder(row: row) }
    }

    /// The packages of the location that are in somebody's hands, this bench's too, the longest held first.
    public func heldPackages() async throws(WarehouseError) -> [HeldPackage] {
        try await run(ClaimStatements.all(location: bench.location)).map(HeldPackage.init(row:))
    }

    /// Prolongs claims, and says that the bench is there; returns those that are not this bench's any more.
    ///
    /// To be called three times a lease, also without claims. Where another program has taken the bench's id, the warehouse goes
    /// alone with `.benchInUse`, which is thrown too.
    public func renew(_ claims: [Claim]) async throws(WarehouseError) -> [Claim] {
        try await renew(claims, reading: false).lost
    }

    /// Which claims are not among the packages of a JSON array.
    func lost(of claims: [Claim], renewed text: String) throws(WarehouseError) -> [Claim] {
        guard case .array(let renewed)? = try? JSONValue(text: text) else {
            throw WarehouseError(.undecodable, detail: text)
        }
        return claims.filter { !renewed.contains(.int($0.package)) }
    }

    /// Asks whether a claim still holds, and prolongs it, just before a command is sent.
    ///
    /// It waits for `assertTimeout` at most. An error means that there was no answer: then the command is sent, as alone.
    public func assertClaim(_ claim: Claim) async throws(WarehouseError) -> ClaimStanding {
        try await hold(claim, .unchanged, within: settings.assertTimeout)
    }

    /// Marks a command of the package as unfinished, such as `pack`: the claim is kept beyond its lease until it is released, taken
    /// over, or the mark is taken away with nil.
    public func markCommand(_ command: String?, of claim: Claim) async throws(WarehouseError) -> ClaimStanding {
        try await hold(claim, command.map(CommandMark.set) ?? .removed, within: settings.statementTimeout)
    }

    private func hold(
        _ claim: Claim, _ mark: CommandMark, within time: Duration
    ) async throws(WarehouseError) -> ClaimStanding {
        let end = ContinuousClock.now + time
        guard try await run(ClaimStatements.hold(claim, mark, by: asker), within: time).isEmpty else { return .mine }
        // The claim is lost, whether or not there is time left to learn to whom.
        let rows = try? await run(
            ClaimStatements.holder(of: claim.package, location: bench.location), within: end - .now)
        return .lost(to: try rows?.first.map { row throws(WarehouseError) in try ClaimHolder(row: row) })
    }

    /// Gives a package free; one that was taken over meanwhile stays as it is.
    ///
    /// `isFinished` where the OMS is known to have applied the command: then what was checked is forgotten. Put aside, it is kept
    /// for who goes on.
    public func release(_ claim: Claim, isFinished: Bool) async throws(WarehouseError) {
        try await run(ClaimStatements.release(claim, isFinished: isFinished, by: bench))
    }
}
