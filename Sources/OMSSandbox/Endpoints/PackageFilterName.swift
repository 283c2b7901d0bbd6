import GRDB

import enum OMS.Endpoint

/// A query parameter of a list of packages: its name, and the condition that a value of it makes.
///
/// The names are those that could be found for the seed's list of what each parameter does.
struct PackageFilterName: Sendable {
    typealias Condition = PackageQuery.Condition

    let name: String
    /// What its values look like.
    let schema: JSONSchema
    private let make: @Sendable (String) -> Condition?
    private let expected: String

    /// The condition of a value; a value of the wrong type is refused with the parameter's name.
    func condition(_ value: String) throws(Refusal) -> Condition {
        guard let condition = make(value) else { throw .field(name, expected) }
        return condition
    }

    /// Every filter of `GET /packages/`.
    static let all: [PackageFilterName] =
        states + orders + locations + dates + shipment + products + deliveryRanges + customers + items + ids + places

    /// Those that the table gives an endpoint.
    static func of(_ endpoint: Endpoint) -> [PackageFilterName] {
        let names = Set(endpoint.parameters.map(\.facts.name))
        return all.filter { names.contains($0.name) }
    }
}

// MARK: - The filters

extension PackageFilterName {
    private static let states: [PackageFilterName] = [
        integer("state", "state = ?", tallied: "state"),
        number("state__enum_value") { value in among("state", statesWith(value: value)) },
        number("state__enum_value__ne") { value in notAmong("state", statesWith(value: value)) },
    ]

    private static let orders: [PackageFilterName] = [
        integer("order", "order_id = ?"),
        integer("order__omnitron_id", "order_omnitron_id = ?"),
        text("order__number__startswith") { value in
            Condition("order_number >= ? AND order_number < ?", [value, value + "\u{10FFFF}"])
        },
        integer("order__channel", "channel = ?", tallied: "channel"),
        text("order__delivery_type") { Condition("delivery_type = ?", [$0], tallied: ["delivery_type"]) },
        moment("order__date_placed", lower: "placed", upper: "placed"),
        bound("order__date_placed__gte", "placed >= ?"),
        bound("order__date_placed__lte", "placed <= ?"),
        text("order__retail_store__erp_code") { among("retail_store", locationsWith(codes: [$0])) },
        flag("is_click_and_collect", "click_and_collect"),
        flag("cancellation_failure", "cancellation_failure"),
    ]

    private static let locations: [PackageFilterName] = [
        integer("stock_location", "location = ?", tallied: "location"),
        text("stock_location__erp_code") { among("location", locationsWith(codes: [$0])) },
        text("stock_location__erp_code__in") { among("location", locationsWith(codes: parts($0))) },
        text("stock_location__stock_location_type") { kind in
            among("location", FixtureLocation.all.filter { $0.kind == kind }.map(\.id))
        },
        text("location_or_retail_store__erp_code") { code in
            let ids = locationsWith(codes: [code])
            return Condition(
                "\(among("location", ids).sql) OR \(among("retail_store", ids).sql)",
                tallied: ["location", "retail_store"])
        },
    ]

    private static let dates: [PackageFilterName] = [
        bound("created_date__gte", "created >= ?"),
        bound("created_date__lte", "created <= ?"),
        bound("modified_date__gte", "modified >= ?"),
        bound("modified_date__lte", "modified <= ?"),
    ]

    private static let shipment: [PackageFilterName] = [
        bound("shipment__created_date__gte", "shipment_created >= ?"),
        bound("shipment__created_date__lte", "shipment_created <= ?"),
        integer("shipment__cargo_company", "cargo_company = ?", tallied: "cargo_company"),
        text("shipping_option__slug__in") { value in
            Condition(
                "shipping_option IN (\(places(parts(value).count)))", parts(value), tallied: ["shipping_option"])
        },
        text("exclude_shipping_option__slug__in") { value in
            Condition(
                "shipping_option NOT IN (\(places(parts(value).count)))", parts(value), tallied: ["shipping_option"])
        },
    ]

    private static let products: [PackageFilterName] = [
        text("product_sku") { Condition(holding("product IN (SELECT id FROM product WHERE sku = ?)"), [$0]) },
        text("product_barcode") { Condition(holding("product IN (SELECT id FROM product WHERE barcode = ?)"), [$0]) },
    ]

    private static let deliveryRanges: [PackageFilterName] = [
        moment("delivery_range__lower", lower: "range_lower", upper: "range_lower"),
        moment("delivery_range__upper", lower: "range_upper", upper: "range_upper"),
        moment("delivery_range__date", lower: "range_lower", upper: "range_upper"),
    ]

    private static let customers: [PackageFilterName] = [
        text("order__customer__first_name") { Condition("first_name = ?", [$0]) },
        text("order__customer__last_name") { Condition("last_name = ?", [$0]) },
    ]

    private static let items: [PackageFilterName] = [
        integers(
            "packageitem__order_item__omnitron_id__in", holding("id IN (…)"), offset: -ItemRow.omnitronOffset),
        integer("packageitem__order_item__omnitron_id", holding("id = ? - \(ItemRow.omnitronOffset)")),
    ]

    private static let ids: [PackageFilterName] = [
        integer("id__gt", "id > ?"),
        integer("id__gte", "id >= ?"),
        integer("id__lt", "id < ?"),
        integer("id__lte", "id <= ?"),
        integers("pk__in", "id IN (…)"),
    ]

    private static let places: [PackageFilterName] = [
        integer("shipping_address__country", "country = ?", tallied: "country"),
        text("shipping_address__country__name") { name in
            among("country", FixturePlace.all.filter { $0.country.name == name }.map(\.country.id))
        },
        integer("shipping_address__city", "city = ?", tallied: "city"),
        text("shipping_address__city__name") { name in
            among("city", FixturePlace.all.filter { $0.city.name == name }.map(\.city.id))
        },
        integer("shipping_address__township", "township = ?"),
        text("shipping_address__township__name") { name in
            among("township", FixturePlace.all.filter { $0.township.name == name }.map(\.township.id))
        },
    ]
}

// MARK: - Kinds of filters

extension PackageFilterName {
    private static func text(_ name: String, _ make: @escaping @Sendable (String) -> Condition) -> PackageFilterName {
        PackageFilterName(name: name, schema: .string(), make: make, expected: "Not a valid string.")
    }

    private static func integer(_ name: String, _ sql: String, tallied column: String? = nil) -> PackageFilterName {
        number(name) { Condition(sql, [$0], tallied: [column].compactMap(\.self)) }
    }

    private static func number(_ name: String, _ make: @escaping @Sendable (Int64) -> Condition) -> PackageFilterName {
        PackageFilterName(
            name: name, schema: .wholeNumber, make: { Int64($0).map(make) }, expected: "Enter a number.")
    }

    /// Numbers with commas between them; the `…` in the SQL stands for them.
    private static func integers(_ name: String, _ sql: String, offset: Int64 = 0) -> PackageFilterName {
        PackageFilterName(
            name: name, schema: .wholeNumbers,
            make: { value in
                let numbers = parts(value).map(Int64.init)
                guard !numbers.contains(nil), numbers.count <= 1000 else { return nil }
                let list = numbers.compactMap { $0.map { String($0 &+ offset) } }.joined(separator: ", ")
                return Condition(sql.replacing("…", with: list))
            },
            expected: "Enter up to 1000 numbers separated by commas.")
    }

    private static func flag(_ name: String, _ column: String) -> PackageFilterName {
        PackageFilterName(
            name: name, schema: .flag,
            make: { value in
                switch value {
                case "true", "True", "1": Condition(column, tallied: [column])
                case "false", "False", "0": Condition("NOT \(column)", tallied: [column])
                default: nil
                }
            },
            expected: "Enter true or false.")
    }

    /// A date or a date and time that the column is compared with.
    static func bound(_ name: String, _ sql: String) -> PackageFilterName {
        PackageFilterName(
            name: name, schema: .dayOrMoment, make: { value in Instant(value).map { Condition(sql, [$0]) } },
            expected: dateExpected)
    }

    /// A date and time that lies between two columns, or a day that they touch.
    static func moment(_ name: String, lower: String, upper: String) -> PackageFilterName {
        PackageFilterName(
            name: name, schema: .dayOrMoment,
            make: { value in
                guard let start = Instant(value) else { return nil }
                let end = value.count == 10 ? Instant(microseconds: start.microseconds + Instant.day - 1) : start
                return Condition("\(lower) <= ? AND \(upper) >= ?", [end, start])
            },
            expected: dateExpected)
    }

    private static let dateExpected = "Enter a valid date/time, as 2020-05-12 or 2020-05-12T14:11:10.580441Z."

    // MARK: Parts of conditions

    private static func among(_ column: String, _ ids: [Int64]) -> Condition {
        Condition("\(column) IN (\(ids.map(String.init).joined(separator: ", ")))", tallied: [column])
    }

    private static func notAmong(_ column: String, _ ids: [Int64]) -> Condition {
        Condition("\(column) NOT IN (\(ids.map(String.init).joined(separator: ", ")))", tallied: [column])
    }

    /// The packages with an item that meets a condition.
    private static func holding(_ sql: String) -> String {
        "id IN (SELECT package FROM item WHERE \(sql))"
    }

    private static func statesWith(value: Int64) -> [Int64] {
        State.ofPackages.filter { $0.value == value }.map(\.id)
    }

    private static func locationsWith(codes: [String]) -> [Int64] {
        FixtureLocation.all.filter { codes.contains($0.erpCode) }.map(\.id)
    }

    private static func parts(_ value: String) -> [String] {
        value.split(separator: ",").map(String.init)
    }

    private static func places(_ count: Int) -> String {
        Array(repeating: "?", count: count).joined(separator: ", ")
    }
}
