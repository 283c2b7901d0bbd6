import OMS

/// What people see of each row of the OMS's lists.
extension Columns<Package> {
    static let full = Columns(head: ["Number", "Order", "State", "Units", "City", "Due"]) { package, lookUp in
        [
            package.number, package.orderNumber ?? "", package.state.name, String(package.units), package.city ?? "",
            lookUp.moment(package.due),
        ]
    }

    static let short = Columns(head: ["Number", "Order", "State", "Items", "Location", "Due"]) { package, lookUp in
        [
            package.number, package.orderNumber ?? "", package.state.name, String(package.itemCount),
            package.stockLocation?.erpCode ?? "", lookUp.moment(package.due),
        ]
    }
}

extension Columns<SimplePackage> {
    static let simple = Columns(
        head: ["Number", "State", "Order", "Location", "Tracking", "Invoice", "Due"]
    ) { package, lookUp in
        [
            package.number, package.state.name, package.order.map(String.init) ?? "",
            package.stockLocation.map(String.init) ?? "", package.trackingNumber ?? "", package.invoiceNumber ?? "",
            lookUp.moment(package.targetPackingDate ?? package.deliveryRange?.lower),
        ]
    }
}

extension Columns<PackageItemReference> {
    static let items = Columns(head: ["Id", "SKU"]) { item, _ in [String(item.id), item.productSKU] }
}

extension Columns<TransitionLog> {
    static let logs = Columns(head: ["Id", "When", "From", "To", "Transition", "User"]) { log, lookUp in
        [
            String(log.id), lookUp.moment(log.createdDate), log.source?.name ?? "", log.target?.name ?? "",
            log.transitionName ?? "", log.user ?? "",
        ]
    }
}

extension Columns<WebhookDelivery> {
    static let full = Columns(
        head: ["Id", "When", "Event", "Status", "Retries", "Next"]
    ) { delivery, lookUp in
        [
            String(delivery.id), lookUp.moment(delivery.createdDate), delivery.eventType ?? "", delivery.status ?? "",
            String(delivery.retryCount), lookUp.moment(delivery.nextRetryDate),
        ]
    }

    static let short = Columns(head: ["Id", "When", "Event", "Status", "Retries"]) { delivery, lookUp in
        Array(full.cells(delivery, lookUp).dropLast())
    }
}

extension Columns<DeliveryRange> {
    static let ranges = Columns(head: ["From", "To"]) { range, lookUp in
        [lookUp.moment(range.lower), lookUp.moment(range.upper)]
    }
}

extension Columns<DenialReason> {
    static let reasons = Columns(head: ["Id", "Reason", "Active"]) { reason, _ in
        [String(reason.id), reason.title, reason.isActive ? "yes" : "no"]
    }
}
