/// Slots of packages, a bit for each.
struct SlotSet {
    private var words: [UInt64]

    /// An empty set for slots below a number.
    init(capacity: Int) {
        words = Array(repeating: 0, count: capacity / 64 + 1)
    }

    /// Takes a slot in, if it is below the capacity.
    mutating func insert(_ slot: Int32) {
        guard slot >= 0, slot >> 6 < words.count else { return }
        words[Int(slot >> 6)] |= 1 << UInt64(slot & 63)
    }

    func contains(_ slot: Int32) -> Bool {
        guard slot >= 0, slot >> 6 < words.count else { return false }
        return words[Int(slot >> 6)] & 1 << UInt64(slot & 63) != 0
    }
}
