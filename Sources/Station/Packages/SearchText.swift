/// Many folded texts, each of a slot, in one flat buffer that is searched without looking at any slot.
///
/// A search walks the buffer once at memory speed. A text that changes is blanked out where it stood and written anew at
/// the end; the buffer is packed again when more than half of it is blank.
struct SearchText: Sendable {
    /// One text's part of the buffer.
    private struct Part {
        var start: UInt32
        var slot: Int32
    }

    private var bytes: [UInt8] = []
    private var parts: [Part] = []
    /// The part of each slot; -1 for a slot without a text.
    private var partOfSlot: [Int32] = []
    private var blank = 0

    /// Ends each text; never a part of what is searched for.
    private static let end: UInt8 = 0x1E

    /// Sets the text of a slot.
    mutating func set(_ text: [UInt8], for slot: Int32) {
        remove(slot)
        while partOfSlot.count <= slot { partOfSlot.append(-1) }
        partOfSlot[Int(slot)] = Int32(parts.count)
        parts.append(Part(start: UInt32(bytes.count), slot: slot))
        bytes.append(contentsOf: text)
        bytes.append(Self.end)
    }

    /// Forgets the text of a slot.
    mutating func remove(_ slot: Int32) {
        guard let part = part(of: slot) else { return }
        partOfSlot[Int(slot)] = -1
        let range = self.range(of: part)
        for index in range { bytes[index] = Self.end }
        parts[part].slot = -1
        blank += range.count
        if blank > 65_536, blank > bytes.count / 2 { pack() }
    }

    /// Calls for each slot whose text holds the term, which is not empty.
    @inline(__always)
    func forEachSlot(containing term: [UInt8], _ body: (Int32) -> Void) {
        bytes.withUnsafeBytes { buffer in
            parts.withUnsafeBufferPointer { parts in
                var part = 0
                TextSearch.forEach(term, in: buffer) { hit in
                    part = Self.part(at: hit, from: part, among: parts)
                    if parts[part].slot >= 0 { body(parts[part].slot) }
                    return part &+ 1 < parts.count ? Int(parts[part &+ 1].start) : buffer.count
                }
            }
        }
    }

    /// Whether the text of a slot holds the term.
    func contains(_ term: [UInt8], in slot: Int32) -> Bool {
        guard let part = part(of: slot) else { return false }
        let range = self.range(of: part)
        return bytes.withUnsafeBytes { buffer in
            TextSearch.first(term, in: UnsafeRawBufferPointer(rebasing: buffer[range])) != nil
        }
    }

    private func part(of slot: Int32) -> Int? {
        guard slot >= 0, slot < partOfSlot.count, partOfSlot[Int(slot)] >= 0 else { return nil }
        return Int(partOfSlot[Int(slot)])
    }

    private func range(of part: Int) -> Range<Int> {
        let end = part + 1 < parts.count ? Int(parts[part + 1].start) : bytes.count
        return Int(parts[part].start)..<end
    }

    /// The part that holds an offset; parts lie in the order of their starts.
    ///
    /// The next hit is mostly near: the steps grow until they have gone past it.
    @inline(__always)
    private static func part(at offset: Int, from first: Int, among parts: UnsafeBufferPointer<Part>) -> Int {
        var (low, step) = (first, 1)
        while low &+ step < parts.count, Int(parts[low &+ step].start) <= offset {
            low &+= step
            step &*= 2
        }
        var high = min(low &+ step, parts.count)
        while high &- low > 1 {
            let middle = (low &+ high) / 2
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
