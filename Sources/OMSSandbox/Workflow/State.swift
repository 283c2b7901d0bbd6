/// A state of a package, of an item or of an order.
///
/// The ids are this sandbox's own, as every installation has its own. The values marked known in what is published of
/// the API are those; the other packages' and items' values are invented, and no client may rely on them.
struct State: Equatable, Sendable {
    /// What kind of thing has the state.
    enum Class: String, Sendable {
        case package = "PackageStatus"
        case item = "PackageItemStatus"
        case order = "OrderStatus"

        /// The id of the content type, as in the seed's example.
        var contentType: Int64 {
            switch self {
            case .order: 21
            case .package: 26
            case .item: 27
            }
        }
    }

    let id: Int64
    let kind: Class
    let value: Int
    let name: String

    private init(_ id: Int64, _ kind: Class, _ value: Int, _ name: String) {
        self.id = id
        self.kind = kind
        self.value = value
        self.name = name
    }

    // MARK: Packages

    static let waiting = State(41, .package, 100, "Waiting")
    static let waitingRemoteAction = State(42, .package, 137, "Waiting Remote Action")
    static let waitingForTransfer = State(43, .package, 163, "Waiting for Transfer")
    static let preparing = State(44, .package, 200, "Preparing")
    static let readyForPackaging = State(45, .package, 400, "Ready for Packaging")
    static let packed = State(46, .package, 500, "Packed")
    static let waitingCargoLabel = State(47, .package, 541, "Waiting Cargo Label")
    static let shipped = State(48, .package, 613, "Shipped")
    static let attemptedDelivery = State(49, .package, 647, "Attempted Delivery")
    static let outOfStock = State(50, .package, 920, "Out of Stock")
    static let delivered = State(51, .package, 701, "Delivered")
    static let deliveryFailed = State(52, .package, 719, "Delivery Failed")
    static let cancellationWaiting = State(53, .package, 811, "Cancellation Waiting")
    static let cancelled = State(54, .package, 853, "Cancelled")
    static let needsRescheduling = State(55, .package, 941, "Needs Rescheduling")
    static let blocked = State(56, .package, 967, "Blocked")
    static let packedForRefund = State(57, .package, 1100, "Packed for Refund")

    /// Every state that a package can be in.
    static let ofPackages: [State] = [
        waiting, waitingRemoteAction, waitingForTransfer, preparing, readyForPackaging, packed, waitingCargoLabel,
        shipped, attemptedDelivery, outOfStock, delivered, deliveryFailed, cancellationWaiting, cancelled,
        needsRescheduling, blocked, packedForRefund,
    ]

    // MARK: Items

    static let itemWaiting = State(60, .item, 100, "Waiting")
    static let itemOutOfStock = State(61, .item, 520, "Out of Stock")
    static let itemDelivered = State(62, .item, 900, "Delivered")
    static let itemPreparing = State(63, .item, 211, "Preparing")
    static let itemPacked = State(64, .item, 307, "Packed")
    static let itemShipped = State(65, .item, 401, "Shipped")
    static let itemCancelled = State(66, .item, 601, "Cancelled")

    /// Every state that an item can be in.
    static let ofItems: [State] = [
        itemWaiting, itemOutOfStock, itemDelivered, itemPreparing, itemPacked, itemShipped, itemCancelled,
    ]

    // MARK: Orders

    static let orderCancellationWaiting = State(20, .order, 50, "Cancellation Waiting")
    static let orderCancelled = State(21, .order, 100, "Cancelled")
    static let orderApproved = State(23, .order, 400, "Approved")
    static let orderPreparing = State(24, .order, 450, "Preparing")
    static let orderShipped = State(25, .order, 500, "Shipped")
    static let orderAttemptedDelivery = State(26, .order, 540, "Attempted Delivery")
    static let orderDelivered = State(27, .order, 551, "Delivered")

    /// The state of a package with this id; nil when no package can be in it.
    static func package(_ id: Int64) -> State? {
        packagesByID[id]
    }

    /// The state of an item with this id; nil when no item can be in it.
    static func item(_ id: Int64) -> State? {
        ofItems.first { $0.id == id }
    }

    private static let packagesByID = Dictionary(uniqueKeysWithValues: ofPackages.map { ($0.id, $0) })

    /// What the items of a package in this state are in, unless an item is missing.
    var ofItems: State {
        switch self {
        case .preparing, .readyForPackaging: .itemPreparing
        case .packed, .waitingCargoLabel, .packedForRefund: .itemPacked
        case .shipped, .attemptedDelivery, .deliveryFailed: .itemShipped
        case .delivered: .itemDelivered
        case .cancelled: .itemCancelled
        default: .itemWaiting
        }
    }

    /// What the lines of the order are in while the package is in this state.
    var ofOrder: State {
        switch self {
        case .preparing, .readyForPackaging, .packed, .waitingCargoLabel: .orderPreparing
        case .shipped, .deliveryFailed: .orderShipped
        case .attemptedDelivery: .orderAttemptedDelivery
        case .delivered: .orderDelivered
        case .cancellationWaiting: .orderCancellationWaiting
        case .cancelled, .packedForRefund: .orderCancelled
        default: .orderApproved
        }
    }
}
