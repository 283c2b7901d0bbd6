/// Reads what a label printer is sent, one byte at a time: labels, control commands and lines of Set-Get-Do.
///
/// Bytes that are none of these are passed over; a label that has no end is none.
public struct ZPLLabelReader: Sendable {
    /// What has come in whole.
    public enum Event: Equatable, Sendable {
        /// A label has ended.
        case label(ZPLLabel)
        /// A control command with its parameters, such as `HS` or `HQES`.
        case control(String)
        /// A line of Set-Get-Do, such as `! U1 getvar "device.unique_id"`.
        case setGetDo(String)
    }

    /// Longer labels are passed over: printers have less memory.
    private static let longestLabel = 32 * 1_048_576

    private var scanner = ZPLScanner()
    private var fields = ZPLFields()
    /// The bytes of the label that has begun; nil outside of labels.
    private var label: [UInt8]?

    /// A reader that has read nothing.
    public init() {}

    /// Whether a label has begun and not ended.
    public var isInsideLabel: Bool { label != nil }

    /// Forgets a label that has begun, as `~JX` asks.
    public mutating func dropLabel() { label = nil }

    /// Takes a byte; gives what has ended with it.
    public mutating func feed(_ byte: UInt8) -> Event? {
        if let count = label?.count {
            if count < Self.longestLabel { label?.append(byte) } else { label = nil }
        }
        switch scanner.feed(byte) {
        case nil: return nil
        case .setGetDo(let line): return .setGetDo(line)
        case .command(let command): return act(on: command)
        }
    }

    private mutating func act(on command: ZPLCommand) -> Event? {
        switch command.name {
        case "XA":
            label = command.spelled
            fields = ZPLFields()
            return nil
        case "XZ":
            guard let bytes = label else { return nil }
            label = nil
            fields.end()
            return .label(
                ZPLLabel(bytes: bytes, texts: fields.texts, barcodes: fields.barcodes, copies: fields.copies))
        case _ where command.isControl:
            return .control(command.name + String(decoding: command.parameters.prefix(64), as: UTF8.self))
        default:
            if label != nil { fields.take(command, delimiter: scanner.delimiter) }
            return nil
        }
    }
}
