extension WarehouseSchema {
    /// Who packed when a label was printed; empty where nobody said.
    static let packersOfPrints: [StaticString] = [
        "ALTER TABLE packline.prints ADD COLUMN packer text NOT NULL DEFAULT ''"
    ]
}
