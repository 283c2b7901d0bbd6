/// The body of a delivery, in the shape of the seed's example, which is not that of the API.
struct WebhookDocument {
    let type: SandboxEventType
    let uuid: String
    let package: PackageDocument

    var body: String {
        let bytes = JSONText.bytes { json in
            json.object { json in
                json.object("event") { json in
                    json.member("type", type.rawValue)
                    json.member("uuid", uuid)
                }
                json.object("payload", writePackage)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The package without its own `modified_date`, as the seed has it.
    private func writePackage(_ json: inout JSONText) {
        let row = package.package
        json.member("id", row.id)
        json.member("city", row.place.city.name)
        json.member("state") { row.state.write(to: &$0) }
        json.member("number", row.number)
        json.array("commands", [String]()) { $0.value($1) }
        json.member("order_id", row.order)
        json.member("shipment") { package.writeShipment(to: &$0) }
        json.member("remote_id", row.remoteID)
        json.member("date_placed", row.placed)
        json.member("order_notes", row.notes)
        json.member("channel_name", OrderChannel.with(id: row.channel)?.name)
        json.member("order_number", row.orderNumber)
        json.member("payment_type", row.paymentType)
        json.member("shipment_date", row.shipped)
        json.member("delivery_range") { row.writeDeliveryRange(to: &$0) }
        json.member("invoice_number", row.invoiceNumber)
        json.member("shipping_label") { package.writeLabel(to: &$0) }
        json.object("stock_location", FixtureLocation.with(id: row.location)) { $1.writeForWebhook(to: &$0) }
        json.array("packageitem_set", package.items) { json, item in
            ItemDocument(item: item, product: package.catalogue[item.product], package: row).writeForWebhook(to: &json)
        }
        json.member("tracking_number", row.trackingNumber)
        json.object("shipping_address") { row.address.writeForWebhook(to: &$0) }
        json.member("order_gift_box_note", row.giftNote)
        json.member("target_packing_date", row.due)
        json.member("is_click_and_collect", row.isClickAndCollect)
        json.member("order_retail_store_id", row.retailStore)
    }
}

extension FixtureLocation {
    fileprivate func writeForWebhook(to json: inout JSONText) {
        json.member("id", id)
        json.object("conf") { _ in }
        json.member("name", name)
        json.member("email", "")
        json.member("engine", 1)
        json.object("address") { json in
            address.writePlace(to: &json)
            json.member("line", line)
            json.nulls("notes", "mapping", "postcode", "latitude", "longitude")
            json.member("title", name)
            json.member("is_active", true)
        }
        json.member("erp_code", erpCode)
        json.member("priority", 10)
        json.member("is_active", true)
        json.member("fax_number", "")
        json.member("created_date", State.setUp)
        json.member("daytime_phone", address.phone)
        json.member("evening_phone", address.phone)
        json.member("modified_date", State.setUp)
        json.member("is_pickup_location", false)
        json.member("is_return_available", true)
        json.member("stock_location_type", kind)
        json.member("is_delivery_location", false)
        json.member("is_fulfillment_center", true)
        json.member("target_packing_interval", "5 00:00:00")
        json.member("target_transfer_interval", "3 00:00:00")
    }
}

extension AddressDocument {
    fileprivate func writeForWebhook(to json: inout JSONText) {
        json.member("id", id)
        writePlace(to: &json)
        json.member("line", line)
        json.nulls("notes", "mapping", "postcode")
        json.member("email", email)
        json.member("title", title)
        json.member("tax_no", "")
        writeCustomer(to: &json)
        json.member("is_active", true)
        json.member("last_name", person?.last)
        json.member("first_name", person?.first)
        json.member("tax_office", "")
        json.member("omnitron_id", 100 + id)
        json.member("address_type", "customer")
        json.member("company_name", "")
        json.member("created_date", State.setUp)
        json.member("phone_number", phone)
        json.member("modified_date", State.setUp)
        json.member("e_bill_taxpayer", false)
    }
}

extension ItemDocument {
    /// Without the denial and the kind of unit, and with the item's own commands.
    fileprivate func writeForWebhook(to json: inout JSONText) {
        json.object { json in
            json.member("id", item.id)
            json.member("state") { item.state.write(to: &$0) }
            json.member("package", package.id)
            json.array("commands", [String]()) { $0.value($1) }
            json.object("order_item", writeOrderItem)
            json.member("created_date", item.created)
            json.member("modified_date", item.modified)
            json.nulls("transfer_order")
            json.member("selected_barcode", item.selectedBarcode)
        }
    }
}
