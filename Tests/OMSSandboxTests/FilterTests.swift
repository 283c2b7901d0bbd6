import Foundation
import Testing

import enum OMS.PackageParameter

@testable import OMSSandbox

/// A filter with a value, and what it must hold of the packages that come back, and of no other.
struct FilterCase: CustomTestStringConvertible, Sendable {
    let name: String
    let value: String
    let holds: @Sendable (JSONInput) -> Bool

    init(_ name: String, _ value: String, _ holds: @escaping @Sendable (JSONInput) -> Bool) {
        self.name = name
        self.value = value
        self.holds = holds
    }

    var testDescription: String {
        "\(name)=\(value)"
    }
}

@Suite("The filters of GET /packages/")
struct FilterTests {
    /// The moment of `SandboxSettings.fixed`, and the one a day before, between which half of the packages were made.
    private static let noon = "2026-05-12T12:00:00.000000Z"
    private static let yesterday = "2026-05-11T12:00:00.000000Z"

    private static let cases: [FilterCase] = states + orders + places + dates + shipments + products + ranges + ids

    private static let states: [FilterCase] = [
        .init("state", "46") { $0["state"]?["id"] == .integer(46) },
        .init("state__enum_value", "200") { $0["state"]?["enum_value"] == .string("200") },
        .init("state__enum_value__ne", "100") { $0["state"]?["enum_value"] != .string("100") },
        .init("is_click_and_collect", "true") { $0["is_click_and_collect"] == .bool(true) },
        .init("is_click_and_collect", "False") { $0["is_click_and_collect"] == .bool(false) },
    ]

    private static let orders: [FilterCase] = [
        .init("order", "4") { $0["order_id"] == .integer(4) },
        .init("order__omnitron_id", "500015") { $0["omnitron_order_id"] == .integer(500_015) },
        .init("order__number__startswith", "10012910") { $0["order_number"]?.text?.hasPrefix("10012910") == true },
        .init("order__channel", "2") { $0["channel_name"] == .string("Shop") },
        .init("order__delivery_type", "same_day") { $0["delivery_type"]?["value"] == .string("same_day") },
        .init("order__date_placed", "2026-05-11") { $0["date_placed"]?.text?.hasPrefix("2026-05-11") == true },
        .init("order__date_placed__gte", yesterday) { $0["date_placed"]?.text ?? "" >= yesterday },
        .init("order__date_placed__lte", yesterday) { $0["date_placed"]?.text ?? "" <= yesterday },
        .init("order__retail_store__erp_code", "412") { $0["order_retail_store_id"] == .integer(9) },
        .init("order__customer__first_name", "İrem") { customer($0, "first_name") == "İrem" },
        .init("order__customer__last_name", "Işık") { customer($0, "last_name") == "Işık" },
    ]

    private static let places: [FilterCase] = [
        .init("stock_location", "9") { $0["stock_location"]?["id"] == .integer(9) },
        .init("stock_location__erp_code", "369") { erpCode($0) == "369" },
        .init("stock_location__erp_code__in", "412,127") { ["412", "127"].contains(erpCode($0)) },
        .init("stock_location__stock_location_type", "store") { ["412", "588"].contains(erpCode($0)) },
        .init("location_or_retail_store__erp_code", "412") {
            erpCode($0) == "412" || $0["order_retail_store_id"] == .integer(9)
        },
        .init("shipping_address__country", "1") { address($0, "country", "pk") == "1" },
        .init("shipping_address__country__name", "Türkiye") { address($0, "country", "name") == "Türkiye" },
        .init("shipping_address__city", "34") { address($0, "city", "pk") == "34" },
        .init("shipping_address__city__name", "İzmir") { address($0, "city", "name") == "İzmir" },
        .init("shipping_address__township", "340") { address($0, "township", "pk") == "340" },
        .init("shipping_address__township__name", "Kadıköy") { address($0, "township", "name") == "Kadıköy" },
    ]

    private static let dates: [FilterCase] = [
        .init("created_date__gte", yesterday) { $0["created_date"]?.text ?? "" >= yesterday },
        .init("created_date__lte", yesterday) { $0["created_date"]?.text ?? "" <= yesterday },
        .init("modified_date__gte", yesterday) { $0["modified_date"]?.text ?? "" >= yesterday },
        .init("modified_date__lte", "2026-05-11T15:00:00+03:00") { $0["modified_date"]?.text ?? "" <= yesterday },
    ]

    private static let shipments: [FilterCase] = [
        .init("shipment__created_date__gte", yesterday) {
            ($0["shipment"]?["created_date"]?.text).map { $0 >= yesterday } ?? false
        },
        .init("shipment__created_date__lte", yesterday) {
            ($0["shipment"]?["created_date"]?.text).map { $0 <= yesterday } ?? false
        },
        .init("shipment__cargo_company", "2") { $0["shipment"]?["cargo_company"]?["id"] == .integer(2) },
        .init("shipping_option__slug__in", "same-day,click-and-collect") {
            ["same_day", "click_and_collect"].contains($0["delivery_type"]?["value"]?.text)
        },
        .init("exclude_shipping_option__slug__in", "same-day,click-and-collect") {
            !["same_day", "click_and_collect"].contains($0["delivery_type"]?["value"]?.text)
        },
    ]

    private static let ranges: [FilterCase] = [
        .init("delivery_range__lower", "2026-05-13T10:00:00Z") { range($0, "lower") == "2026-05-13T10:00:00.000000Z" },
        .init("delivery_range__upper", "2026-05-13") { range($0, "upper")?.hasPrefix("2026-05-13") == true },
        .init("delivery_range__date", "2026-05-13T09:00:00Z") { package in
            let date = "2026-05-13T09:00:00.000000Z"
            guard let lower = range(package, "lower"), let upper = range(package, "upper") else { return false }
            return lower <= date && date <= upper
        },
    ]

    private static let products: [FilterCase] = [
        .init("product_sku", sold.sku) { products($0, "sku").contains(sold.sku) },
        .init("product_barcode", sold.barcode ?? "") { products($0, "barcode").contains(sold.barcode) },
        .init("packageitem__order_item__omnitron_id", "900007") { omnitronIDs($0).contains(900_007) },
        .init("packageitem__order_item__omnitron_id__in", "900001,900100") {
            !omnitronIDs($0).isDisjoint(with: [900_001, 900_100])
        },
    ]

    private static let ids: [FilterCase] = [
        .init("id__gt", "150") { $0["id"]?.integer ?? 0 > 150 },
        .init("id__gte", "150") { $0["id"]?.integer ?? 0 >= 150 },
        .init("id__lt", "150") { $0["id"]?.integer ?? 0 < 150 },
        .init("id__lte", "150") { $0["id"]?.integer ?? 0 <= 150 },
        .init("pk__in", "3,5,4711") { [.integer(3), .integer(5)].contains($0["id"]) },
    ]

    // MARK: What is looked at

    /// A product with a barcode that is in some packages.
    private static let sold: FixtureProduct = {
        let catalogue = Catalogue(seed: 7)
        let maker = PackageMaker(
            seed: 7, count: 200, now: Instant(microseconds: 0), locations: FixtureLocation.all, catalogue: catalogue)
        let sold = (1...20).flatMap { maker.package($0).units }.map { catalogue[$0.product] }
        return sold.first { $0.barcode != nil } ?? sold[0]
    }()

    private static func customer(_ package: JSONInput, _ name: String) -> String? {
        package["shipping_address"]?["customer"]?[name]?.text
    }

    private static func erpCode(_ package: JSONInput) -> String? {
        package["stock_location"]?["erp_code"]?.text
    }

    private static func address(_ package: JSONInput, _ part: String, _ name: String) -> String? {
        package["shipping_address"]?[part]?[name]?.text
    }

    private static func range(_ package: JSONInput, _ bound: String) -> String? {
        package["delivery_range"]?[bound]?.text
    }

    private static func products(_ package: JSONInput, _ name: String) -> [String?] {
        package["packageitem_set"].elements.map { $0["order_item"]?["product"]?[name]?.text }
    }

    private static func omnitronIDs(_ package: JSONInput) -> Set<Int64> {
        Set(package["packageitem_set"].elements.compactMap { $0["order_item"]?["omnitron_id"]?.integer })
    }

    // MARK: Tests

    /// One sandbox for all filters, which only read, and its packages.
    private static let shared = Task {
        let client = Client(sandbox: try await Sandbox.start(.fixed))
        return (client, try await client.all("/packages/?limit=100"))
    }

    @Test("each filter answers with the rows that fit and with no other", arguments: cases)
    func filters(_ filter: FilterCase) async throws {
        let (client, everything) = try await Self.shared.value
        let expected = everything.filter(filter.holds).compactMap { $0["id"]?.integer }
        let found = try await client.all("/packages/?limit=100&\(filter.query)").compactMap { $0["id"]?.integer }
        let first = try await client.get("/packages/?limit=1&\(filter.query)")
        #expect(found == expected)
        #expect(first.ids.first == expected.first && first.json["count"] == .integer(Int64(expected.count)))
        #expect(!expected.isEmpty && expected.count < everything.count, "the value tells rows apart")
    }

    @Test("a cancellation that failed is filtered, although no document shows it")
    func cancellationFailure() async throws {
        let (client, everything) = try await Self.shared.value
        let failed = try await client.get("/packages/?cancellation_failure=true")
        let others = try await client.get("/packages/?cancellation_failure=false")
        #expect(failed.results.allSatisfy { $0["state"]?["name"] == .string("Cancellation Waiting") })
        let counts = [failed, others].compactMap { $0.json["count"]?.integer }
        #expect(counts[0] > 0 && counts.reduce(0, +) == everything.count)
    }

    @Test("every parameter of the vocabulary is tried here and known to the sandbox")
    func allParameters() {
        let names = Set(PackageParameter.allCases.map(\.facts.name))
        #expect(Set(PackageFilterName.all.map(\.name)) == names)
        #expect(Set(Self.cases.map(\.name)).union(["cancellation_failure"]) == names)
    }

    @Test("filters are combined: rows fit all of them")
    func combined() async throws {
        let (client, everything) = try await Self.shared.value
        let expected = everything.filter {
            Self.erpCode($0) == "369" && $0["state"]?["enum_value"] == .string("100") && $0["id"]?.integer ?? 0 > 50
        }
        let found = try await client.all(
            "/packages/?limit=100&stock_location__erp_code=369&state__enum_value=100&id__gt=50")
        #expect(found.map { $0["id"] } == expected.map { $0["id"] })
    }

    @Test(
        "a value of the wrong type is refused with the parameter's name",
        arguments: PackageParameter.allCases.filter { ![.text, .texts].contains($0.facts.kind) })
    func wrongType(_ parameter: PackageParameter) async throws {
        let (client, _) = try await Self.shared.value
        let reply = try await client.get("/packages/?\(parameter.facts.name)=soon")
        #expect(reply.status == 400)
        #expect(reply.json.members?.keys.map(\.self) == [parameter.facts.name])
    }

    @Test("the simple list knows its three filters and ignores the others")
    func simple() async throws {
        let (client, everything) = try await Self.shared.value
        let waiting = try await client.all("/packages/list-simple/?limit=100&state__enum_value=100&id__gt=50")
        #expect(waiting.count == everything.count { $0["state"]?["enum_value"] == .string("100") })
        let byNumber = try await client.get("/packages/list-simple/?order__number__startswith=100129004&state=41")
        #expect(byNumber.results.allSatisfy { $0["order"] == .integer(4) && $0["state"]?["id"] == .integer(41) })
    }

    @Test(
        "delivery ranges are distinct, in order, and filtered by their bounds",
        arguments: [
            FilterCase("date", "2026-05-13") { $0["lower"]?.text?.hasPrefix("2026-05-13") == true },
            FilterCase("lower__gte", "2026-05-13") { $0["lower"]?.text ?? "" >= "2026-05-13" },
            FilterCase("lower__lte", "2026-05-13T08:00:00Z") {
                $0["lower"]?.text ?? "" <= "2026-05-13T08:00:00.000000Z"
            },
            FilterCase("upper__gte", "2026-05-13") { $0["upper"]?.text ?? "" >= "2026-05-13" },
            FilterCase("upper__lte", "2026-05-13T10:00:00Z") {
                $0["upper"]?.text ?? "" <= "2026-05-13T10:00:00.000000Z"
            },
        ])
    func deliveryRanges(_ filter: FilterCase) async throws {
        let (client, _) = try await Self.shared.value
        let everything = try await client.all("/packages/delivery-ranges/?limit=5")
        let lowers = everything.compactMap { $0["lower"]?.text }
        #expect(lowers == lowers.sorted() && Set(lowers).count == lowers.count && lowers.count > 5)
        let found = try await client.all("/packages/delivery-ranges/?\(filter.query)")
        #expect(found == everything.filter(filter.holds) && !found.isEmpty && found.count < everything.count)
        let wrong = try await client.get("/packages/delivery-ranges/?\(filter.name)=soon")
        #expect(wrong.status == 400 && wrong.json[filter.name] != nil)
    }
}

extension FilterCase {
    /// The filter as it is sent.
    fileprivate var query: String {
        "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? value)"
    }
}

extension Client {
    /// The rows of all pages.
    fileprivate func all(_ path: String) async throws -> [JSONInput] {
        var rows: [JSONInput] = []
        var next: String? = path
        while let path = next {
            let reply = try await get(path)
            rows += reply.results
            next = reply.json["next"]?.text
        }
        return rows
    }
}
