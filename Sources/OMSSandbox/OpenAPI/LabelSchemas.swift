/// The shapes of a package's label, each of which `--labels` can have.
extension JSONSchema {
    /// The field `shipping_label`, which is null or empty while there is no label.
    static let shippingLabel = JSONSchema.named(
        "ShippingLabel",
        .either([
            .nothing, label("content", others: ["id": .id], optional: ["id"]), label("zpl"), label("label"),
            .object(["zplBarcode": .base64]), .object(["html_content": .string()]), .object(["url": .address]),
            .object(["data": .array(of: label("label"), atLeast: 2)]), .array(of: .base64, atLeast: 1),
            // ZPL or EPL2 as it is.
            .string(atLeast: 1),
            // What a carrier says that has failed.
            .object(["status": .string(), "code": .integer()]),
        ]))

    /// An object with a label under a name, and the name of its format.
    private static func label(_ name: String, others: Members = [:], optional: Set<String> = []) -> JSONSchema {
        .object(
            [name: .string(atLeast: 1), "format": .string(among: ["zpl", "ZPL", "PDF"])] + others, optional: optional)
    }

    private static let base64 = JSONSchema.string(pattern: "^[A-Za-z0-9+/]+=*$")
}
