import Barcode
import BarcodeSheet
import Language
import OMS
import Station

extension Sheet {
    /// All commands, the modes and the active reasons, in the order in which a packer is offered them.
    static func bench(reasons: [DenialReason], in words: SheetWords = .inOneLanguage) throws -> Sheet {
        Sheet(
            title: "Packline",
            sections: try commands(in: words) + [try self.reasons(reasons, in: words)].compactMap(\.self))
    }

    /// The codes of the table of commands, in groups.
    static func commands(in words: SheetWords) throws -> [Section] {
        try StationCommand.Group.allCases.compactMap { group in
            let codes = try StationCommand.all.filter { $0.group == group }.compactMap {
                try Code($0, words)
            }
            return codes.isEmpty ? nil : Section(title: words.text(group.title), codes: codes)
        }
    }

    private static func reasons(_ reasons: [DenialReason], in words: SheetWords) throws -> Section? {
        let active = reasons.filter(\.isActive).sorted { ($0.priority, $0.id) < ($1.priority, $1.id) }
        let codes = try active.compactMap { try Code($0, words) }
        return codes.isEmpty ? nil : Section(title: words.text(Phrase("program.sheet.reasons")), codes: codes)
    }

    /// The three codes that show how a scanner is set up.
    static func calibration(in words: SheetWords = .inOneLanguage) throws -> Sheet {
        let command = ScannerCalibration.command
        let word = StationCommand(code: command)?.name ?? ""
        let codes = [
            try Code(
                title: "1", purpose: words.text(Phrase("program.calibration.signs")),
                letters: ScannerCalibration.text, barcode: Code128(ScannerCalibration.text)),
            try Code(
                title: "2", purpose: words.text(Phrase("program.calibration.separator")),
                letters: GS1.bracketed(ScannerCalibration.message), barcode: Code128(ScannerCalibration.message)),
            try Code(
                title: "3", purpose: words.text(Phrase("program.calibration.command", ["command": word])),
                letters: command.letters, barcode: Code128(command.letters)),
        ]
        let title = words.text(Phrase("program.calibration.title"))
        return Sheet(title: "Packline", sections: [Section(title: title, codes: codes)])
    }
}

/// The languages in which a sheet says what its codes do: one, or several side by side.
struct SheetWords {
    private let localizers: [Localizer]

    init(_ localizers: [Localizer]) { self.localizers = localizers }

    /// The language that the program speaks.
    static var inOneLanguage: SheetWords { SheetWords([ProgramLanguage.localizer]) }

    /// A phrase in each of the languages.
    func text(_ phrase: Phrase) -> String { localizers.map { $0.text(phrase) }.joined(separator: " · ") }
}

extension StationCommand {
    /// What stands together on a sheet; what takes back or refuses stands apart from what confirms.
    fileprivate enum Group: String, CaseIterable {
        case packing, modes
        case takingBack = "taking-back"
        case refusing, languages

        var title: Phrase { Phrase("program.sheet.\(rawValue)") }
    }

    fileprivate var group: Group {
        switch id {
        case .modeOpen, .modePack, .modeShip: .modes
        case .undo, .no, .hold, .reset: .takingBack
        case .deny, .notFound: .refusing
        case .languageEnglish, .languageTurkish: .languages
        default: .packing
        }
    }
}

extension Sheet.Code {
    /// The code of a command; nil where it has none.
    fileprivate init?(_ command: StationCommand, _ words: SheetWords) throws {
        guard let letters = command.code?.letters else { return nil }
        try self.init(
            title: words.text(command.codeTitle), purpose: words.text(command.codePurpose), letters: letters,
            barcode: Code128(letters))
    }

    /// The code of a reason; nil where its id cannot be written as one.
    fileprivate init?(_ reason: DenialReason, _ words: SheetWords) throws {
        guard let code = ReasonCode(id: reason.id) else { return nil }
        let purpose = words.text(Phrase("program.sheet.reason", ["id": String(reason.id)]))
        try self.init(title: reason.title, purpose: purpose, letters: code.letters, barcode: Code128(code.letters))
    }
}
