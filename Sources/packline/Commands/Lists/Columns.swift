import OMS

/// The columns of a table, and what a row shows in each.
struct Columns<Row>: Sendable {
    /// The columns, by their names in the catalogs: `column.NAME`.
    let names: [String]
    let cells: @Sendable (Row, Zone) -> [String]

    /// Prints the table.
    func print(_ rows: [Row], _ zone: Zone) { Output.table(names, rows.map { cells($0, zone) }) }
}
