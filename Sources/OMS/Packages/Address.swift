/// Where a parcel goes, or where a warehouse is.
///
/// Source: `shipping_address` and `stock_location.address` of both seed documents. City, township, district and country
/// are objects with a name there; a bare word is understood too.
public struct Address: Hashable, Sendable {
    /// What the customer calls the address, such as `iş`.
    public let title: String?
    /// Who lives there.
    public let firstName: String?, lastName: String?
    /// Street, house and flat, as written by the customer.
    public let line: String?
    /// The place, from small to large.
    public let district: String?, township: String?, city: String?, country: String?
    /// The postal code.
    public let postcode: String?
    /// How to reach the customer; never written to a log.
    public let phoneNumber: String?, email: String?

    /// Reads an address; nil when there is none (an id alone is none).
    public init?(_ json: JSON) {
        guard json.kind == .object else { return nil }
        title = json["title"].text
        firstName = json["first_name"].text ?? json["customer"]["first_name"].text
        lastName = json["last_name"].text ?? json["customer"]["last_name"].text
        line = json["line"].text
        district = Self.name(json["district"])
        township = Self.name(json["township"])
        city = Self.name(json["city"])
        country = Self.name(json["country"])
        postcode = json["postcode"].text
        phoneNumber = json["phone_number"].text
        email = json["email"].text
    }

    private static func name(_ json: JSON) -> String? { json["name"].text ?? json.text }

    /// First and last name; nil when both are missing.
    public var fullName: String? {
        let name = [firstName, lastName].compactMap(\.self).joined(separator: " ")
        return name.isEmpty ? nil : name
    }

    /// Township and city, as on an envelope; nil when both are missing.
    public var place: String? {
        let place = [township, city].compactMap(\.self).joined(separator: ", ")
        return place.isEmpty ? nil : place
    }
}

/// A warehouse or shop that packs.
public struct StockLocation: Hashable, Sendable {
    /// The OMS's id.
    public let id: Int?
    /// What people call it.
    public let name: String?
    /// What the bookkeeping calls it, such as `369`; the station is configured with this.
    public let erpCode: String?

    /// Reads a location, or the bare id of one; nil when there is neither.
    public init?(_ json: JSON) {
        id = json[anyOf: "id", "pk"].int ?? json.int
        name = json["name"].text
        erpCode = json["erp_code"].text
        if id == nil && name == nil && erpCode == nil { return nil }
    }
}
