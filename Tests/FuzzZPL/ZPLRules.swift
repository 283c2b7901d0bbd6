import Printing

/// What must hold in Printing for any bytes: nothing traps, and what is read of a label is the same however it comes.
public enum ZPLRules {
    /// Checks the bytes of a document or of what a printer is sent.
    public static func check(_ input: [UInt8]) throws(BrokenZPLRule) {
        let document = PrintDocument(bytes: input)
        try require(document.sha256.utf8.count == 64, "no hash")
        try require(PrintDocument(bytes: document.bytes).kind == document.kind, "\(document.kind) is another kind anew")
        _ = (document.link, document.needsBrowser, document.labelCount)
        _ = (HostStatus(input), ErrorStatus(input), PrinterVariable.value(in: input))

        var reader = ZPLLabelReader()
        for byte in input {
            guard case .label(let label) = reader.feed(byte) else { continue }
            try check(label)
        }
    }

    /// A label stands in its own bytes, and alone it is read as the same.
    private static func check(_ label: ZPLLabel) throws(BrokenZPLRule) {
        try require(label.bytes.count >= 6, "a label of \(label.bytes.count) bytes")
        try require(label.copies >= 0, "\(label.copies) copies")
        // Other prefixes may have been set before the label.
        guard label.bytes.starts(with: Array("^XA".utf8)), label.bytes.suffix(3) == Array("^XZ".utf8) else { return }
        guard !label.bytes.contains(UInt8(ascii: "~")), !changesPrefixes(label.bytes) else { return }
        try require(PrintDocument(bytes: label.bytes).labels.first?.bytes.isEmpty == false, "alone it is no label")
    }

    private static func changesPrefixes(_ bytes: [UInt8]) -> Bool {
        ["CC", "CT", "CD", "cc", "ct", "cd", "Cc", "Ct", "Cd", "cC", "cT", "cD"].contains {
            bytes.firstRange(of: Array($0.utf8)) != nil
        }
    }
}

/// A rule that an input breaks.
public struct BrokenZPLRule: Error, CustomStringConvertible {
    /// What is not as it must be.
    public let description: String
}

/// Throws where a rule does not hold.
private func require(_ isSo: Bool, _ rule: @autoclosure () -> String) throws(BrokenZPLRule) {
    guard isSo else { throw BrokenZPLRule(description: rule()) }
}
