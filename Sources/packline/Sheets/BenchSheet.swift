import Barcode
import BarcodeSheet
import OMS

extension Sheet {
    /// All commands, the three modes and the active reasons, in the order in which a packer is offered them.
    static func bench(reasons: [DenialReason]) throws -> Sheet {
        let commands = try CommandCode.allCases.map { command in
            try Code(
                title: command.title, purpose: command.purpose, letters: command.letters,
                barcode: Code128(command.letters))
        }
        let modes = zip(CommandCode.allCases, commands).filter { $0.0.isMode }.map(\.1)
        var sections = [
            Section(title: "Commands", codes: commands.filter { !modes.contains($0) }),
            Section(title: "Modes: what scanning a package does", codes: modes),
        ]
        let active = reasons.filter(\.isActive).sorted { ($0.priority, $0.id) < ($1.priority, $1.id) }
        let codes = try active.compactMap(Code.init)
        if !codes.isEmpty { sections.append(Section(title: "Reasons for denying", codes: codes)) }
        return Sheet(title: "Packline", sections: sections)
    }

    /// The three codes that show how a scanner is set up.
    static func calibration() throws -> Sheet {
        let command = ScannerCalibration.command
        let codes = [
            try Code(
                title: "1", purpose: "letters, digits and signs", letters: ScannerCalibration.text,
                barcode: Code128(ScannerCalibration.text)),
            try Code(
                title: "2", purpose: "a GS1 code with a group separator",
                letters: GS1.bracketed(ScannerCalibration.message), barcode: Code128(ScannerCalibration.message)),
            try Code(
                title: "3", purpose: "the command \(command.word)", letters: command.letters,
                barcode: Code128(command.letters)),
        ]
        return Sheet(
            title: "Packline", sections: [Section(title: "Scan all three, in any order", codes: codes)])
    }
}

extension Sheet.Code {
    /// The code of a reason; nil where its id cannot be written as one.
    fileprivate init?(_ reason: DenialReason) throws {
        guard let code = ReasonCode(id: reason.id) else { return nil }
        try self.init(
            title: reason.title, purpose: "reason \(reason.id)", letters: code.letters, barcode: Code128(code.letters))
    }
}
