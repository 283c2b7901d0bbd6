/// What packages have where a filter can ask for it: carriers, cities, locations, …, each with what people call it.
///
/// Only what has few values is gathered: not numbers, dates, names of customers, or goods.
public struct FilterValues: Equatable, Sendable {
    /// A value, as a query takes it, and what people call it.
    public struct Value: Hashable, Sendable {
        /// What stands in a query.
        public let text: String
        /// What people call it.
        public let name: String

        /// A value that is called so.
        public init(_ text: String, name: String) { (self.text, self.name) = (text, name) }
    }

    /// The parameters whose values are gathered.
    public static let parameters: Set<PackageParameter> = [
        .state, .stockLocation, .stockLocationCode, .stockLocationCodes, .locationOrRetailStoreCode, .stockLocationType,
        .cargoCompany, .shippingOptions, .notShippingOptions, .channel, .orderDeliveryType, .country, .countryName,
        .city, .cityName, .township, .townshipName,
    ]

    private var counts: [PackageParameter: [Value: Int]] = [:]

    /// No values.
    public init() {}

    /// The values of a parameter, those in front that most packages have, then by name.
    public subscript(parameter: PackageParameter) -> [Value] {
        counts[parameter, default: [:]]
            .sorted { ($1.value, $0.key.name, $0.key.text) < ($0.value, $1.key.name, $1.key.text) }.map(\.key)
    }

    /// Takes note of what a package has.
    public mutating func add(_ package: JSON) {
        let (location, address, state) = (package["stock_location"], package["shipping_address"], package["state"])
        add(.state, state[anyOf: "id", "pk"], called: state["name"])
        add(.stockLocation, location[anyOf: "id", "pk"], called: location["name"])
        for parameter in [PackageParameter.stockLocationCode, .stockLocationCodes, .locationOrRetailStoreCode] {
            add(parameter, location["erp_code"], called: location["name"])
        }
        add(.stockLocationType, location["stock_location_type"], called: .missing)
        let company = package["shipment"]["cargo_company"]
        add(.cargoCompany, company.int == nil ? company[anyOf: "id", "pk"] : company, called: company["name"])
        let option = package["shipping_option"]
        for parameter in [PackageParameter.shippingOptions, .notShippingOptions] {
            add(parameter, option.text == nil ? option["slug"] : option, called: option["name"])
        }
        let channel = package["channel"]
        add(
            .channel, channel.int == nil ? channel[anyOf: "pk", "id"] : channel,
            called: channel["name"].text == nil ? package["channel_name"] : channel["name"])
        let delivery = package["delivery_type"]
        add(.orderDeliveryType, delivery["value"], called: delivery[anyOf: "label", "name"])
        add(.country, .countryName, address["country"])
        add(.city, .cityName, address["city"])
        add(.township, .townshipName, address["township"])
    }

    /// A place that can be asked for by its id and by its name.
    private mutating func add(_ id: PackageParameter, _ name: PackageParameter, _ place: JSON) {
        add(id, place[anyOf: "pk", "id"], called: place["name"])
        add(name, place["name"], called: .missing)
    }

    private mutating func add(_ parameter: PackageParameter, _ value: JSON, called name: JSON) {
        guard let text = value.int.map(String.init) ?? value.text, !text.isEmpty else { return }
        counts[parameter, default: [:]][Value(text, name: name.text ?? text), default: 0] += 1
    }
}
