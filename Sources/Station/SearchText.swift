import Foundation

/// The folded text of many packages in one flat buffer, searched without looking at any package.
///
/// A search walks the buffer once at memory speed. A text that changes is blanked out where it stood and written anew at
/// the end; the buffer is packed again when more than half of it is blank.
struct SearchText: Sendable {
    /// One package's part of the buffer.
    private struct Part {
        var start: UInt32
        var slot: Int32
    }

    private var bytes: [UInt8] = []
    private var parts: [Part] = []
    private var partOfSlot: [Int32: Int32] = [:]
    private var blank = 0

    /// Ends each text; never a part of what is searched for.
    private static let end: UInt8 = 0x1E

    /// Sets the text of a slot.
    mutating func set(_ text: [UInt8], for slot: Int32) {
        remove(slot)
        partOfSlot[slot] = Int32(parts.count)
        parts.append(Part(start: UInt32(bytes.count), slot: slot))
        bytes.append(contentsOf: text)
        bytes.append(Self.end)
    }

    /// Forgets the text of a slot.
    mutating func remove(_ slot: Int32) {
        guard let part = partOfSlot.removeValue(forKey: slot) else { return }
        let range = self.range(of: Int(part))
        for index in range { bytes[index] = Self.end }
        parts[Int(part)].slot = -1
        blank += range.count
        if blank > 65_536, blank > bytes.count / 2 { pack() }
    }

    /// The slots whose text holds the term, each once, in no particular order.
    func slots(containing term: [UInt8]) -> [Int32] {
        guard !term.isEmpty else { return parts.lazy.map(\.slot).filter { $0 >= 0 } }
        var result: [Int32] = []
        bytes.withUnsafeBytes { buffer in
            var (position, part) = (0, 0)
            while position < buffer.count,
                let offset = Self.firstOffset(of: term, in: UnsafeRawBufferPointer(rebasing: buffer[position...]))
            {
                part = self.part(at: position + offset, from: part)
                if parts[part].slot >= 0 { result.append(parts[part].slot) }
                position = range(of: part).upperBound
            }
        }
        return result
    }

    /// Whether the text of a slot holds the term.
    func contains(_ term: [UInt8], in slot: Int32) -> Bool {
        guard let part = partOfSlot[slot] else { return false }
        let range = self.range(of: Int(part))
        return bytes.withUnsafeBytes { buffer in
            Self.firstOffset(of: term, in: UnsafeRawBufferPointer(rebasing: buffer[range])) != nil
        }
    }

    /// Where a term first stands in a text: the C library finds its first byte, then the rest is compared.
    private static func firstOffset(of term: [UInt8], in text: UnsafeRawBufferPointer) -> Int? {
        guard let base = text.baseAddress, let first = term.first else { return nil }
        var position = 0
        while position + term.count <= text.count,
            let hit = memchr(base + position, Int32(first), text.count - position - term.count + 1)
        {
            if memcmp(hit, term, term.count) == 0 { return base.distance(to: hit) }
            position = base.distance(to: hit) + 1
        }
        return nil
    }

    private func range(of part: Int) -> Range<Int> {
        let end = part + 1 < parts.count ? Int(parts[part + 1].start) : bytes.count
        return Int(parts[part].start)..<end
    }

    /// The part that holds an offset; parts lie in the order of their starts.
    private func part(at offset: Int, from first: Int) -> Int {
        var (low, high) = (first, parts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(parts[middle].start) <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private mutating func pack() {
        let old = self
        self = SearchText()
        bytes.reserveCapacity(old.bytes.count - old.blank)
        for (index, part) in old.parts.enumerated() where part.slot >= 0 {
            set(Array(old.bytes[old.range(of: index).dropLast()]), for: part.slot)
        }
    }
}
