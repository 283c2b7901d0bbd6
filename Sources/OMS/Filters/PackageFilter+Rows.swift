import Foundation

extension PackageFilter {
    /// Whether a package that came back can be what was asked for; what its row does not show is taken as met.
    public func admits(_ package: Package) -> Bool {
        let row = FilteredPackage(package: package)
        return conditions.allSatisfy { row.meets($0, $1) != false }
    }

    /// The conditions that a package which came back does not meet, so that the server must have ignored them.
    public func unmet(by package: Package) -> [PackageParameter] { check(package).unmet }

    /// What a package that came back shows of the conditions.
    ///
    /// Where it is open how a server compares, every reading is allowed; the zone is that of the user.
    public func check(_ package: Package, zone: Zone? = nil) -> ConditionCheck<PackageParameter> {
        ConditionCheck(conditions, zone: zone) { FilteredPackage(package: package, zone: $2).meets($0, $1) }
    }
}

/// A package as a row of a list, held against one condition at a time: nil is for what the row does not show.
private struct FilteredPackage {
    let package: Package
    /// Where a day is taken for that of universal time or of this zone; nil where it may be that of any.
    var zone: Zone?

    /// The row as it came, for what only conditions ask for.
    private var json: JSON { (try? JSONDocument(package.raw))?.root ?? .missing }

    func meets(_ parameter: PackageParameter, _ value: String) -> Bool? {
        switch parameter {
        case .idAfter, .idFrom, .idBefore, .idTo, .ids: hasID(parameter, value)
        case .state, .stateValue, .stateValueNot: hasState(parameter, value)
        case .stockLocation, .stockLocationCode, .stockLocationCodes, .stockLocationType, .locationOrRetailStoreCode,
            .orderRetailStoreCode:
            isAt(parameter, value)
        case .createdFrom, .createdTo, .modifiedFrom, .modifiedTo, .placedOn, .placedFrom, .placedTo,
            .shipmentCreatedFrom, .shipmentCreatedTo, .deliveryLower, .deliveryUpper, .deliveryDate:
            DateRange(value, likelyIn: zone).flatMap { isDated(parameter, $0) }
        case .order, .orderOmnitronID, .orderNumberPrefix, .orderDeliveryType, .customerFirstName, .customerLastName,
            .channel:
            isOrdered(parameter, value)
        case .productSKU, .productBarcode, .itemOmnitronID, .itemOmnitronIDs: holds(parameter, value)
        case .country, .countryName, .city, .cityName, .township, .townshipName: goes(parameter, value)
        case .isClickAndCollect: json["is_click_and_collect"].bool.map { String($0) == value }
        case .cancellationFailure: json["cancellation_failure"].bool.map { String($0) == value }
        case .cargoCompany: isCarried(by: value)
        case .shippingOptions: shippingOption.map(Self.parts(value).contains)
        case .notShippingOptions: shippingOption.map { !Self.parts(value).contains($0) }
        }
    }

    private func hasID(_ parameter: PackageParameter, _ value: String) -> Bool? {
        if parameter == .ids { return Self.parts(value).contains(String(package.id)) }
        guard let bound = Int(value) else { return nil }
        return switch parameter {
        case .idAfter: package.id > bound
        case .idFrom: package.id >= bound
        case .idBefore: package.id < bound
        default: package.id <= bound
        }
    }

    private func hasState(_ parameter: PackageParameter, _ value: String) -> Bool? {
        switch parameter {
        case .state: Self.isSame(package.state.id, value)
        case .stateValue: package.state.enumValue.map { $0 == value }
        default: package.state.enumValue.map { $0 != value }
        }
    }

    private func isAt(_ parameter: PackageParameter, _ value: String) -> Bool? {
        let code = package.stockLocation?.erpCode
        // Only whether there is a retail store can be seen, and its id, not its code.
        let hasNoStore = json["order_retail_store_id"].kind == .null
        switch parameter {
        case .stockLocation: return Self.isSame(package.stockLocation?.id, value)
        case .stockLocationCode: return code.map { $0 == value }
        case .stockLocationCodes: return code.map(Self.parts(value).contains)
        case .stockLocationType: return json["stock_location"]["stock_location_type"].text.map { $0 == value }
        case .orderRetailStoreCode: return hasNoStore ? false : nil
        default: return code == value ? true : code != nil && hasNoStore ? false : nil
        }
    }

    private func isDated(_ parameter: PackageParameter, _ moments: DateRange) -> Bool? {
        func meets(_ date: Timestamp?, _ side: DateRange.Side) -> Bool? {
            date.map { moments.canBeMet(by: $0, side) }
        }
        return switch parameter {
        case .createdFrom: meets(package.createdDate, .from)
        case .createdTo: meets(package.createdDate, .to)
        case .modifiedFrom: meets(package.modifiedDate, .from)
        case .modifiedTo: meets(package.modifiedDate, .to)
        case .placedOn: meets(package.datePlaced, .on)
        case .placedFrom: meets(package.datePlaced, .from)
        case .placedTo: meets(package.datePlaced, .to)
        case .shipmentCreatedFrom: hasNoShipment ? false : meets(json["shipment"]["created_date"].timestamp, .from)
        case .shipmentCreatedTo: hasNoShipment ? false : meets(json["shipment"]["created_date"].timestamp, .to)
        default: isDelivered(parameter, moments)
        }
    }

    private var hasNoShipment: Bool { json["shipment"].kind == .null }

    /// The seed's "lower bound" can mean that bound itself or a range that starts no earlier; "upper bound" likewise.
    private func isDelivered(_ parameter: PackageParameter, _ moments: DateRange) -> Bool? {
        if json["delivery_range"].kind == .null { return false }
        let (lower, upper) = (package.deliveryRange?.lower, package.deliveryRange?.upper)
        switch parameter {
        case .deliveryLower: return lower.map { moments.canBeMet(by: $0, .from) }
        case .deliveryUpper: return upper.map { moments.canBeMet(by: $0, .to) }
        default:
            guard moments.canLie(from: lower, to: upper) else { return false }
            return lower == nil || upper == nil ? nil : true
        }
    }

    private func isOrdered(_ parameter: PackageParameter, _ value: String) -> Bool? {
        switch parameter {
        case .order: Self.isSame(json["order_id"].int, value)
        case .orderOmnitronID: Self.isSame(json["omnitron_order_id"].int, value)
        case .orderNumberPrefix: package.orderNumber.map { $0.hasPrefix(value) }
        case .orderDeliveryType: json["delivery_type"]["value"].text.map { $0 == value }
        case .customerFirstName: Self.isCalled(json["shipping_address"]["customer"]["first_name"].text, value)
        case .customerLastName: Self.isCalled(json["shipping_address"]["customer"]["last_name"].text, value)
        default: Self.isSame(json["channel"].int ?? json["channel"][anyOf: "pk", "id"].int, value)
        }
    }

    private func holds(_ parameter: PackageParameter, _ value: String) -> Bool? {
        switch parameter {
        case .productSKU:
            return package.items.isEmpty ? nil : package.items.contains { $0.product.sku == value }
        case .productBarcode:
            if package.items.contains(where: { $0.codes.contains(value) }) { return true }
            // A product whose barcode is not shown may have this one.
            return package.items.contains { $0.codes.isEmpty } || package.items.isEmpty ? nil : false
        default:
            let items = json["packageitem_set"].elements
            let ids = items.compactMap { $0["order_item"]["omnitron_id"].text }
            if !Self.parts(value).isDisjoint(with: ids) { return true }
            return ids.isEmpty || ids.count < items.count ? nil : false
        }
    }

    private func goes(_ parameter: PackageParameter, _ value: String) -> Bool? {
        let address = json["shipping_address"]
        return switch parameter {
        case .country: Self.isSame(address["country"][anyOf: "pk", "id"].int, value)
        case .countryName: Self.isCalled(address["country"]["name"].text, value)
        case .city: Self.isSame(address["city"][anyOf: "pk", "id"].int, value)
        case .cityName: Self.isCalled(address["city"]["name"].text, value)
        case .township: Self.isSame(address["township"][anyOf: "pk", "id"].int, value)
        default: Self.isCalled(address["township"]["name"].text, value)
        }
    }

    private func isCarried(by company: String) -> Bool? {
        let shipment = json["shipment"]
        let id = shipment["cargo_company"].int ?? shipment["cargo_company"][anyOf: "id", "pk"].int
        return hasNoShipment ? false : Self.isSame(id, company)
    }

    private var shippingOption: String? {
        json["shipping_option"]["slug"].text ?? json["shipping_option"].text
    }

    private static func isSame(_ id: Int?, _ value: String) -> Bool? { id.map { String($0) == value } }

    /// Whether a name can be the one that was asked for: servers differ in case and in taking a part of a name.
    private static func isCalled(_ name: String?, _ value: String) -> Bool? {
        name.map { $0 == value || letters($0).contains(letters(value)) }
    }

    private static func letters(_ name: String) -> String { NameFolding.of(name, keepingDigits: true) }

    private static func parts(_ value: String) -> Set<String> { Set(value.split(separator: ",").map(String.init)) }
}
