/// The shapes of packages, of what is in them and of where they go.
extension JSONSchema {
    /// All of a package, as `GET /packages/` and `GET /packages/{id}/` have it.
    static let package = JSONSchema.named("Package", .object(packageCore + packageRest))

    /// As `GET /packages/{id}/short/` has it: without what belongs to the order.
    static let packageWithoutOrder = JSONSchema.named("PackageWithoutOrder", .object(packageCore))

    /// As `GET /packages/short/` has it: with the number of items instead of the items.
    static let shortPackage = JSONSchema.named(
        "ShortPackage",
        .object([
            "packageitem_count": .count, "order_number": .string(), "date_placed": .moment,
            "channel_name": .string().orNull, "state": .state, "number": .packageNumber, "id": .id,
            "target_packing_date": .moment, "order_id": .id,
            "stock_location": .object(["id": .id, "name": .string(), "erp_code": .string()]).orNull,
            "is_click_and_collect": .boolean, "delivery_type": .deliveryType, "created_date": .moment,
            "modified_date": .moment,
        ]))

    /// As `GET /packages/list-simple/` has it: flat, with ids for what is elsewhere.
    static let simplePackage = JSONSchema.named(
        "SimplePackage",
        .object([
            "id": .id, "number": .packageNumber, "state": .state, "order": .id, "stock_location": .id,
            "tracking_number": .string().orNull, "invoice_number": .string().orNull, "remote_id": .string().orNull,
            "shipping_address": .id, "is_click_and_collect": .boolean, "shipment_date": .moment.orNull,
            "target_packing_date": .moment, "delivery_range": .deliveryRange.orNull, "created_date": .moment,
            "modified_date": .moment, "extra_information": .anyObject,
        ]))

    static let packageItem = JSONSchema.object(["id": .id, "product_sku": .string()])

    /// An address as packages, stock locations and invoices have it.
    static let postalAddress = JSONSchema.named(
        "Address",
        .object([
            "id": .id, "city": place("City", ["country": .id]), "country": place("Country", ["code": .string()]),
            "township": place("Township", ["city": .id]),
            "district": place("District", ["city": .id, "township": .id]), "customer": customer.orNull,
            "title": .string(), "line": .string(), "email": .string().orNull, "phone_number": .string().orNull,
            "first_name": .string().orNull, "last_name": .string().orNull, "is_active": .boolean,
        ]))

    // MARK: The parts of a package

    private static let packageCore: Members = [
        "packageitem_set": .array(of: item), "order_number": .string(), "channel_name": .string().orNull,
        "state": .state, "number": .packageNumber, "id": .id, "shipping_address": .postalAddress, "order_id": .id,
        "stock_location": stockLocation.orNull, "commands": .array(of: command), "shipment": shipment.orNull,
        "shipping_label": .shippingLabel.orNull, "is_click_and_collect": .boolean, "shipment_date": .moment.orNull,
        "extra_information": .anyObject, "delivery_type": .deliveryType, "omnitron_order_id": .id,
        "id_encrypted": .string(pattern: "^[0-9a-f]{32}$"), "scenario": .reference, "rule": .reference,
    ]

    private static let packageRest: Members = [
        "date_placed": .moment, "city": .string(), "payment_type": .string(), "tracking_number": .string().orNull,
        "target_packing_date": .moment, "invoice_number": .string().orNull, "remote_id": .string().orNull,
        "delivery_range": .deliveryRange.orNull, "order_gift_box_note": .string().orNull,
        "order_has_gift_box": .boolean, "order_retail_store_id": .id.orNull, "order_notes": .string().orNull,
        "created_date": .moment, "modified_date": .moment, "channel_omnitron_id": .id.orNull,
        "source": .constant("oms"), "origin_address": .id, "origin_address_id": .string(pattern: "^[0-9]+$"),
    ]

    private static let packageNumber = JSONSchema.string(pattern: "^[0-9]{9,}$")

    private static let deliveryType = JSONSchema.object([
        "value": .string(among: ["home_delivery", "same_day", "click_and_collect"]), "label": .string(),
    ])

    private static let stockLocation = JSONSchema.named(
        "StockLocation",
        .object([
            "id": .id, "name": .string(), "erp_code": .string(), "address": .postalAddress,
            "tags": .array(of: .object(["name": .string(among: ["warehouse", "store"])])),
        ]))

    private static let command = JSONSchema.named(
        "Command",
        .object([
            "id": .id, "slug": .string(among: Transition.all.map(\.slug)), "name": .string(),
            "target_state": .object(["id": .id, "name": .string(), "enum_value": .enumValue]),
            "input_parameters": .array(
                of: .object([
                    "name": .string(), "label": .string(), "type": .string(among: ["string", "integer", "list"]),
                    "required": .boolean,
                ])),
        ]))

    private static let shipment = JSONSchema.named(
        "Shipment",
        .object([
            "id": .id, "created_date": .moment, "modified_date": .moment, "tracking_number": .string().orNull,
            "awb_number": .string().orNull,
            "cargo_company": .object(["id": .id, "name": .string(), "slug": .string()]).orNull,
        ]))

    private static func place(_ name: String, _ parents: Members) -> JSONSchema {
        .named(
            name,
            .object(
                ["pk": .id, "name": .string()] + parents
                    + ["latitude": .null, "longitude": .null, "is_active": .boolean]))
    }

    private static let customer = JSONSchema.named(
        "Customer",
        .object([
            "pk": .id, "email": .string().orNull, "first_name": .string(), "last_name": .string(),
            "phone_number": .string().orNull, "erp_code": .null,
        ]))
}

/// The shapes of the units in a package.
extension JSONSchema {
    private static let item = JSONSchema.named(
        "PackageItem",
        .object([
            "id": .id, "state": .state, "order_item": orderItem, "transfer_order": .null, "created_date": .moment,
            "modified_date": .moment, "package": .id, "denial_reason": .denialReason.orNull,
            "discrepancy_reason": .null, "unit_type": .constant("quantity"), "selected_barcode": .string().orNull,
            "serial_no": .string().orNull,
        ]))

    private static let orderItem = JSONSchema.named(
        "OrderItem",
        .object([
            "id": .id, "image": .null, "order": .id, "price": .money, "state": .state, "product": product,
            "commands": .array(of: .string()), "tax_rate": .money, "attributes": .nothing, "net_amount": .money,
            "price_list": catalogueList, "stock_list": catalogueList, "tax_amount": .null, "omnitron_id": .id,
            "created_date": .moment, "modified_date": .moment, "retail_price": .money,
            "price_currency": .constant("try"), "discount_amount": .money, "attributes_kwargs": .nothing,
            "without_net_amount": .null, "installment_interest_amount": .null,
        ]))

    private static let product = JSONSchema.named(
        "Product",
        .object([
            "id": .id, "sku": .string(), "name": .string(),
            "barcode": .string(pattern: "^[0-9]{13}$").orNull, "base_code": .string(),
            "attributes": .object(["renk": .string(), "beden": .string()]), "omnitron_id": .id,
            "created_date": .moment, "modified_date": .moment, "extra_attributes": .nothing,
            "productimage_set": .array(
                of: .object(["id": .id, "url": .address, "order": .id, "product": .id])),
            "attributes_kwargs": .object(["erp_line": .object(["label": .string(), "value": .string()])]),
        ]))

    private static let catalogueList = JSONSchema.named(
        "CatalogueList",
        .object([
            "pk": .id, "code": .string(), "name": .string(), "is_auto_sync": .boolean, "created_date": .moment,
            "modified_date": .moment,
        ]))
}
