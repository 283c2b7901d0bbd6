/// A transition from one state of a package to another: what the OMS calls a command.
struct Transition: Equatable, Sendable {
    /// A value that a command takes in its `input_parameters`.
    struct Parameter: Equatable, Sendable {
        enum Kind: String, Sendable {
            case string, integer
            case items = "list"
        }

        let name: String
        let label: String
        let kind: Kind
        let required: Bool
    }

    let id: Int64
    let slug: String
    let name: String
    let sources: [State]
    /// The state it leads to; nil stays in the same one.
    let target: State?
    let parameters: [Parameter]

    private init(
        _ id: Int64, _ slug: String, _ name: String, from sources: [State], to target: State?,
        _ parameters: [Parameter] = []
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.sources = sources
        self.target = target
        self.parameters = parameters
    }
}

extension Transition {
    static let denialReason = Parameter(
        name: "denial_reason", label: "Denial reason", kind: .integer, required: true)
    static let missingItems = Parameter(
        name: "package_items", label: "Items that were not found", kind: .items, required: true)

    private static func company(required: Bool) -> Parameter {
        Parameter(name: "cargo_company", label: "Cargo company", kind: .integer, required: required)
    }

    private static func trackingNumber(required: Bool) -> Parameter {
        Parameter(name: "tracking_number", label: "Tracking number", kind: .string, required: required)
    }

    private static let label = Parameter(name: "label", label: "Shipping label", kind: .string, required: false)

    private static let open: [State] = [.waiting, .waitingRemoteAction, .preparing, .readyForPackaging]
    private static let underWay: [State] = [.shipped, .deliveryFailed, .attemptedDelivery]

    static let prepare = Transition(11, "prepare", "Prepare", from: [.waiting], to: .preparing)
    static let ready = Transition(
        12, "ready-for-packaging", "Ready for packaging", from: [.preparing], to: .readyForPackaging)
    static let pack = Transition(
        13, "complete-packaging", "Complete packaging", from: [.waiting, .preparing, .readyForPackaging], to: .packed)
    static let packWithShipment = Transition(
        14, "complete-packaging-with-shipment", "Complete packaging with shipment",
        from: [.waiting, .preparing, .readyForPackaging], to: .packed,
        [company(required: true), trackingNumber(required: false)])
    static let ship = Transition(
        15, "ship-package", "Ship the package", from: [.packed], to: .shipped,
        [company(required: false), trackingNumber(required: false)])
    static let shipAdvanced = Transition(
        16, "ship-package-advanced", "Ship the package (advanced)", from: [.packed, .waitingCargoLabel], to: .shipped,
        [company(required: true), trackingNumber(required: true)])
    static let deny = Transition(
        17, "refuse-with-denial-reason", "Package refuse with denial reason",
        from: [.waiting, .waitingRemoteAction, .preparing], to: .needsRescheduling, [denialReason])
    static let notFound = Transition(
        18, "product-not-found", "Product not found", from: [.waiting, .preparing], to: .outOfStock, [missingItems])
    static let block = Transition(19, "block", "Block the package for action", from: open, to: .blocked)
    static let unblock = Transition(20, "unblock", "Unblock the package for action", from: [.blocked], to: .waiting)
    static let attempt = Transition(
        21, "attempt-delivery", "Attempted delivery", from: [.shipped], to: .attemptedDelivery)
    static let failDelivery = Transition(
        22, "fail-delivery", "Delivery failed", from: [.shipped, .attemptedDelivery], to: .deliveryFailed)
    static let deliver = Transition(
        23, "update-shipment-status", "Update shipment status", from: underWay, to: .delivered)
    static let cancel = Transition(
        24, "cancel", "Cancel the package",
        from: open + [.waitingForTransfer, .blocked, .needsRescheduling, .cancellationWaiting], to: .cancelled)
    static let refundPack = Transition(
        25, "packed-for-refund", "Packed for refund", from: [.waiting, .outOfStock], to: .packedForRefund)
    static let updateShipment = Transition(
        26, "update-shipment-info", "Update shipment info", from: [.packed, .waitingCargoLabel] + underWay, to: nil,
        [company(required: false), trackingNumber(required: false)])
    static let updateLabel = Transition(
        27, "update-shipment-label", "Update shipment label", from: [.packed, .waitingCargoLabel, .shipped], to: nil,
        [label])
    static let reschedule = Transition(
        28, "reschedule", "Plan the package again", from: [.needsRescheduling, .outOfStock, .waitingForTransfer],
        to: .waiting)
    static let receive = Transition(
        29, "remote-action-done", "Remote action done", from: [.waitingRemoteAction], to: .waiting)

    /// Every transition of the sandbox.
    static let all: [Transition] = [
        prepare, ready, pack, packWithShipment, ship, shipAdvanced, deny, notFound, block, unblock, attempt,
        failDelivery, deliver, cancel, refundPack, updateShipment, updateLabel, reschedule, receive,
    ]

    /// The transition with this id; nil when there is none.
    static func with(id: Int64) -> Transition? {
        all.first { $0.id == id }
    }

    /// The transition with this slug; nil when there is none.
    static func with(slug: String) -> Transition? {
        all.first { $0.slug == slug }
    }

    /// The transitions that lead on from a state, as a package's `commands` list them.
    static func from(_ state: State) -> [Transition] {
        bySource[state.id] ?? []
    }

    private static let bySource = Dictionary(
        uniqueKeysWithValues: State.ofPackages.map { state in
            (state.id, all.filter { $0.sources.contains(state) })
        })
}
