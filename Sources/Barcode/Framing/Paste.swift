/// The lines of an open paste.
///
/// A paste without any end of line is text for a person to go on with.
struct Paste: Equatable, Sendable {
    private(set) var line: [Unicode.Scalar] = []
    private(set) var hasLines = false
    private(set) var overflowed = false
    private(set) var lastTime: Int64
    private var lineStart: Int64

    /// What a line of a paste is.
    enum Line: Equatable {
        case frame(ScanFrame)
        case fault(BarcodeError, text: String)
    }

    init(at time: Int64) {
        lastTime = time
        lineStart = time
    }

    mutating func append(_ scalar: Unicode.Scalar, at time: Int64, limit: Int) {
        if line.isEmpty { lineStart = time }
        lastTime = time
        if line.count < limit { line.append(scalar) } else { overflowed = true }
    }

    /// Ends the line and gives what it was: a frame, a fault, or nil for an empty line.
    mutating func endLine(at time: Int64, limit: Int) -> Line? {
        defer {
            line = []
            overflowed = false
            hasLines = true
            lastTime = time
        }
        if line.isEmpty { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: line)
        if overflowed {
            let fault = BarcodeError(.frameTooLong, at: limit, expected: String(limit))
            return .fault(fault, text: String(text))
        }
        return .frame(ScanFrame(String(text), source: .pasted, ending: .paste, start: lineStart, end: lastTime))
    }
}
