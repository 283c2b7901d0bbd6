import Printing

/// What must hold for any bytes as a label or as a printer's answer: nothing traps, and what is read is the same however
/// it comes.
enum LabelRules {
    /// Checks bytes as a document, as a package's field of labels, as what a printer is sent, and as what it answers.
    static func check(_ input: [UInt8]) throws(BrokenRule) {
        try DocumentCheck(PrintDocument(bytes: input)).run()
        try LabelFieldCheck(input)?.run()
        try checkAnswers(input)

        var reader = ZPLLabelReader()
        for byte in input {
            guard case .label(let label) = reader.feed(byte) else { continue }
            try check(label)
        }
    }

    /// What a printer answers says the same when it is written anew.
    private static func checkAnswers(_ input: [UInt8]) throws(BrokenRule) {
        _ = PrinterVariable.value(in: input)
        _ = PrinterVariable(question: String(decoding: input, as: UTF8.self))
        if let status = HostStatus(input) {
            let again = HostStatus(Array(status.answer.utf8))
            try require(again?.troubles == status.troubles, "\(status) is answered as \(String(describing: again))")
            try require(again?.isEmpty == status.isEmpty, "\(status) is answered as \(String(describing: again))")
        }
        if let status = ErrorStatus(input) {
            let again = ErrorStatus(Array(status.answer.utf8))
            try require(again == status, "\(status) is answered as \(String(describing: again))")
        }
    }

    /// A label stands in its own bytes, and alone it is read as the same.
    private static func check(_ label: ZPLLabel) throws(BrokenRule) {
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

#if FUZZING
    /// See `fuzz`.
    @_cdecl("fuzz_labels")
    public func fuzzLabels(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(start, count, by: LabelRules.check)
    }
#endif
