/// Finds the packages behind a code, without keeping the codes: only their hashes, in a thousand small sorted tables.
///
/// A million codes take 16 MB. A hit is a candidate: the caller compares the code itself. A change sorts only the tables
/// that it touched, so that no scan ever waits for all of them.
struct PackageCodeIndex: Sendable {
    private struct Entry: Comparable {
        var hash: UInt64
        var slot: Int32

        static func < (left: Entry, right: Entry) -> Bool {
            left.hash == right.hash ? left.slot < right.slot : left.hash < right.hash
        }
    }

    private var tables = [[Entry]](repeating: [], count: 1_024)
    private var unsorted: Set<Int> = []

    /// Adds a code of a slot; it is found once `settle` was called.
    mutating func add(_ code: String, slot: Int32) {
        let hash = Self.hash(code)
        tables[Self.table(of: hash)].append(Entry(hash: hash, slot: slot))
        unsorted.insert(Self.table(of: hash))
    }

    /// Takes a code of a slot away.
    mutating func remove(_ code: String, slot: Int32) {
        let hash = Self.hash(code)
        let table = Self.table(of: hash)
        if let place = tables[table].firstIndex(of: Entry(hash: hash, slot: slot)) { tables[table].remove(at: place) }
    }

    /// Sorts in what was added, once a batch of changes is complete.
    mutating func settle() {
        for table in unsorted { tables[table].sort() }
        unsorted.removeAll(keepingCapacity: true)
    }

    /// The slots that may have the code.
    func candidates(_ code: String) -> some Sequence<Int32> {
        let hash = Self.hash(code)
        let table = tables[Self.table(of: hash)]
        return table[firstIndex(of: hash, in: table)...].prefix { $0.hash == hash }.lazy.map(\.slot)
    }

    private func firstIndex(of hash: UInt64, in table: [Entry]) -> Int {
        var (low, high) = (0, table.count)
        while low < high {
            let middle = (low + high) / 2
            if table[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Its high bits alone distribute consecutive numbers badly.
    private static func table(of hash: UInt64) -> Int { Int((hash ^ hash >> 32) & 1_023) }

    /// FNV-1a, which is quick on short codes; beyond ASCII the hash of strings, the same for composed and decomposed letters.
    private static func hash(_ code: String) -> UInt64 {
        var (hash, bits): (UInt64, UInt8) = (0xCBF2_9CE4_8422_2325, 0)
        for byte in code.utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            bits |= byte
        }
        return bits < 0x80 ? hash : UInt64(truncatingIfNeeded: code.hashValue)
    }
}
