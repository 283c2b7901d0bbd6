/// A generated package with its items and its history.
struct FixturePackage: Sendable {
    /// A unit, without the ids that it gets when it is stored.
    struct Unit: Sendable {
        let product: Int64
        let selectedBarcode: String?
        let serialNumber: String?
        let isMissing: Bool
    }

    let package: PackageRow
    let units: [Unit]
    let past: [HistoryStep]
}

/// Makes packages up, each from the seed and its own id alone, but for its date, which depends on how many there are.
struct PackageMaker: Sendable {
    let seed: UInt64
    let count: Int
    let now: Instant
    let locations: [FixtureLocation]
    let catalogue: Catalogue
    /// Whether packages are due around now, and not some hours after they were created.
    var isDueAroundNow = false

    /// How far back the oldest package was created.
    private static let window: Int64 = 2 * Instant.day

    /// The package with an id; one that arrives at a given time is waiting, others are in any state.
    func package(_ id: Int64, arrivingAt arrival: Instant? = nil) -> FixturePackage {
        var random = SeededRandom(seed: seed, .package, id)
        let order = FixtureOrder(Self.order(of: id), seed: seed, locations: locations)
        let state = arrival == nil ? Self.state(of: id, &random) : .waiting
        let created = arrival ?? self.created(id, &random)
        let past = HistoryStep.past(of: state, created: created, now: now, by: &random)
        let isPacked = past.contains { $0.target == .packed }
        let shipped = past.first { $0.target == .shipped }?.date
        let due = self.due(created, &random)
        let range = random.once(in: 3) ? deliveryRange(due, &random) : nil
        let units = units(state, denied: id, &random)
        let row = PackageRow(
            id: id, number: Self.number(id), state: state, location: location(&random),
            created: created, modified: past.last?.date ?? created, due: due,
            rangeLower: range?.lower, rangeUpper: range?.upper,
            isClickAndCollect: order.retailStore != nil, shippingOption: order.shippingOption(hasRange: range != nil),
            cancellationFailure: state == .cancellationWaiting,
            remoteID: random.once(in: 5) ? "R-\(random.digits(6))" : nil,
            invoiceNumber: isPacked ? "PLN2026\(Self.number(id))" : nil,
            extraInformation: random.once(in: 6)
                ? #"{"desi": "\#(random.number(1...40)).5", "koli": "B\#(random.number(1...5))"}"# : "{}",
            shipmentCreated: isPacked ? past.first { $0.target == .packed }?.date : nil,
            shipped: shipped, cargoCompany: isPacked ? CargoCompany.all.chosen(by: &random).id : nil,
            trackingNumber: isPacked ? "7330\(random.digits(9))" : nil,
            label: isPacked ? "^XA^FO50,50^BCN,100^FD\(Self.number(id))^FS^XZ" : nil,
            order: order.id, orderNumber: order.number, orderOmnitronID: order.omnitronID, channel: order.channel.id,
            placed: order.placed(before: created), deliveryType: order.deliveryType, retailStore: order.retailStore,
            paymentType: order.paymentType, notes: order.notes, giftNote: order.giftNote,
            hasGiftBox: order.giftNote != nil,
            firstName: order.person.first, lastName: order.person.last, email: order.email, phone: order.phone,
            line: order.line, postcode: order.postcode, place: order.place)
        return FixturePackage(package: row, units: units, past: past)
    }

    /// Nine digits, as `000000073`.
    static func number(_ id: Int64) -> String {
        let digits = String(id)
        return String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    }

    /// Each eleventh package belongs to the order of the one before it: a split order.
    private static func order(of id: Int64) -> Int64 {
        id % 11 == 5 ? id - 1 : id
    }

    /// Each twelfth package goes through all states in turn, so that each is there; the others are as at a bench.
    private static func state(of id: Int64, _ random: inout SeededRandom) -> State {
        if id.isMultiple(of: 12) { return State.ofPackages[Int(id / 12) % State.ofPackages.count] }
        switch random.below(100) {
        case ..<50: return .waiting
        case ..<72: return .preparing
        case ..<78: return .readyForPackaging
        case ..<88: return .packed
        case ..<94: return .shipped
        case ..<97: return .delivered
        default: return .outOfStock
        }
    }

    private func created(_ id: Int64, _ random: inout SeededRandom) -> Instant {
        let step = Self.window / Int64(count + 1)
        let jitter = Int64(random.fraction() * Double(step))
        return Instant(microseconds: now.microseconds - (Int64(count) - id + 1) * step + jitter - 1)
    }

    /// Four to thirty-four hours after the package was created, or from two hours ago until tomorrow; on the half hour.
    private func due(_ created: Instant, _ random: inout SeededRandom) -> Instant {
        let half: Int64 = 1_800_000_000
        let halves = Int64(random.number(8...68))
        let start = isDueAroundNow ? now.microseconds - 12 * half : created.microseconds
        return Instant(microseconds: start / half * half + halves * half)
    }

    /// Two hours from 9 to 19 o'clock in Turkey on the day after the package is due.
    private func deliveryRange(_ due: Instant, _ random: inout SeededRandom) -> (lower: Instant, upper: Instant) {
        let lower = due.startOfDay.adding(seconds: Int64(24 + 6 + 2 * random.number(0...4)) * 3600)
        return (lower, lower.adding(seconds: 7200))
    }

    private func location(_ random: inout SeededRandom) -> Int64 {
        random.below(10) < 7 ? locations[0].id : locations.chosen(by: &random).id
    }

    /// One to nine units of one to three products; one package in eighty has two dozen of one product.
    private func units(_ state: State, denied id: Int64, _ random: inout SeededRandom) -> [FixturePackage.Unit] {
        var units: [FixturePackage.Unit] = []
        let lines = id % 80 == 17 ? 1 : [1, 1, 1, 1, 2, 2, 3].chosen(by: &random)
        for line in 0..<lines {
            let product = catalogue.products.chosen(by: &random)
            let quantity = id % 80 == 17 ? 24 : [1, 1, 1, 1, 2, 3].chosen(by: &random)
            for unit in 0..<quantity {
                let selected = random.once(in: 10) ? EAN13.completing("869\(random.digits(9))") : nil
                let serial = random.once(in: 15) ? "SN\(random.digits(8))" : nil
                let isMissing = state == .outOfStock && line == 0 && unit == 0
                units.append(
                    .init(
                        product: product.id, selectedBarcode: selected, serialNumber: serial, isMissing: isMissing))
            }
        }
        return units
    }
}
