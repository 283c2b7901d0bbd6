/// Numbers that look random and are the same for the same seed, on every machine and with every compiler.
///
/// SplitMix64 (Steele, Lea, Flood 2014). The choices are made here and not by the standard library, whose way of
/// choosing may change.
struct SeededRandom {
    /// What the numbers are used for; each has numbers of its own, so that more of one does not change another.
    enum Purpose: UInt64 {
        case product = 1, order, package, webhook, fault
    }

    private var state: UInt64

    init(seed: UInt64, _ purpose: Purpose, _ number: Int64) {
        state =
            SeededRandom.mix(seed &+ purpose.rawValue &* 0xd1b5_4a32_d192_ed03)
            ^ SeededRandom.mix(UInt64(bitPattern: number))
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func next() -> UInt64 {
        defer { state = state &+ 0x9e37_79b9_7f4a_7c15 }
        return SeededRandom.mix(state)
    }

    /// A number from 0 up to, and without, `count`; 0 when the count is not positive.
    mutating func below(_ count: Int) -> Int {
        guard count > 0 else { return 0 }
        return Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True once in `count` times.
    mutating func once(in count: Int) -> Bool {
        below(count) == 0
    }

    /// A number from 0 up to, and without, 1.
    mutating func fraction() -> Double {
        Double(next() >> 11) / Double(1 << 53)
    }

    mutating func digits(_ count: Int) -> String {
        var text = ""
        for _ in 0..<count { text.append(String(below(10))) }
        return text
    }

    mutating func hex(_ count: Int) -> String {
        let digits = Array("0123456789abcdef")
        return String((0..<count).map { _ in digits[below(16)] })
    }
}

extension Array {
    /// A random element; the list is one of this target's tables and never empty.
    func chosen(by random: inout SeededRandom) -> Element {
        self[random.below(count)]
    }
}
