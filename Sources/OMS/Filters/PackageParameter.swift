/// A query parameter of `GET /packages/`, named by what it does.
///
/// The seed lists what each parameter does but lost its name; the names given here are those found on other pages of the
/// same API or built on the pattern of their siblings, so any of them can be renamed for an installation (`ParameterNames`).
public enum PackageParameter: String, CaseIterable, Hashable, Sendable {
    /// State.
    case state, stateValue, stateValueNot
    /// Order.
    case order, orderOmnitronID, orderNumberPrefix, orderDeliveryType, orderRetailStoreCode
    /// Stock location.
    case stockLocation, stockLocationCode, stockLocationCodes, stockLocationType, locationOrRetailStoreCode
    /// Dates of the package.
    case createdFrom, createdTo, modifiedFrom, modifiedTo
    /// Shipment.
    case shipmentCreatedFrom, shipmentCreatedTo, cargoCompany, shippingOptions, notShippingOptions
    /// Product.
    case productSKU, productBarcode
    /// Delivery window.
    case deliveryLower, deliveryUpper, deliveryDate
    /// Shop and customer.
    case channel, customerFirstName, customerLastName
    /// Dates of the order.
    case placedOn, placedFrom, placedTo
    /// Items.
    case itemOmnitronIDs, itemOmnitronID
    /// Kind of package.
    case isClickAndCollect, cancellationFailure
    /// Ids.
    case idAfter, idFrom, idBefore, idTo, ids
    /// Place of the shipping address.
    case country, countryName, city, cityName, township, townshipName

    /// What a value of a parameter must be.
    public enum ValueKind: Sendable {
        /// Digits.
        case integer
        /// Digits, separated by commas.
        case integers
        /// Any text.
        case text
        /// Texts, separated by commas.
        case texts
        /// An ISO 8601 date or moment.
        case date
        /// `true` or `false`.
        case flag
    }

    /// The name in a query, what its values are, and what it does.
    public var facts: (name: String, kind: ValueKind, help: String) {
        switch self {
        case .state: ("state", .integer, "state ID")
        case .stateValue: ("state__enum_value", .integer, "state enum value")
        case .stateValueNot: ("state__enum_value__ne", .integer, "state enum value not equal")
        case .order: ("order", .integer, "order ID")
        case .orderOmnitronID: ("order__omnitron_id", .integer, "order Omnitron ID")
        case .orderNumberPrefix: ("order__number__startswith", .text, "order number (starts with)")
        case .orderDeliveryType: ("order__delivery_type", .text, "order delivery type")
        case .orderRetailStoreCode: ("order__retail_store__erp_code", .text, "order retail store ERP code")
        case .stockLocation: ("stock_location", .integer, "stock location ID")
        case .stockLocationCode: ("stock_location__erp_code", .text, "stock location ERP code")
        case .stockLocationCodes: ("stock_location__erp_code__in", .texts, "several stock location ERP codes")
        case .stockLocationType: ("stock_location__stock_location_type", .text, "stock location type")
        case .locationOrRetailStoreCode:
            ("location_or_retail_store__erp_code", .text, "stock location or retail store ERP code")
        case .createdFrom: ("created_date__gte", .date, "created date (from)")
        case .createdTo: ("created_date__lte", .date, "created date (to)")
        case .modifiedFrom: ("modified_date__gte", .date, "modified date (from)")
        case .modifiedTo: ("modified_date__lte", .date, "modified date (to)")
        case .shipmentCreatedFrom: ("shipment__created_date__gte", .date, "shipment created date (from)")
        case .shipmentCreatedTo: ("shipment__created_date__lte", .date, "shipment created date (to)")
        case .cargoCompany: ("shipment__cargo_company", .integer, "shipment cargo company ID")
        case .shippingOptions: ("shipping_option__slug__in", .texts, "shipping option slugs")
        case .notShippingOptions: ("exclude_shipping_option__slug__in", .texts, "shipping option slugs to leave out")
        case .productSKU: ("product_sku", .text, "product SKU")
        case .productBarcode: ("product_barcode", .text, "product barcode")
        case .deliveryLower: ("delivery_range__lower", .date, "delivery range lower bound")
        case .deliveryUpper: ("delivery_range__upper", .date, "delivery range upper bound")
        case .deliveryDate: ("delivery_range__date", .date, "delivery range date")
        case .channel: ("order__channel", .integer, "channel ID")
        case .customerFirstName: ("order__customer__first_name", .text, "customer first name")
        case .customerLastName: ("order__customer__last_name", .text, "customer last name")
        case .placedOn: ("order__date_placed", .date, "order date")
        case .placedFrom: ("order__date_placed__gte", .date, "order date placed (from)")
        case .placedTo: ("order__date_placed__lte", .date, "order date placed (to)")
        case .itemOmnitronIDs:
            ("packageitem__order_item__omnitron_id__in", .integers, "several order item Omnitron IDs")
        case .itemOmnitronID: ("packageitem__order_item__omnitron_id", .integer, "order item Omnitron ID")
        case .isClickAndCollect: ("is_click_and_collect", .flag, "click and collect")
        case .cancellationFailure: ("cancellation_failure", .flag, "cancellation failure status")
        case .idAfter: ("id__gt", .integer, "ID greater than")
        case .idFrom: ("id__gte", .integer, "ID greater than or equal")
        case .idBefore: ("id__lt", .integer, "ID less than")
        case .idTo: ("id__lte", .integer, "ID less than or equal")
        case .ids: ("pk__in", .integers, "several IDs")
        case .country: ("shipping_address__country", .integer, "country ID")
        case .countryName: ("shipping_address__country__name", .text, "country name")
        case .city: ("shipping_address__city", .integer, "city ID")
        case .cityName: ("shipping_address__city__name", .text, "city name")
        case .township: ("shipping_address__township", .integer, "township ID")
        case .townshipName: ("shipping_address__township__name", .text, "township name")
        }
    }
}
