import GRDB

import enum OMS.Endpoint

/// Reading packages.
extension Service {
    func packages(_ call: Call) async throws -> SandboxAnswer {
        let paging = try Paging(call.query)
        let query = try PackageQuery(call.query, of: .packages)
        let page = try await store.read { database in
            let ids = try query.ids(database, paging, store.counts)
            return RowPage(count: ids.count, rows: try store.packages(database, ids.rows))
        }
        return try call.page(page, paging) { $1.writeFull(to: &$0) }
    }

    func package(_ call: Call) async throws -> SandboxAnswer {
        let package = try await store.read { try store.package($0, call.package) }
        return .json { package.writeFull(to: &$0) }
    }

    func shortPackages(_ call: Call) async throws -> SandboxAnswer {
        let paging = try Paging(call.query)
        let query = try PackageQuery(call.query, of: .shortPackages)
        let page = try await store.read { database in
            let ids = try query.ids(database, paging, store.counts)
            let counts = try store.itemCounts(database, ids.rows)
            return RowPage(count: ids.count, rows: try store.rows(database, ids.rows).map { ($0, counts[$0.id] ?? 0) })
        }
        return try call.page(page, paging) { json, row in
            PackageDocument.writeShort(row.0, itemCount: row.1, to: &json)
        }
    }

    func shortPackage(_ call: Call) async throws -> SandboxAnswer {
        let package = try await store.read { try store.package($0, call.package) }
        return .json { package.writeWithoutOrder(to: &$0) }
    }

    func simplePackages(_ call: Call) async throws -> SandboxAnswer {
        let paging = try Paging(call.query)
        let query = try PackageQuery(call.query, of: .simplePackages)
        let page = try await store.read { database in
            let ids = try query.ids(database, paging, store.counts)
            return RowPage(count: ids.count, rows: try store.rows(database, ids.rows))
        }
        return try call.page(page, paging) { PackageDocument.writeSimple($1, to: &$0) }
    }

    func packageItems(_ call: Call) async throws -> SandboxAnswer {
        let paging = try Paging(call.query)
        let items = try await store.read { try store.package($0, call.package).items }
        let rows = Array(items.dropFirst(paging.offset).prefix(paging.limit))
        return try call.page(RowPage(count: items.count, rows: rows), paging) { json, item in
            json.object { json in
                json.member("id", item.id)
                json.member("product_sku", store.catalogue[item.product].sku)
            }
        }
    }
}
