/// Puts Unicode scalars together from bytes that may be cut anywhere between two reads.
///
/// A byte that is no UTF-8 is taken for the Latin-1 character that it would be, because scanners send those: nothing
/// that was scanned is lost.
public struct UTF8Assembler: Equatable, Sendable {
    private var held: [UInt8] = []

    /// An assembler with nothing held.
    public init() {}

    /// Whether the last bytes are the start of a character whose rest has not come yet.
    package var isWaiting: Bool { !held.isEmpty }

    /// Takes the next byte and appends the characters that are complete with it.
    public mutating func feed(_ byte: UInt8, into scalars: inout [Unicode.Scalar]) {
        if held.isEmpty, byte < 0x80 {
            scalars.append(Unicode.Scalar(byte))
            return
        }
        held.append(byte)
        while let first = held.first {
            switch Self.step(held) {
            case .complete(let scalar):
                scalars.append(scalar)
                held = []
            case .incomplete:
                return
            case .invalid:
                scalars.append(Unicode.Scalar(first))
                held.removeFirst()
            }
        }
    }

    /// Stops waiting and appends what is held; call it at the end of the input.
    public mutating func finish(into scalars: inout [Unicode.Scalar]) {
        scalars.append(contentsOf: held.map { Unicode.Scalar($0) })
        held = []
    }

    private enum Step {
        case complete(Unicode.Scalar), incomplete, invalid
    }

    /// What up to four bytes are so far.
    private static func step(_ bytes: [UInt8]) -> Step {
        let first = bytes[0]
        let length: Int
        switch first {
        case 0x00...0x7F: return .complete(Unicode.Scalar(first))
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return .invalid
        }
        guard bytes.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else { return .invalid }
        if bytes.count < length { return isPossible(bytes) ? .incomplete : .invalid }

        var value = UInt32(first) & (0x7F >> UInt32(length))
        for byte in bytes.dropFirst() { value = value << 6 | UInt32(byte & 0x3F) }
        let isShortest = value >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000)
        guard isShortest, let scalar = Unicode.Scalar(value) else { return .invalid }
        return .complete(scalar)
    }

    /// Whether a second byte can follow the first: no overlong form, surrogate or value past U+10FFFF.
    private static func isPossible(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 1 else { return true }
        switch bytes[0] {
        case 0xE0: return bytes[1] >= 0xA0
        case 0xED: return bytes[1] < 0xA0
        case 0xF0: return bytes[1] >= 0x90
        case 0xF4: return bytes[1] < 0x90
        default: return true
        }
    }
}
