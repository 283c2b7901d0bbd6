import GRDB

/// The purchase invoice of a package.
struct InvoiceRow: FetchableRecord, Sendable {
    let id: Int64
    let package: Int64
    let number: String
    let created: Instant
    let modified: Instant

    init(row: Row) {
        id = row["id"]
        package = row["package"]
        number = row["number"]
        created = row["created"]
        modified = row["modified"]
    }
}
