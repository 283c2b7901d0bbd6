/// Finds the packages behind a code, without keeping the codes: only their hashes, sorted.
///
/// A million codes take 16 MB. A hit is a candidate: the caller compares the code itself. What was added lately is kept
/// apart and merged in when it has grown.
struct CodeTable: Sendable {
    private struct Entry: Comparable {
        var hash: UInt64
        var slot: Int32

        static func < (left: Entry, right: Entry) -> Bool { left.hash < right.hash }
    }

    private var sorted: [Entry] = []
    private var recent: [Entry] = []

    /// Adds a code of a slot.
    ///
    /// Codes that a slot no longer has need not be taken away: a hit is only a candidate.
    mutating func add(_ code: String, slot: Int32) {
        recent.append(Entry(hash: Self.hash(code), slot: slot))
    }

    /// Sorts in what was added, once a batch of additions is complete.
    mutating func settle() {
        guard recent.count > 512 + sorted.count / 64 else { return }
        sorted.append(contentsOf: recent)
        sorted.sort()
        recent = []
    }

    /// The slots that may have the code.
    func candidates(_ code: String) -> [Int32] {
        let hash = Self.hash(code)
        var slots = recent.filter { $0.hash == hash }.map(\.slot)
        var index = firstIndex(of: hash)
        while index < sorted.count, sorted[index].hash == hash {
            slots.append(sorted[index].slot)
            index += 1
        }
        return slots
    }

    private func firstIndex(of hash: UInt64) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// FNV-1a: the same in every run, quick on short codes.
    private static func hash(_ code: String) -> UInt64 {
        code.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
