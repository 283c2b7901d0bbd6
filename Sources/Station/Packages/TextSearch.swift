/// Finds bytes in bytes, 64 places at a time.
///
/// A place comes into question when the first and the last byte of the term stand where they should; only there is the
/// rest compared. `memchr` looks for one byte alone, and stops at every second word when that is an `a` or a `0`.
enum TextSearch {
    /// Where a term first stands in a text; nil for an empty term.
    static func first(_ term: [UInt8], in text: UnsafeRawBufferPointer) -> Int? {
        var first: Int?
        forEach(term, in: text) { hit in
            first = hit
            return text.count
        }
        return first
    }

    /// Calls for each place where a term stands in a text, until the end; the answer says from where to look on, which
    /// lies behind that place.
    @inline(__always)
    static func forEach(_ term: [UInt8], in text: UnsafeRawBufferPointer, _ body: (Int) -> Int) {
        guard let base = text.baseAddress, let first = term.first, let last = term.last else { return }
        let places = text.count - term.count + 1
        term.withUnsafeBufferPointer { bytes in
            let search = Search(base: base, term: bytes, firsts: everyByte(first), lasts: everyByte(last))
            var (block, next) = (0, 0)
            while block &+ 64 <= places {
                if search.mayStand(from: block) {
                    var marks = search.marks(from: block) & everyBit(from: next &- block)
                    while marks != 0 {
                        let hit = block &+ marks.trailingZeroBitCount
                        next = search.stands(at: hit) ? body(hit) : hit &+ 1
                        marks &= everyBit(from: next &- block)
                    }
                }
                block = max(block &+ 64, next)
            }
            next = max(block, next)
            while next < places { next = search.stands(at: next) ? body(next) : next &+ 1 }
        }
    }

    /// The bits of 64 places from one on, which may lie before the first or behind the last.
    @inline(__always)
    private static func everyBit(from place: Int) -> UInt64 { place <= 0 ? .max : .max << UInt64(place) }

    /// Whether a term holds another.
    static func holds(_ term: [UInt8], _ other: [UInt8]) -> Bool {
        term.withUnsafeBytes { other.isEmpty || first(other, in: $0) != nil }
    }

    private static func everyByte(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    private struct Search {
        let base: UnsafeRawPointer
        let term: UnsafeBufferPointer<UInt8>
        let firsts: UInt64
        let lasts: UInt64

        /// Whether the term may stand at one of 64 places; written so that the compiler makes vectors of it.
        @inline(__always)
        func mayStand(from place: Int) -> Bool {
            var marks: UInt64 = 0
            for word in 0..<8 { marks |= self.marks(at: place &+ 8 &* word) }
            return marks != 0
        }

        /// Whether the term does stand at a place whose first and last byte fit, or may fit.
        @inline(__always)
        func stands(at place: Int) -> Bool {
            for offset in 0..<term.count
            where base.load(fromByteOffset: place &+ offset, as: UInt8.self) != term[offset] {
                return false
            }
            return true
        }

        /// A bit for each of 64 places at which the term may stand, the first in the lowest.
        @inline(__always)
        func marks(from place: Int) -> UInt64 {
            var bits: UInt64 = 0
            for word in 0..<8 {
                // Brings the high bits of the 8 bytes together.
                let marks = ((self.marks(at: place &+ 8 &* word) >> 7) &* 0x0102_0408_1020_4080) >> 56
                bits |= marks << UInt64(8 &* word)
            }
            return bits
        }

        /// The high bit of each of 8 bytes at which both bytes fit; also of some behind one that does.
        @inline(__always)
        private func marks(at place: Int) -> UInt64 {
            let first = base.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian ^ firsts
            let last =
                base.loadUnaligned(fromByteOffset: place &+ term.count &- 1, as: UInt64.self).littleEndian
                ^ lasts
            let differ = first | last
            return (differ &- 0x0101_0101_0101_0101) & ~differ & 0x8080_8080_8080_8080
        }
    }
}
