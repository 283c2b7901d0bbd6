public import OMS

/// Sessions: what is checked of a package, so that another bench can go on with it.
extension Warehouse {
    /// Writes what is checked so far, after each check; false where the claim is lost, and nothing was written.
    public func writeSession(_ state: JSONValue, under claim: Claim) async throws(WarehouseError) -> Bool {
        try await !run(SessionStatements.write(state, under: claim, by: bench)).isEmpty
    }

    /// Uploads what was checked of a package without a claim, beside what others have: it is never added to it.
    public func putSessionBeside(_ state: JSONValue, of package: Int) async throws(WarehouseError) {
        try await run(SessionStatements.putBeside(state, package: package, by: bench))
    }

    /// What the benches have checked of a package: first the session of the newest claim, then those that were made alone.
    public func sessions(of package: Int) async throws(WarehouseError) -> [SharedSession] {
        try await run(SessionStatements.all(of: package, location: bench.location)).map { row throws(WarehouseError) in
            let text = try row.text(4)
            guard let state = try? JSONValue(text: text) else { throw WarehouseError(.undecodable, detail: text) }
            return SharedSession(
                bench: BenchName(id: try row.uuid(0), name: try row.text(1)), packer: try row.text(2),
                token: row.optionalText(3).flatMap { Int($0) }, state: state, at: try row.timestamp(5))
        }
    }

    /// Makes one state the package's session, and forgets all others; nil forgets all, and the package is counted again.
    ///
    /// False where the claim is lost, and nothing was changed.
    public func chooseSession(_ state: JSONValue?, under claim: Claim) async throws(WarehouseError) -> Bool {
        try await !run(SessionStatements.choose(state, under: claim, by: bench)).isEmpty
    }
}
