/// What can be subscribed to: the seed's events, and the two known besides.
enum SandboxEventType: String, CaseIterable, Sendable {
    case created = "package.created"
    case transitioned = "package.status.transitioned"
    case packed = "package.status.packed"
    case cancelled = "package.status.cancelled"
    case shipped = "package.status.shipped"
    case airWaybill = "package.shipment.awb_number"
    case packedForRefund = "package.status.packed_for_refund"
    case refused = "package.refused"

    /// The events of a change; `before` is nil for a package that is new.
    static func events(from before: PackageRow?, to after: PackageRow) -> [SandboxEventType] {
        guard let before else { return [.created] }
        var events: [SandboxEventType] = []
        if before.state != after.state {
            events.append(.transitioned)
            switch after.state {
            case .packed: events.append(.packed)
            case .cancelled: events.append(.cancelled)
            case .shipped: events.append(.shipped)
            case .packedForRefund: events.append(.packedForRefund)
            case .needsRescheduling: events.append(.refused)
            default: break
            }
        }
        if after.trackingNumber != nil, before.trackingNumber != after.trackingNumber { events.append(.airWaybill) }
        return events
    }
}
