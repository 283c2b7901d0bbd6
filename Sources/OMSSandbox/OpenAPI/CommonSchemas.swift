/// What many documents have in common.
extension JSONSchema {
    /// The id of a row.
    static let id = JSONSchema.integer(minimum: 1)
    /// A count of things, which can be none.
    static let count = JSONSchema.integer(minimum: 0)
    static let moment = JSONSchema.string(format: "date-time")
    static let address = JSONSchema.string(format: "uri")
    /// An amount as decimal text, as `489.00`.
    static let money = JSONSchema.string(pattern: #"^[0-9]+\.[0-9]{2}$"#)
    static let enumValue = JSONSchema.string(pattern: "^[0-9]+$")
    static let nothing = JSONSchema.object([:])
    /// An object of any members.
    static let anyObject = JSONSchema.object([:], others: true)

    /// An id and a name.
    static let reference = JSONSchema.object(["id": .id, "name": .string()])

    static let contentType = JSONSchema.named(
        "ContentType", .object(["id": .id, "app_label": .string(), "model": .string()]))

    static let state = JSONSchema.named(
        "State",
        .object([
            "id": .id, "created_date": .moment, "modified_date": .moment, "name": .string(), "config": .nothing,
            "enum_class": .string(among: ["PackageStatus", "PackageItemStatus", "OrderStatus"]),
            "enum_value": .enumValue, "content_type": .id,
        ]))

    static let shortState = JSONSchema.named("ShortState", .object(["name": .string(), "enum_value": .enumValue]))

    static let deliveryRange = JSONSchema.named("DeliveryRange", .object(["lower": .moment, "upper": .moment]))

    static let denialReason = JSONSchema.named(
        "DenialReason",
        .object([
            "id": .id, "title": .string(), "remote_id": .string().orNull, "priority": .integer(),
            "is_active": .boolean,
        ]))

    /// A page of a list in the OMS's envelope.
    static func page(of row: JSONSchema) -> JSONSchema {
        .object([
            "count": .count, "next": .address.orNull, "previous": .address.orNull, "results": .array(of: row),
        ])
    }
}

/// The bodies of refusals.
extension JSONSchema {
    static let detail = JSONSchema.named("Detail", .object(["detail": .string()]))

    /// What is wrong with each parameter or member, by its name.
    static let fieldErrors = JSONSchema.named("FieldErrors", .map(of: .array(of: .string(), atLeast: 1)))

    /// What the business does not allow.
    static let businessError = JSONSchema.named("BusinessError", .object(["code": .string(), "en": .string()]))
}
