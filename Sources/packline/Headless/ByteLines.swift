import Foundation

/// The lines of a descriptor as bytes, as many at a time as one read brings.
///
/// Bytes that are no UTF-8 stay as they are. Lines end with LF or CR LF, the last one also with the end of the input.
struct ByteLines {
    private let descriptor: Int32
    private var rest: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    private var hasEnded = false

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Waits for input and gives the lines that are whole with it; nil after the last.
    mutating func next() -> [[UInt8]]? {
        guard !hasEnded else { return nil }
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else {
            hasEnded = true
            return rest.isEmpty ? nil : [Self.withoutReturn(rest)]
        }
        guard let end = buffer[..<count].lastIndex(of: Self.lineFeed) else {
            rest += buffer[..<count]
            return []
        }
        let whole = rest + buffer[..<end]
        rest = Array(buffer[(end + 1)..<count])
        return whole.split(separator: Self.lineFeed, omittingEmptySubsequences: false)
            .map { Self.withoutReturn(Array($0)) }
    }

    private static let lineFeed = UInt8(ascii: "\n")

    private static func withoutReturn(_ line: [UInt8]) -> [UInt8] {
        line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
}
