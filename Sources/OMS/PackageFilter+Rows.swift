import Foundation

extension PackageFilter {
    /// Whether a package that came back can be what was asked for.
    ///
    /// Servers of this family ignore a parameter that they do not know and answer with everything, so what can be
    /// checked against the row is checked. A condition on what a row does not show is taken as met: its channel's id, its
    /// shipping option and a failed cancellation. Where it is open how a server compares, every reading is allowed.
    public func admits(_ package: Package) -> Bool {
        let row = PackageRow(package: package)
        return conditions.allSatisfy { row.canMeet($0, $1) }
    }

    /// The conditions that a package which came back does not meet, so that the server must have ignored them.
    public func unmet(by package: Package) -> [PackageParameter] {
        let row = PackageRow(package: package)
        return PackageParameter.allCases.filter { parameter in
            conditions[parameter].map { !row.canMeet(parameter, $0) } ?? false
        }
    }
}

/// A package as a row of a list, held against one condition at a time.
private struct PackageRow {
    let package: Package

    /// The row as it came, for what only conditions ask for.
    private var json: JSON { (try? JSONDocument(package.raw))?.root ?? .missing }

    func canMeet(_ parameter: PackageParameter, _ value: String) -> Bool {
        switch parameter {
        case .idAfter, .idFrom, .idBefore, .idTo, .ids: canHaveID(parameter, value)
        case .state, .stateValue, .stateValueNot: canHaveState(parameter, value)
        case .stockLocation, .stockLocationCode, .stockLocationCodes, .stockLocationType, .locationOrRetailStoreCode,
            .orderRetailStoreCode:
            canBeAt(parameter, value)
        case .createdFrom, .createdTo, .modifiedFrom, .modifiedTo, .placedOn, .placedFrom, .placedTo,
            .shipmentCreatedFrom, .shipmentCreatedTo, .deliveryLower, .deliveryUpper, .deliveryDate:
            MeantMoments(value).map { canBeDated(parameter, $0) } ?? true
        case .order, .orderOmnitronID, .orderNumberPrefix, .orderDeliveryType, .customerFirstName, .customerLastName:
            canBeOrdered(parameter, value)
        case .productSKU, .productBarcode, .itemOmnitronID, .itemOmnitronIDs: canHold(parameter, value)
        case .country, .countryName, .city, .cityName, .township, .townshipName: canGo(parameter, value)
        case .isClickAndCollect: json["is_click_and_collect"].bool.map { String($0) == value } ?? true
        case .cargoCompany: canBeCarried(by: value)
        case .channel, .shippingOptions, .notShippingOptions, .cancellationFailure: true
        }
    }

    private func canHaveID(_ parameter: PackageParameter, _ value: String) -> Bool {
        if parameter == .ids { return Self.parts(value).contains(String(package.id)) }
        guard let bound = Int(value) else { return true }
        return switch parameter {
        case .idAfter: package.id > bound
        case .idFrom: package.id >= bound
        case .idBefore: package.id < bound
        default: package.id <= bound
        }
    }

    private func canHaveState(_ parameter: PackageParameter, _ value: String) -> Bool {
        switch parameter {
        case .state: Self.isSame(package.state.id, value)
        case .stateValue: package.state.enumValue.map { $0 == value } ?? true
        default: package.state.enumValue != value
        }
    }

    private func canBeAt(_ parameter: PackageParameter, _ value: String) -> Bool {
        let code = package.stockLocation?.erpCode
        switch parameter {
        case .stockLocation: return Self.isSame(package.stockLocation?.id, value)
        case .stockLocationCode: return code.map { $0 == value } ?? true
        case .stockLocationCodes: return code.map(Self.parts(value).contains) ?? true
        case .stockLocationType:
            return json["stock_location"]["stock_location_type"].text.map { $0 == value } ?? true
        // Only whether there is a retail store can be seen, and its id, not its code.
        case .orderRetailStoreCode: return json["order_retail_store_id"].kind != .null
        default: return code.map { $0 == value } ?? true || json["order_retail_store_id"].kind != .null
        }
    }

    private func canBeDated(_ parameter: PackageParameter, _ moments: MeantMoments) -> Bool {
        switch parameter {
        case .createdFrom: moments.canBeMet(by: package.createdDate, .from)
        case .createdTo: moments.canBeMet(by: package.createdDate, .to)
        case .modifiedFrom: moments.canBeMet(by: package.modifiedDate, .from)
        case .modifiedTo: moments.canBeMet(by: package.modifiedDate, .to)
        case .placedOn: moments.canBeMet(by: package.datePlaced, .on)
        case .placedFrom: moments.canBeMet(by: package.datePlaced, .from)
        case .placedTo: moments.canBeMet(by: package.datePlaced, .to)
        case .shipmentCreatedFrom: canBeSent(moments, .from)
        case .shipmentCreatedTo: canBeSent(moments, .to)
        default: canBeDelivered(parameter, moments)
        }
    }

    private func canBeSent(_ moments: MeantMoments, _ side: MeantMoments.Side) -> Bool {
        let shipment = json["shipment"]
        return shipment.kind != .null && moments.canBeMet(by: shipment["created_date"].timestamp, side)
    }

    /// The seed's "lower bound" can mean that bound itself or a range that starts no earlier; "upper bound" likewise.
    private func canBeDelivered(_ parameter: PackageParameter, _ moments: MeantMoments) -> Bool {
        if json["delivery_range"].kind == .null { return false }
        let range = package.deliveryRange
        return switch parameter {
        case .deliveryLower: moments.canBeMet(by: range?.lower, .from)
        case .deliveryUpper: moments.canBeMet(by: range?.upper, .to)
        default: moments.canLie(from: range?.lower, to: range?.upper)
        }
    }

    private func canBeOrdered(_ parameter: PackageParameter, _ value: String) -> Bool {
        switch parameter {
        case .order: Self.isSame(json["order_id"].int, value)
        case .orderOmnitronID: Self.isSame(json["omnitron_order_id"].int, value)
        case .orderNumberPrefix: package.orderNumber?.hasPrefix(value) ?? true
        case .orderDeliveryType: json["delivery_type"]["value"].text.map { $0 == value } ?? true
        case .customerFirstName: Self.canBeCalled(json["shipping_address"]["customer"]["first_name"].text, value)
        default: Self.canBeCalled(json["shipping_address"]["customer"]["last_name"].text, value)
        }
    }

    private func canHold(_ parameter: PackageParameter, _ value: String) -> Bool {
        switch parameter {
        case .productSKU: return package.items.isEmpty || package.items.contains { $0.product.sku == value }
        case .productBarcode: return package.items.isEmpty || package.items.contains { $0.codes.contains(value) }
        default:
            let ids = json["packageitem_set"].elements.compactMap { $0["order_item"]["omnitron_id"].text }
            return ids.isEmpty || !Self.parts(value).isDisjoint(with: ids)
        }
    }

    private func canGo(_ parameter: PackageParameter, _ value: String) -> Bool {
        let address = json["shipping_address"]
        return switch parameter {
        case .country: Self.isSame(address["country"][anyOf: "pk", "id"].int, value)
        case .countryName: Self.canBeCalled(address["country"]["name"].text, value)
        case .city: Self.isSame(address["city"][anyOf: "pk", "id"].int, value)
        case .cityName: Self.canBeCalled(address["city"]["name"].text, value)
        case .township: Self.isSame(address["township"][anyOf: "pk", "id"].int, value)
        default: Self.canBeCalled(address["township"]["name"].text, value)
        }
    }

    private func canBeCarried(by company: String) -> Bool {
        let shipment = json["shipment"]
        let id = shipment["cargo_company"].int ?? shipment["cargo_company"][anyOf: "id", "pk"].int
        return shipment.kind != .null && Self.isSame(id, company)
    }

    private static func isSame(_ id: Int?, _ value: String) -> Bool { id.map { String($0) == value } ?? true }

    /// Whether a name can be the one that was asked for: servers differ in case and in taking a part of a name.
    private static func canBeCalled(_ name: String?, _ value: String) -> Bool {
        guard let name else { return true }
        return name == value || folded(name).contains(folded(value))
    }

    private static func folded(_ text: String) -> String {
        let letters = text.decomposedStringWithCompatibilityMapping.unicodeScalars.lazy
            .filter { !$0.properties.isDiacritic && $0.properties.generalCategory != .nonspacingMark }
            .map { $0 == "ı" ? "i" : $0 }
        return String(String.UnicodeScalarView(letters)).lowercased()
    }

    private static func parts(_ value: String) -> Set<String> { Set(value.split(separator: ",").map(String.init)) }
}
