import GRDB

/// A package's transition log, the oldest entry first.
extension Service {
    func logs(_ call: Call, _ write: (inout JSONText, LogRow) -> Void) async throws -> SandboxAnswer {
        let paging = try Paging(call.query)
        let page = try await store.read { database in
            try store.requirePackage(database, call.package)
            let count = try Int.fetchOne(
                database, sql: "SELECT COUNT(*) FROM log WHERE package = ?", arguments: [call.package])
            let rows = try LogRow.fetchAll(
                database, sql: "SELECT * FROM log WHERE package = ? ORDER BY id LIMIT ? OFFSET ?",
                arguments: [call.package, paging.limit, paging.offset])
            return RowPage(count: count ?? 0, rows: rows)
        }
        return try call.page(page, paging, write)
    }

    func log(_ call: Call, _ write: (inout JSONText, LogRow) -> Void) async throws -> SandboxAnswer {
        let entry = try await store.read { database in
            try store.requirePackage(database, call.package)
            return try LogRow.fetchOne(
                database, sql: "SELECT * FROM log WHERE package = ? AND id = ?",
                arguments: [call.package, call.path["log_id"]])
        }
        guard let entry else { throw Refusal.notFound }
        return .json { write(&$0, entry) }
    }
}
