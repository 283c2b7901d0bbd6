import Foundation

/// Finds bytes in bytes, 64 places at a time.
///
/// A place comes into question when the first and the last byte of the term stand where they should; only there is the
/// rest compared. `memchr` looks for one byte alone, and stops at every second word when that is an `a` or a `0`.
enum TextSearch {
    /// Where a term first stands in a text, at or after an offset; nil for an empty term.
    static func first(_ term: [UInt8], in text: UnsafeRawBufferPointer, from offset: Int) -> Int? {
        guard let base = text.baseAddress, let first = term.first, let last = term.last else { return nil }
        let places = text.count - term.count + 1
        let search = Search(base: base, term: term, firsts: everyByte(first), lasts: everyByte(last))
        var place = offset
        while place + 64 <= places {
            if search.mayStand(from: place), let hit = search.firstHit(from: place) { return hit }
            place += 64
        }
        while place < places {
            if memcmp(base + place, term, term.count) == 0 { return place }
            place += 1
        }
        return nil
    }

    /// Whether a term holds another.
    static func holds(_ term: [UInt8], _ other: [UInt8]) -> Bool {
        term.withUnsafeBytes { other.isEmpty || first(other, in: $0, from: 0) != nil }
    }

    private static func everyByte(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    private struct Search {
        let base: UnsafeRawPointer
        let term: [UInt8]
        let firsts: UInt64
        let lasts: UInt64

        /// Whether the term may stand at one of 64 places; written so that the compiler makes vectors of it.
        @inline(__always)
        func mayStand(from place: Int) -> Bool {
            var marks: UInt64 = 0
            for word in 0..<8 { marks |= self.marks(at: place &+ 8 &* word) }
            return marks != 0
        }

        /// The first of 64 places at which the term does stand.
        func firstHit(from place: Int) -> Int? {
            for word in stride(from: place, to: place + 64, by: 8) {
                var marks = self.marks(at: word)
                while marks != 0 {
                    let hit = word + marks.trailingZeroBitCount / 8
                    if memcmp(base + hit, term, term.count) == 0 { return hit }
                    marks &= marks - 1
                }
            }
            return nil
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
