/// A package in the shapes in which the OMS shows it.
struct PackageDocument {
    let package: PackageRow
    let items: [ItemRow]
    let catalogue: Catalogue

    /// All of it, as `GET /packages/` and `GET /packages/{id}/` have it.
    func writeFull(to json: inout JSONText) {
        json.object { json in
            writeCore(&json)
            writeRest(&json)
        }
    }

    /// As `GET /packages/{id}/short/` has it: without what belongs to the order.
    func writeWithoutOrder(to json: inout JSONText) {
        json.object(writeCore)
    }

    /// As `GET /packages/short/` has it: with the number of items instead of the items.
    static func writeShort(_ package: PackageRow, itemCount: Int64, to json: inout JSONText) {
        json.object { json in
            json.member("packageitem_count", itemCount)
            json.member("order_number", package.orderNumber)
            json.member("date_placed", package.placed)
            json.member("channel_name", OrderChannel.with(id: package.channel)?.name)
            json.member("state") { package.state.write(to: &$0) }
            json.member("number", package.number)
            json.member("id", package.id)
            json.member("target_packing_date", package.due)
            json.member("order_id", package.order)
            json.object("stock_location", FixtureLocation.with(id: package.location)) { json, location in
                json.member("id", location.id)
                json.member("name", location.name)
                json.member("erp_code", location.erpCode)
            }
            json.member("is_click_and_collect", package.isClickAndCollect)
            json.object("delivery_type") { package.writeDeliveryType(to: &$0) }
            json.member("created_date", package.created)
            json.member("modified_date", package.modified)
        }
    }

    /// As `GET /packages/list-simple/` has it: flat, with ids for what is elsewhere.
    static func writeSimple(_ package: PackageRow, to json: inout JSONText) {
        json.object { json in
            json.member("id", package.id)
            json.member("number", package.number)
            json.member("state") { package.state.write(to: &$0) }
            json.member("order", package.order)
            json.member("stock_location", package.location)
            json.member("tracking_number", package.trackingNumber)
            json.member("invoice_number", package.invoiceNumber)
            json.member("remote_id", package.remoteID)
            json.member("shipping_address", package.order)
            json.member("is_click_and_collect", package.isClickAndCollect)
            json.member("shipment_date", package.shipped)
            json.member("target_packing_date", package.due)
            json.member("delivery_range") { package.writeDeliveryRange(to: &$0) }
            json.member("created_date", package.created)
            json.member("modified_date", package.modified)
            json.member("extra_information", json: package.extraInformation)
        }
    }

    // MARK: Parts

    private func writeCore(_ json: inout JSONText) {
        json.array("packageitem_set", items) { json, item in
            ItemDocument(item: item, product: catalogue[item.product], package: package).write(to: &json)
        }
        json.member("order_number", package.orderNumber)
        json.member("channel_name", OrderChannel.with(id: package.channel)?.name)
        json.member("state") { package.state.write(to: &$0) }
        json.member("number", package.number)
        json.member("id", package.id)
        json.member("shipping_address") { package.address.write(to: &$0) }
        json.member("order_id", package.order)
        json.member("stock_location") { json in
            if let location = FixtureLocation.with(id: package.location) {
                location.write(to: &json)
            } else {
                json.null()
            }
        }
        json.array("commands", Transition.from(package.state)) { json, transition in
            transition.writeCommand(from: package.state, to: &json)
        }
        json.member("shipment") { writeShipment(to: &$0) }
        json.member("shipping_label") { writeLabel(to: &$0) }
        json.member("is_click_and_collect", package.isClickAndCollect)
        json.member("shipment_date", package.shipped)
        json.member("extra_information", json: package.extraInformation)
        json.object("delivery_type") { package.writeDeliveryType(to: &$0) }
        json.member("omnitron_order_id", package.orderOmnitronID)
        json.member("id_encrypted", package.encryptedID)
        json.object("scenario") { json in
            json.member("name", "Varsayılan senaryo")
            json.member("id", 3)
        }
        json.object("rule") { json in
            json.member("name", "En yakın konum")
            json.member("id", 14)
        }
    }

    func writeShipment(to json: inout JSONText) {
        guard let created = package.shipmentCreated else { return json.null() }
        json.object { json in
            json.member("id", package.id)
            json.member("created_date", created)
            json.member("modified_date", package.modified)
            json.member("tracking_number", package.trackingNumber)
            json.member("awb_number", package.trackingNumber)
            json.object("cargo_company", package.cargoCompany.flatMap(CargoCompany.with(id:))) { json, company in
                json.member("id", company.id)
                json.member("name", company.name)
                json.member("slug", company.slug)
            }
        }
    }

    func writeLabel(to json: inout JSONText) {
        guard let label = package.label else { return json.null() }
        if let first = label.utf8.first, "{[\"".utf8.contains(first) { return json.verbatim(label) }
        json.object { json in
            json.member("id", package.id)
            json.member("format", "zpl")
            json.member("content", label)
        }
    }

    private func writeRest(_ json: inout JSONText) {
        json.member("date_placed", package.placed)
        json.member("city", package.place.city.name)
        json.member("payment_type", package.paymentType)
        json.member("tracking_number", package.trackingNumber)
        json.member("target_packing_date", package.due)
        json.member("invoice_number", package.invoiceNumber)
        json.member("remote_id", package.remoteID)
        json.member("delivery_range") { package.writeDeliveryRange(to: &$0) }
        json.member("order_gift_box_note", package.giftNote)
        json.member("order_has_gift_box", package.hasGiftBox)
        json.member("order_retail_store_id", package.retailStore)
        json.member("order_notes", package.notes)
        json.member("created_date", package.created)
        json.member("modified_date", package.modified)
        json.member("channel_omnitron_id", OrderChannel.with(id: package.channel)?.omnitronID)
        json.member("source", "oms")
        json.member("origin_address", package.location)
        json.member("origin_address_id", String(package.location))
    }
}

extension PackageRow {
    /// The shipping address; its id is the order's.
    var address: AddressDocument {
        AddressDocument(
            id: order, place: place, title: "Ev", line: line, email: email, phone: phone,
            person: FixtureCustomer(first: firstName, last: lastName))
    }

    /// The package's id as links in mails carry it.
    var encryptedID: String {
        var random = SeededRandom(seed: 0, .package, id)
        return random.hex(32)
    }

    /// The name of the delivery type for people.
    var deliveryTypeLabel: String {
        switch deliveryType {
        case "click_and_collect": "Mağazadan teslim"
        case "same_day": "Aynı gün teslimat"
        default: "Adrese teslimat"
        }
    }

    func writeDeliveryType(to json: inout JSONText) {
        json.member("value", deliveryType)
        json.member("label", deliveryTypeLabel)
    }

    func writeDeliveryRange(to json: inout JSONText) {
        guard let rangeLower, let rangeUpper else { return json.null() }
        json.object { json in
            json.member("lower", rangeLower)
            json.member("upper", rangeUpper)
        }
    }
}
