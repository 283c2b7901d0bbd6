import Testing

@testable import OMSSandbox

@Suite("Reading packages")
struct PackageTests {
    /// The names in an object of one of the seed documents, in its order.
    private static let core = [
        "packageitem_set", "order_number", "channel_name", "state", "number", "id", "shipping_address", "order_id",
        "stock_location", "commands", "shipment", "shipping_label", "is_click_and_collect", "shipment_date",
        "extra_information", "delivery_type", "omnitron_order_id", "id_encrypted", "scenario", "rule",
    ]
    private static let full =
        core + [
            "date_placed", "city", "payment_type", "tracking_number", "target_packing_date", "invoice_number",
            "remote_id", "delivery_range", "order_gift_box_note", "order_has_gift_box", "order_retail_store_id",
            "order_notes", "created_date", "modified_date", "channel_omnitron_id", "source", "origin_address",
            "origin_address_id",
        ]
    private static let short = [
        "packageitem_count", "order_number", "date_placed", "channel_name", "state", "number", "id",
        "target_packing_date", "order_id", "stock_location", "is_click_and_collect", "delivery_type", "created_date",
        "modified_date",
    ]
    private static let simple = [
        "id", "number", "state", "order", "stock_location", "tracking_number", "invoice_number", "remote_id",
        "shipping_address", "is_click_and_collect", "shipment_date", "target_packing_date", "delivery_range",
        "created_date", "modified_date", "extra_information",
    ]
    private static let state = [
        "id", "created_date", "modified_date", "name", "config", "enum_class", "enum_value", "content_type",
    ]

    private func names(_ json: JSONInput?) -> Set<String> {
        Set(json?.members?.keys.map(\.self) ?? [])
    }

    @Test("the shapes are the seed document's: full, without the order, short, and simple")
    func shapes() async throws {
        try await withSandbox { _, client in
            #expect(names(try await client.get("/packages/").results.first) == Set(Self.full))
            let package = try await client.get("/packages/1/").json
            #expect(names(package) == Set(Self.full))
            #expect(names(package["state"]) == Set(Self.state))
            #expect(names(try await client.get("/packages/1/short/").json) == Set(Self.core))
            #expect(names(try await client.get("/packages/short/").results.first) == Set(Self.short))
            let simple = try #require(try await client.get("/packages/list-simple/").results.first)
            #expect(names(simple) == Set(Self.simple))
            #expect(simple["stock_location"]?.integer != nil && simple["shipping_address"]?.integer != nil)
        }
    }

    @Test("an item shows its product, its price as decimal text, and null for a missing barcode")
    func items() async throws {
        try await withSandbox { sandbox, client in
            let packages = try await sandbox.packages()
            let package = try #require(packages.first { $0.items.contains { $0.barcode == nil } })
            let items = try await client.get("/packages/\(package.id)/").json["packageitem_set"].elements
            #expect(items.map { $0["id"]?.integer } == package.items.map(\.id))
            let products = items.map { $0["order_item"]?["product"] }
            #expect(products.map { $0?["sku"]?.text } == package.items.map(\.sku))
            #expect(products.map { $0?["barcode"]?.text } == package.items.map(\.barcode))
            #expect(products.contains { $0?.members?["barcode"] == .null })
            let price = try #require(items[0]["order_item"]?["price"]?.text)
            #expect(price.wholeMatch(of: /\d+\.\d\d/) != nil)
            #expect(
                names(items[0]).isSuperset(of: [
                    "id", "state", "order_item", "transfer_order", "created_date", "modified_date", "package",
                    "denial_reason", "discrepancy_reason", "unit_type",
                ]))
        }
    }

    @Test("the items of a package are listed with their SKUs, page by page")
    func packageItems() async throws {
        try await withSandbox { sandbox, client in
            let package = try await sandbox.look(at: 17)
            let reply = try await client.get("/packages/17/package-items/?limit=20&page=2")
            #expect(package.items.count == 24)
            #expect(reply.json["count"] == .integer(24))
            #expect(reply.results.map { $0["product_sku"]?.text } == package.items.suffix(4).map(\.sku))
        }
    }

    @Test("pages link to each other, keep the filters, and end")
    func pages() async throws {
        try await withSandbox { _, client in
            var seen: [Int64] = []
            var path: String? = "/packages/?state__enum_value__ne=100&limit=30&sort=-id"
            var previous: [String?] = []
            while let next = path {
                let reply = try await client.get(next)
                #expect(reply.status == 200, "\(next)")
                #expect(reply.json["count"]?.integer.map { $0 > 60 } == true)
                seen += reply.ids
                previous.append(reply.json["previous"]?.text)
                path = reply.json["next"]?.text
            }
            #expect(Set(seen).count == seen.count && seen == seen.sorted(by: >))
            #expect(previous[0] == nil)
            #expect(previous[1]?.contains("page=") == false, "the first page is linked without a number")
            #expect(previous[2]?.hasSuffix("page=2") == true)
        }
    }

    @Test(
        "a limit above a hundred is a hundred, and what is no page is refused",
        arguments: [
            ("limit=1000", 200, nil), ("limit=0", 400, "limit"), ("limit=x", 400, "limit"), ("page=x", 400, "page"),
            ("page=99", 404, "detail"), ("page=0", 404, "detail"), ("page=-1", 404, "detail"),
            ("page=99999999999999999999", 400, "page"), ("sort=number", 400, "sort"), ("format=xml", 404, "detail"),
            ("format=json", 200, nil), ("unheard_of=1", 200, nil),
        ] as [(String, Int, String?)])
    func paging(_ query: String, _ status: Int, _ member: String?) async throws {
        try await withSandbox { _, client in
            let reply = try await client.get("/packages/?\(query)")
            #expect(reply.status == status)
            #expect(reply.results.count <= 100)
            if let member { #expect(names(reply.json) == [member], "\(reply.text)") }
            if member == "detail", query.hasPrefix("page") {
                #expect(reply.json["detail"] == .string("Invalid page."))
            }
        }
    }

    @Test("rows are sorted by each field, either way", arguments: ["id", "created_date", "modified_date", "order_id"])
    func sorting(_ field: String) async throws {
        try await withSandbox { _, client in
            let up = try await client.get("/packages/?limit=100&sort=\(field)").results.map {
                $0[field]?.text ?? ""
            }
            let down = try await client.get("/packages/?limit=100&sort=-\(field)").results.map {
                $0[field]?.text ?? ""
            }
            let order: (String, String) -> Bool = { ($0.count, $0) < ($1.count, $1) }
            #expect(up == up.sorted(by: order) && up.count == 100)
            #expect(down == down.sorted { order($1, $0) } && down != up)
        }
    }

    @Test(
        "paths that are none of the OMS's are not found, and methods that a path does not have are not allowed",
        arguments: [
            ("GET", "/packages", 404), ("GET", "/packages/x/", 404), ("GET", "/packages/0/", 404),
            ("GET", "/packages/4711/", 404), ("GET", "/nothing/", 404), ("PUT", "/packages/", 405),
            ("DELETE", "/packages/1/", 405), ("GET", "/packages/1/command/", 405),
            ("GET", "/packages/1/transition_logs/4711/", 404), ("GET", "/packages/4711/transition_logs/", 404),
        ])
    func noSuchPath(_ method: String, _ path: String, _ status: Int) async throws {
        try await withSandbox { _, client in
            let reply = try await client.send(method, path, nil)
            #expect(reply.status == status)
            #expect(reply.json["detail"]?.text != nil, "\(reply.text)")
        }
    }

    @Test("the denial reasons are the same under both paths, each with the limit's own name")
    func denialReasons() async throws {
        try await withSandbox { _, client in
            let newer = try await client.get("/packages/package_denial_reason/?page_size=5")
            let older = try await client.get("/package-denial-reason/?limit=5")
            #expect(newer.results == older.results && newer.results.count == 5)
            let all = try await client.get("/package-denial-reason/").results
            #expect(all.contains { $0["is_active"] == .bool(false) })
            #expect(all.contains { $0["title"] == .string("Ürün bulunamadı") })
            #expect(names(all[0]) == ["id", "title", "remote_id", "priority", "is_active"])
        }
    }

    @Test("a log entry is the same one in its list and by itself, long and short")
    func logs() async throws {
        try await withSandbox { sandbox, client in
            let id = try #require(try await sandbox.packages(inState: "Packed").first).id
            for form in ["", "short/"] {
                let list = try await client.get("/packages/\(id)/transition_logs/\(form)").results
                #expect(list.count == 3)
                for entry in list {
                    let log = try #require(entry["id"]?.integer)
                    #expect(try await client.get("/packages/\(id)/transition_logs/\(form)\(log)/").json == entry)
                }
            }
            let short = try await client.get("/packages/\(id)/transition_logs/short/").results
            #expect(short.map { $0["transition_name"]?.text } == [nil, "Prepare", "Complete packaging"])
            #expect(short[0]["user"] == .string("system"))
        }
    }
}
