import Language
import OMS

/// How a newer reading of a package differs from the one before, as far as it concerns whoever packs it.
public struct PackageUpdate: Equatable, Sendable {
    /// What the package needs besides, and what it does not need any more.
    let goods: PackDifference?
    /// The state that it came to.
    let state: Arrival?
    /// Whether the parcel goes to another address.
    let hasNewAddress: Bool
    /// What else changed that a packer reads.
    let facts: [Fact]

    /// A state that a package came to, and what its log says of that.
    public struct Arrival: Equatable, Sendable {
        /// The name of the state.
        let state: String
        /// Whether the package can be packed in it.
        let canBePacked: Bool
        /// When it came to it, as the wall clock shows it.
        let when: PhraseTime?
        /// Who did it.
        let user: String?
    }

    /// What a packer reads of a package besides its goods.
    enum Fact: Equatable, Sendable {
        case giftNote, note, due, address
    }

    /// Compares two readings of one package; nil where nothing changed that concerns a packer.
    ///
    /// `contents` are the goods of the older one with what was checked of them. What changed by this bench's own command
    /// is left out: `ownsState` and `ownsGoods` say so.
    init?(
        from old: Package, _ contents: PackContents, to new: Package, arrival: Arrival, hasLabel: Bool,
        ownsState: Bool, ownsGoods: Bool
    ) {
        goods = ownsGoods ? nil : contents.difference(to: new)
        state = ownsState || old.state == new.state ? nil : arrival
        let isMoved = !old.goesWhere(new)
        hasNewAddress = isMoved && hasLabel
        var facts: [Fact] = []
        if isMoved, !hasLabel { facts.append(.address) }
        if old.giftNote != new.giftNote { facts.append(.giftNote) }
        if old.orderNotes != new.orderNotes { facts.append(.note) }
        if old.due != new.due { facts.append(.due) }
        self.facts = facts
        if goods == nil && state == nil && !isMoved && facts.isEmpty { return nil }
    }

    /// The same update with what the log says of the state.
    func arriving(_ arrival: Arrival) -> PackageUpdate {
        PackageUpdate(goods: goods, state: arrival, hasNewAddress: hasNewAddress, facts: facts)
    }

    init(goods: PackDifference?, state: Arrival?, hasNewAddress: Bool, facts: [Fact]) {
        self.goods = goods
        self.state = state
        self.hasNewAddress = hasNewAddress
        self.facts = facts
    }

    /// Whether it must be acknowledged: goods, a state in which it cannot be packed, the address on a label.
    var isAlert: Bool { goods != nil || hasNewAddress || state.map { !$0.canBePacked } ?? false }
}

extension Package {
    /// Whether another reading of the package goes to the same address.
    fileprivate func goesWhere(_ other: Package) -> Bool {
        // An address that becomes known only now was none before.
        guard let mine = shippingAddress, let others = other.shippingAddress else { return true }
        return (mine.fullName, mine.line, mine.district, mine.township, mine.city, mine.postcode)
            == (others.fullName, others.line, others.district, others.township, others.city, others.postcode)
    }

    /// Whether the carrier knows the parcel: its label exists, or its number does.
    var hasLabel: Bool {
        if trackingNumber != nil { return true }
        guard let label = try? JSONDocument(raw).root["shipping_label"] else { return false }
        return label.text != nil || !label.members.isEmpty || !label.elements.isEmpty
    }
}
