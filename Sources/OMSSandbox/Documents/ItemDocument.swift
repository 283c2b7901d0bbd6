/// A unit of a package with its product, as the OMS shows it.
struct ItemDocument {
    let item: ItemRow
    let product: FixtureProduct
    let package: PackageRow

    func write(to json: inout JSONText) {
        json.object { json in
            json.member("id", item.id)
            json.member("state") { item.state.write(to: &$0) }
            json.object("order_item", writeOrderItem)
            json.nulls("transfer_order")
            json.member("created_date", item.created)
            json.member("modified_date", item.modified)
            json.member("package", package.id)
            json.member("denial_reason") { json in
                if let reason = item.denialReason.flatMap(FixtureDenialReason.with(id:)) {
                    reason.write(to: &json)
                } else {
                    json.null()
                }
            }
            json.member("discrepancy_reason", nil as String?)
            json.member("unit_type", "quantity")
            json.member("selected_barcode", item.selectedBarcode)
            json.member("serial_no", item.serialNumber)
        }
    }

    func writeOrderItem(_ json: inout JSONText) {
        let price = Self.decimal(product.price)
        json.member("id", item.id)
        json.nulls("image")
        json.member("order", package.order)
        json.member("price", price)
        json.member("state") { package.state.ofOrder.write(to: &$0) }
        json.object("product", writeProduct)
        json.array("commands", [String]()) { $0.value($1) }
        json.member("tax_rate", "8.00")
        json.object("attributes") { _ in }
        json.member("net_amount", price)
        json.object("price_list") { writeList("shop_price_list", &$0) }
        json.object("stock_list") { writeList("shop_stock_list", &$0) }
        json.nulls("tax_amount")
        json.member("omnitron_id", item.omnitronID)
        json.member("created_date", item.created)
        json.member("modified_date", item.created)
        json.member("retail_price", price)
        json.member("price_currency", "try")
        json.member("discount_amount", "0.00")
        json.object("attributes_kwargs") { _ in }
        json.nulls("without_net_amount", "installment_interest_amount")
    }

    private func writeProduct(_ json: inout JSONText) {
        json.member("id", product.id)
        json.member("sku", product.sku)
        json.member("name", product.name)
        json.member("barcode", product.barcode)
        json.member("base_code", product.baseCode)
        json.object("attributes") { json in
            json.member("renk", product.colour)
            json.member("beden", product.size)
        }
        json.member("omnitron_id", 196_000 + product.id)
        json.member("created_date", State.setUp)
        json.member("modified_date", State.setUp)
        json.object("extra_attributes") { _ in }
        json.array("productimage_set", 0..<Int64(product.images)) { json, number in
            json.object { json in
                json.member("id", product.id * 10 + number)
                json.member("url", "https://cdn.example.com/products/\(product.sku)/\(number + 1).jpg")
                json.member("order", number + 1)
                json.member("product", product.id)
            }
        }
        json.object("attributes_kwargs") { json in
            json.object("erp_line") { json in
                json.member("label", "Genel")
                json.member("value", "999")
            }
        }
    }

    private func writeList(_ code: String, _ json: inout JSONText) {
        json.member("pk", 1)
        json.member("code", code)
        json.member("name", code)
        json.member("is_auto_sync", true)
        json.member("created_date", State.setUp)
        json.member("modified_date", State.setUp)
    }

    /// Kuruş as the decimal text of the OMS: `48900` is `489.00`.
    static func decimal(_ hundredths: Int) -> String {
        "\(hundredths / 100).\(String(100 + hundredths % 100).dropFirst())"
    }
}

extension FixtureDenialReason {
    func write(to json: inout JSONText) {
        json.object { json in
            json.member("id", id)
            json.member("title", title)
            json.member("remote_id", remoteID)
            json.member("priority", priority)
            json.member("is_active", isActive)
        }
    }
}
