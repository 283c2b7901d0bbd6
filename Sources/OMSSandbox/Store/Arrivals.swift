import GRDB

/// New packages while the sandbox runs.
extension Store {
    /// Makes the next packages up, created now and waiting; returns their ids.
    func arrive(_ count: Int) async throws -> [Int64] {
        try await write { database, now in
            let last = try self.lastID(database, in: "package")
            let maker = PackageMaker(
                seed: self.seed, count: Int(last) + count, now: now, locations: self.locations,
                catalogue: self.catalogue)
            return try (0..<Int64(max(0, count))).map { offset in
                let id = last + 1 + offset
                let at = Instant(microseconds: now.microseconds + offset)
                let made = maker.package(id, arrivingAt: at)
                try self.insert(database, made.package, made.units)
                return id
            }
        }
    }

    /// Cancels a package because of one of its items, and makes a new one of the others; returns the new one's id.
    func cancelItem(_ item: Int64, of id: Int64) async throws -> Int64? {
        try await apply(Command(.cancel, inputs: .object([:])), to: id, by: .system, overHTTP: false)
        return try await write { database, now in
            let old = try self.package(database, id)
            let rest = old.items.filter { $0.id != item }
            guard !rest.isEmpty else { return nil }
            var package = old.package
            package.id = try self.lastID(database, in: "package") + 1
            package.number = PackageMaker.number(package.id)
            package.state = .waiting
            package.created = now
            package.modified = now
            let units = rest.map { item in
                FixturePackage.Unit(
                    product: item.product, selectedBarcode: item.selectedBarcode, serialNumber: item.serialNumber,
                    isMissing: false)
            }
            try self.insert(database, package, units)
            return package.id
        }
    }

    /// Stores a package that is new, with the first entry of its log, and notifies its subscribers.
    private func insert(_ database: Database, _ package: PackageRow, _ units: [FixturePackage.Unit]) throws {
        try Self.insertion(database, into: "package", PackageRow.columns).execute(arguments: package.arguments)
        let insertion = try Self.insertion(database, into: "item", ItemRow.columns)
        let last = try lastID(database, in: "item")
        let items = units.enumerated().map { index, unit in
            ItemRow(
                id: last + 1 + Int64(index), package: package.id, product: unit.product, state: package.state.ofItems,
                selectedBarcode: unit.selectedBarcode, serialNumber: unit.serialNumber, denialReason: nil,
                created: package.created, modified: package.created)
        }
        for item in items { try insertion.execute(arguments: item.arguments) }
        let log = LogRow(
            id: 0, package: package.id, created: package.created, source: nil, target: package.state, transition: nil,
            user: .system, inputs: nil)
        try append(database, log)
        let document = PackageDocument(package: package, items: items, catalogue: catalogue)
        try queueWebhooks(database, from: nil, to: document, at: package.created)
    }
}
