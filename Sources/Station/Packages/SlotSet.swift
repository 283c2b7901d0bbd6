/// Slots of packages, a bit for each.
struct SlotSet {
    private var words: [UInt64]

    /// An empty set for slots below a number.
    init(capacity: Int) {
        words = Array(repeating: 0, count: capacity / 64 + 1)
    }

    /// Mutable access to a set while it is filled: millions of slots go in without a uniqueness check for each.
    struct Entrance {
        fileprivate let words: UnsafeMutableBufferPointer<UInt64>

        /// Takes a slot in, if it is below the capacity.
        @inline(__always)
        func insert(_ slot: Int32) {
            guard slot >= 0, slot >> 6 < words.count else { return }
            words[Int(slot >> 6)] |= 1 << UInt64(slot & 63)
        }
    }

    /// Takes slots in.
    @inline(__always)
    mutating func fill(_ body: (Entrance) -> Void) {
        words.withUnsafeMutableBufferPointer { body(Entrance(words: $0)) }
    }

    /// Takes a slot in, if it is below the capacity.
    mutating func insert(_ slot: Int32) { fill { $0.insert(slot) } }

    func contains(_ slot: Int32) -> Bool {
        guard slot >= 0, slot >> 6 < words.count else { return false }
        return words[Int(slot >> 6)] & 1 << UInt64(slot & 63) != 0
    }

    /// How many slots are in it.
    var count: Int { words.reduce(0) { $0 &+ $1.nonzeroBitCount } }

    /// Those of some slots, all of them below the capacity, that are in it, or are not, as they stood.
    func select(from slots: [Int32], isIn: Bool = true) -> [Int32] {
        let wanted: UInt64 = isIn ? 1 : 0
        return Array(unsafeUninitializedCapacity: slots.count) { result, count in
            words.withUnsafeBufferPointer { words in
                // Each is written, and only those wanted are counted: a guess at every slot would cost more.
                for slot in slots {
                    result.initializeElement(at: count, to: slot)
                    if words[Int(slot >> 6)] >> UInt64(slot & 63) & 1 == wanted { count &+= 1 }
                }
            }
        }
    }
}
