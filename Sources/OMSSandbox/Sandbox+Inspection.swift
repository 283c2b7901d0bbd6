import Foundation
import GRDB

// What tests see of a sandbox, and change in it, without HTTP.
extension Sandbox {
    /// The package as `GET /packages/{id}/` answers it, as JSON text.
    public func package(_ id: Int64) async throws(SandboxError) -> String {
        let store = store
        let document = try await asked(id) { try await store.read { try store.package($0, id) } }
        return String(decoding: JSONText.bytes { document.writeFull(to: &$0) }, as: UTF8.self)
    }

    /// The packages by id: all, or those in a state (by name, as `Waiting`) and at a location (by ERP code).
    public func packages(
        inState state: String? = nil, at location: String? = nil, limit: Int = 1000
    ) async throws(SandboxError) -> [SandboxPackage] {
        let states = State.ofPackages.filter { state == nil || $0.name == state }.map { String($0.id) }
        let locations = FixtureLocation.all.filter { location == nil || $0.erpCode == location }.map { String($0.id) }
        let store = store
        return try await asked(0) {
            try await store.read { database in
                let ids = try Int64.fetchAll(
                    database,
                    sql: """
                        SELECT id FROM package WHERE state IN (\(states.joined(separator: ", ")))
                        AND location IN (\(locations.joined(separator: ", "))) ORDER BY id LIMIT ?
                        """,
                    arguments: [limit])
                return try store.packages(database, ids).map(SandboxPackage.init)
            }
        }
    }

    /// The package with an id, read without HTTP.
    public func look(at id: Int64) async throws(SandboxError) -> SandboxPackage {
        let store = store
        return try await asked(id) { SandboxPackage(try await store.read { try store.package($0, id) }) }
    }

    /// The commands that were applied, in order; generated history is not among them.
    public func appliedCommands() async throws(SandboxError) -> [AppliedCommand] {
        let store = store
        return try await asked(0) { try await store.appliedCommands() }
    }

    /// The requests that arrived, in order, the last 10,000 of them.
    public func requests() -> [LoggedRequest] {
        routes.journal.entries
    }

    /// Forgets the requests so far.
    public func clearRequests() {
        routes.journal.clear()
    }

    /// What goes wrong from now on.
    public var faults: FaultProfile {
        get { routes.faults.profile }
        set { routes.faults.profile = newValue }
    }

    /// Makes every token worthless, also the one of the settings: only a login gives a new one.
    public func revokeTokens() {
        routes.tokens.revokeAll()
    }

    // MARK: Changes without HTTP

    /// Runs a command as another user, without HTTP: `slug` as in `commands`, `inputs` as a JSON object.
    public func run(
        _ slug: String, on id: Int64, as username: String = "ayse", inputs: String = "{}"
    ) async throws(SandboxError) {
        guard let transition = Transition.with(slug: slug) else {
            let slugs = Transition.all.map(\.slug).joined(separator: ", ")
            throw .setting("slug", slug, expected: "one of \(slugs)")
        }
        guard let inputs = JSONInput(Array(inputs.utf8)), inputs.members != nil else {
            throw .setting("inputs", inputs, expected: "a JSON object")
        }
        let store = store
        try await asked(id) {
            try await store.apply(
                Command(transition, inputs: inputs), to: id, by: User.named(username), overHTTP: false)
        }
        routes.service.webhooks.wake()
        routes.service.carrier.wake()
    }

    /// Takes a package away, as when the OMS replaces it with another.
    public func remove(_ id: Int64) async throws(SandboxError) {
        let store = store
        try await asked(id) { try await store.write { database, _ in try store.remove(database, id) } }
    }

    /// Adds a unit of some other product to a package, or of this one, and returns the item's id.
    @discardableResult
    public func addItem(to package: Int64, product: Int64? = nil) async throws(SandboxError) -> Int64 {
        let store = store
        return try await asked(package) { try await store.addItem(to: package, product: product) }
    }

    /// Takes an item off a package, the last one where none is named.
    public func removeItem(_ item: Int64? = nil, of package: Int64) async throws(SandboxError) {
        let store = store
        try await asked(package) { try await store.removeItem(item, of: package) }
    }

    /// Gives every item of a package another id, as when the OMS plans it anew; the goods stay the same.
    public func renewItems(of package: Int64) async throws(SandboxError) {
        let store = store
        try await asked(package) { try await store.renewItems(of: package) }
    }

    /// Lets new packages arrive, waiting at the first location or wherever they belong, and returns their ids.
    public func arrive(_ count: Int = 1) async throws(SandboxError) -> [Int64] {
        let store = store
        let ids = try await asked(0) { try await store.arrive(count) }
        routes.service.webhooks.wake()
        return ids
    }

    /// Cancels an item as a customer does: its package is cancelled, and a new one has the other items.
    ///
    /// Returns the new package's id, nil when nothing is left to send.
    public func cancelItem(_ item: Int64, of package: Int64) async throws(SandboxError) -> Int64? {
        let store = store
        let replacement = try await asked(package) { try await store.cancelItem(item, of: package) }
        routes.service.webhooks.wake()
        return replacement
    }

    /// Has the carrier answer at once: labels and tracking numbers that are still to come are there when this returns.
    public func answerForCarrier() async throws(SandboxError) {
        try await asked(0) { try await routes.service.carrier.answerNow() }
    }

    /// Returns when no delivery of a webhook is due or being made; later retries are not waited for.
    public func settleWebhooks() async {
        await routes.service.webhooks.settle()
    }

    private func asked<Value: Sendable>(
        _ id: Int64, _ body: () async throws -> Value
    ) async throws(SandboxError) -> Value {
        do {
            return try await body()
        } catch let refusal as Refusal {
            if refusal == .notFound { throw .noSuchPackage(id) }
            throw .refused(
                status: refusal.answer.status, body: String(decoding: refusal.answer.body, as: UTF8.self))
        } catch {
            throw .database(path: nil, reason: Store.words(of: error))
        }
    }
}

extension SandboxPackage {
    fileprivate init(_ document: PackageDocument) {
        let package = document.package
        id = package.id
        number = package.number
        orderNumber = package.orderNumber
        state = package.state.name
        enumValue = String(package.state.value)
        location = FixtureLocation.with(id: package.location)?.erpCode ?? ""
        trackingNumber = package.trackingNumber
        invoiceNumber = package.invoiceNumber
        modified = package.modified.date
        items = document.items.map { item in
            let product = document.catalogue[item.product]
            return Item(
                id: item.id, sku: product.sku, barcode: product.barcode, selectedBarcode: item.selectedBarcode,
                name: product.name, state: item.state.name)
        }
    }
}
