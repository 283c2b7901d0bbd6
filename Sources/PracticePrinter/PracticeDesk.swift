import Printing

/// One connection to a practice printer: takes bytes, and gives answers.
struct PracticeDesk {
    /// How a connection goes on.
    enum End { case no, close, reset }

    let settings: PracticePrinterSettings
    private var reader = ZPLLabelReader()
    /// How many bytes of the label have come.
    private var position = 0
    /// Whether a label has come whole and nothing after it.
    private var isAfterLabel = false

    init(settings: PracticePrinterSettings) { self.settings = settings }

    /// Takes bytes in their order; after an end, the rest is lost.
    mutating func take(_ bytes: some Collection<UInt8>, _ mechanism: inout PracticeMechanism) -> (String, End) {
        var answer = ""
        for byte in bytes {
            let event = reader.feed(byte)
            position = reader.isInsideLabel ? max(position + 1, 3) : 0
            if reader.isInsideLabel, mechanism.isCut(at: position) { return (answer, .close) }
            switch event {
            case .label(let label):
                mechanism.add(label)
                isAfterLabel = true
            case .control(let command):
                if resets(&mechanism) { return (answer, .reset) }
                answer += reply(to: command, &mechanism)
            case .setGetDo(let line):
                if resets(&mechanism) { return (answer, .reset) }
                answer += reply(toLine: line, mechanism)
            case nil: break
            }
        }
        return (answer, !reader.isInsideLabel && resets(&mechanism) ? .reset : .no)
    }

    private func resets(_ mechanism: inout PracticeMechanism) -> Bool {
        isAfterLabel && (settings.faults.resetsAfterLast || mechanism.isReset())
    }

    private mutating func reply(to command: String, _ mechanism: inout PracticeMechanism) -> String {
        switch command {
        case "HS":
            var status = mechanism.status
            status.isPartial = reader.isInsideLabel
            return spoken(status.answer, mechanism)
        case "HQES": return spoken(ErrorStatus(troubles: mechanism.status.troubles, warnings: []).answer, mechanism)
        case "JA": mechanism.cancelAll()
        case "JX": reader.dropLabel()
        case "PS": mechanism.attend()
        default: break
        }
        return ""
    }

    private func reply(toLine line: String, _ mechanism: PracticeMechanism) -> String {
        guard line.contains("getvar") else { return "" }
        let value =
            switch PrinterVariable(question: line) {
            case .odometer: String(mechanism.odometer)
            case .uniqueID: settings.uniqueID
            case .friendlyName: settings.name
            case nil: PrinterVariable.unknown
            }
        return spoken("\"\(value)\"", mechanism)
    }

    private func spoken(_ answer: String, _ mechanism: PracticeMechanism) -> String {
        mechanism.troubles.contains(.silent) ? "" : answer
    }
}
