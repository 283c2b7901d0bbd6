import GRDB

/// Items that the OMS adds, takes off or makes anew while a package is packed.
extension Store {
    /// Adds a unit of a product to a package, of one that is not in it where none is named; returns the item's id.
    @discardableResult
    func addItem(to id: Int64, product: Int64? = nil) async throws -> Int64 {
        try await changeItems(of: id) { database, document, now in
            let products = Set(document.items.map(\.product))
            let other = self.catalogue.products.first { !products.contains($0.id) && $0.barcode != nil }
            guard let product = product ?? other?.id ?? products.first else { throw Refusal.notFound }
            let item = ItemRow(
                id: try self.lastID(database, in: "item") + 1, package: id, product: product,
                state: document.package.state.ofItems, selectedBarcode: nil, serialNumber: nil, denialReason: nil,
                created: now, modified: now)
            try self.insert(database, item)
            return item.id
        }
    }

    /// Takes an item off a package, the last one where none is named.
    func removeItem(_ item: Int64? = nil, of id: Int64) async throws {
        try await changeItems(of: id) { database, document, _ in
            guard let item = document.items.last(where: { item == nil || $0.id == item }) else {
                throw Refusal.notFound
            }
            try database.execute(sql: "DELETE FROM item WHERE id = ?", arguments: [item.id])
        }
    }

    /// Gives every item of a package another id; the goods stay the same.
    func renewItems(of id: Int64) async throws {
        try await changeItems(of: id) { database, document, _ in
            let last = try self.lastID(database, in: "item")
            for (index, item) in document.items.enumerated() {
                try database.execute(sql: "DELETE FROM item WHERE id = ?", arguments: [item.id])
                var new = item
                new.id = last + 1 + Int64(index)
                try self.insert(database, new)
            }
        }
    }

    /// Changes the items of a package, and with them when it was last changed.
    private func changeItems<Value: Sendable>(
        of id: Int64, _ change: @escaping @Sendable (Database, PackageDocument, Instant) throws -> Value
    ) async throws -> Value {
        try await write { database, now in
            let document = try self.package(database, id)
            let value = try change(database, document, now)
            var package = document.package
            package.modified = now
            try self.update(database, package)
            return value
        }
    }

    private func insert(_ database: Database, _ item: ItemRow) throws {
        try Self.insertion(database, into: "item", ItemRow.columns).execute(arguments: item.arguments)
    }
}
