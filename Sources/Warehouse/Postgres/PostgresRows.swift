import Foundation
import OMS

/// The rows that a statement returned, as text.
struct PostgresRows: Sendable {
    var rows: [PostgresRow] = []

    /// The first row; nil without one.
    var first: PostgresRow? { rows.first }
    /// Whether there are none.
    var isEmpty: Bool { rows.isEmpty }

    /// Every row as a value.
    func map<Value>(_ read: (PostgresRow) throws(WarehouseError) -> Value) throws(WarehouseError) -> [Value] {
        var values: [Value] = []
        for row in rows { values.append(try read(row)) }
        return values
    }

    /// The one row that a statement must have returned.
    func only() throws(WarehouseError) -> PostgresRow {
        guard let row = rows.first, rows.count == 1 else {
            throw WarehouseError(.undecodable, detail: "\(rows.count) rows in the place of one")
        }
        return row
    }
}

/// One row, whose columns are read by their place from 0.
///
/// Errors: `.undecodable` where a column is missing, `NULL`, or of another kind.
struct PostgresRow: Sendable {
    let columns: [String?]

    func optionalText(_ place: Int) -> String? { columns.indices.contains(place) ? columns[place] : nil }

    func text(_ place: Int) throws(WarehouseError) -> String { try read(place) { $0 } }

    func int(_ place: Int) throws(WarehouseError) -> Int { try read(place) { Int($0) } }

    func bool(_ place: Int) throws(WarehouseError) -> Bool { try read(place) { $0 == "t" } }

    func uuid(_ place: Int) throws(WarehouseError) -> UUID { try read(place) { UUID(uuidString: $0) } }

    /// A moment that the statement gave as microseconds since 1970.
    func timestamp(_ place: Int) throws(WarehouseError) -> Timestamp {
        try read(place) { text in Int64(text).map { Timestamp(microseconds: $0) } }
    }

    private func read<Value>(_ place: Int, as value: (String) -> Value?) throws(WarehouseError) -> Value {
        guard let value = optionalText(place).flatMap(value) else {
            throw WarehouseError(.undecodable, detail: "column \(place + 1): \(optionalText(place) ?? "NULL")")
        }
        return value
    }
}
