import Barcode
import BarcodeSheet
import Language
import OMS
import Station

extension Sheet {
    /// All commands, the three modes and the active reasons, in the order in which a packer is offered them.
    static func bench(reasons: [DenialReason]) throws -> Sheet {
        let codes = CommandCode.allCases.compactMap { StationCommand(code: $0) }
        var sections = [
            Section(title: "Commands", codes: try codes.filter { !$0.isMode }.map(Code.init)),
            Section(
                title: "Modes: what scanning a package does", codes: try codes.filter(\.isMode).map(Code.init)),
        ]
        let active = reasons.filter(\.isActive).sorted { ($0.priority, $0.id) < ($1.priority, $1.id) }
        let reasonCodes = try active.compactMap { try Code($0) }
        if !reasonCodes.isEmpty { sections.append(Section(title: "Reasons for denying", codes: reasonCodes)) }
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
                title: "3", purpose: "the command \(StationCommand(code: command)?.name ?? "")",
                letters: command.letters,
                barcode: Code128(command.letters)),
        ]
        return Sheet(
            title: "Packline", sections: [Section(title: "Scan all three, in any order", codes: codes)])
    }
}

extension Sheet.Code {
    /// The code of a command.
    fileprivate init(_ command: StationCommand) throws {
        let letters = command.code?.letters ?? ""
        try self.init(
            title: command.codeTitle.english, purpose: command.codePurpose.english, letters: letters,
            barcode: Code128(letters))
    }

    /// The code of a reason; nil where its id cannot be written as one.
    fileprivate init?(_ reason: DenialReason) throws {
        guard let code = ReasonCode(id: reason.id) else { return nil }
        try self.init(
            title: reason.title, purpose: "reason \(reason.id)", letters: code.letters, barcode: Code128(code.letters))
    }
}

extension StationCommand {
    /// Whether it says what scanning a package does.
    fileprivate var isMode: Bool { code?.isMode ?? false }
}
