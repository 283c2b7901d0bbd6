import GRDB

/// One unit in a package, as it is stored.
struct ItemRow: FetchableRecord, Sendable {
    var id: Int64
    var package: Int64
    var product: Int64
    var state: State
    var selectedBarcode: String?
    var serialNumber: String?
    var denialReason: Int64?
    var created: Instant
    var modified: Instant

    /// The id of the order's line in the sister system, which the item is found by.
    var omnitronID: Int64 {
        Self.omnitronOffset + id
    }

    /// What is added to an item's id to get the one in the sister system.
    static let omnitronOffset: Int64 = 900_000

    static let columns = [
        "id", "package", "product", "state", "selected_barcode", "serial_number", "denial_reason", "created",
        "modified",
    ]

    var arguments: StatementArguments {
        [id, package, product, state.id, selectedBarcode, serialNumber, denialReason, created, modified]
    }
}

extension ItemRow {
    init(row: Row) {
        id = row["id"]
        package = row["package"]
        product = row["product"]
        state = State.item(row["state"]) ?? .itemWaiting
        selectedBarcode = row["selected_barcode"]
        serialNumber = row["serial_number"]
        denialReason = row["denial_reason"]
        created = row["created"]
        modified = row["modified"]
    }
}
