import Language
import OMS

/// What people see of each row of the OMS's lists.
extension Columns<Package> {
    static let full = Columns(names: ["number", "order", "state", "units", "city", "due"]) { package, zone in
        [
            package.number, package.orderNumber ?? "", package.state.name, String(package.units), package.city ?? "",
            Output.moment(package.due, zone),
        ]
    }

    static let short = Columns(names: ["number", "order", "state", "items", "location", "due"]) { package, zone in
        [
            package.number, package.orderNumber ?? "", package.state.name, String(package.itemCount),
            package.stockLocation?.erpCode ?? "", Output.moment(package.due, zone),
        ]
    }
}

extension Columns<SimplePackage> {
    static let simple = Columns(
        names: ["number", "state", "order", "location", "tracking", "invoice", "due"]
    ) { package, zone in
        [
            package.number, package.state.name, package.order.map(String.init) ?? "",
            package.stockLocation.map(String.init) ?? "", package.trackingNumber ?? "", package.invoiceNumber ?? "",
            Output.moment(package.targetPackingDate ?? package.deliveryRange?.lower, zone),
        ]
    }
}

extension Columns<PackageItemReference> {
    static let items = Columns(names: ["id", "sku"]) { item, _ in [String(item.id), item.productSKU] }
}

extension Columns<TransitionLog> {
    static let logs = Columns(names: ["id", "when", "from", "to", "transition", "user"]) { log, zone in
        [
            String(log.id), Output.moment(log.createdDate, zone), log.source?.name ?? "", log.target?.name ?? "",
            log.transitionName ?? "", log.user ?? "",
        ]
    }
}

extension Columns<WebhookDelivery> {
    static let full = Columns(
        names: ["id", "when", "event", "status", "retries", "next"]
    ) { delivery, zone in
        [
            String(delivery.id), Output.moment(delivery.createdDate, zone), delivery.eventType ?? "",
            delivery.status ?? "",
            String(delivery.retryCount), Output.moment(delivery.nextRetryDate, zone),
        ]
    }

    static let short = Columns(names: ["id", "when", "event", "status", "retries"]) { delivery, zone in
        Array(full.cells(delivery, zone).dropLast())
    }
}

extension Columns<DeliveryRange> {
    static let ranges = Columns(names: ["from", "to"]) { range, zone in
        [Output.moment(range.lower, zone), Output.moment(range.upper, zone)]
    }
}

extension Columns<DenialReason> {
    static let reasons = Columns(names: ["id", "reason", "active"]) { reason, _ in
        [String(reason.id), reason.title, reason.isActive ? Phrase("lookup.yes").text : Phrase("lookup.no").text]
    }
}
