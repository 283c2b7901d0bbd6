/// An invoice as JSON, and as the HTML that is printed.
struct InvoiceOutput {
    let invoice: InvoiceRow
    let package: PackageDocument

    func write(to json: inout JSONText) {
        let row = package.package
        json.object { json in
            json.member("id", invoice.id)
            json.member("invoice_type", "purchase")
            json.member("status", "completed")
            json.object("channel", OrderChannel.with(id: row.channel)) { json, channel in
                json.member("pk", channel.id)
                json.member("name", channel.name)
            }
            json.member("address") { row.address.write(to: &$0) }
            json.array("invoiceitem_set", package.items) { json, item in
                json.object { json in
                    json.member("id", item.id)
                    json.member("order_item", item.id)
                    json.member("price", ItemDocument.decimal(package.catalogue[item.product].price))
                }
            }
            json.object("order") { json in
                json.member("id", row.order)
                json.member("number", row.orderNumber)
            }
            json.member("package_number", row.number)
            json.member("created_date", invoice.created)
            json.member("modified_date", invoice.modified)
            json.member("number", invoice.number)
        }
    }

    /// A page as an accounting service makes it: a table, entities, and a script that must not be run.
    static func html(_ package: PackageDocument, number: String) -> String {
        let row = package.package
        let products = package.items.map { package.catalogue[$0.product] }
        let lines = products.map { product in
            "<tr><td>\(escaped(product.sku))</td><td>\(escaped(product.name))</td>"
                + "<td>1</td><td>\(ItemDocument.decimal(product.price))&nbsp;&#8378;</td></tr>"
        }
        let total = ItemDocument.decimal(products.map(\.price).reduce(0, +))
        return """
            <!DOCTYPE html>
            <html lang="tr"><head><meta charset="utf-8"><title>Fatura \(escaped(number))</title>
            <style>td { padding: 2px 8px; }</style><script>window.print();</script></head>
            <body><h1>FATURA</h1>
            <p>No: <b>\(escaped(number))</b><br>Paket: \(row.number) &middot; Sipari&#351;: \(row.orderNumber)</p>
            <p>Sayın \(escaped(row.firstName)) \(escaped(row.lastName))<br>\(escaped(row.line))<br>
            \(escaped(row.place.township.name)) / \(escaped(row.place.city.name))</p>
            <table><tr><th>Ürün kodu</th><th>Açıklama</th><th>Adet</th><th>Tutar</th></tr>
            \(lines.joined(separator: "\n"))
            <tr><td colspan="3">Genel toplam (KDV dahil)</td><td>\(total)&nbsp;&#8378;</td></tr></table>
            <p>İade için 14 gün içinde başvurunuz.</p></body></html>
            """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
