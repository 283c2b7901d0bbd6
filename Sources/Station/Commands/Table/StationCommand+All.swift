import Barcode

extension StationCommand {
    /// The names of all commands; a configuration binds keys and aliases to them.
    public enum ID: String, CaseIterable, Sendable {
        /// What the station shows, and how it is left.
        case help, filter, refresh, activity, board, commands, show, quit
        /// What is done with a package.
        case open, pack, ship, deny, undo, next, hold, reset, move, select
        /// The unchecked items are reported as missing.
        case notFound = "not-found"
        /// What is done with the invoice of the open package.
        case invoice, print, save
        /// What a scanned package is taken for.
        case modeOpen = "mode-open"
        case modePack = "mode-pack"
        case modeShip = "mode-ship"
        /// How many times the next item counts.
        case timesThree = "times-three"
        /// The language that the station speaks.
        case languageEnglish = "language-english"
        case languageTurkish = "language-turkish"
        /// Who packs, and that a package of another bench is taken over.
        case packer
        case takeOver = "take-over"
        /// Which of two counts of a package is gone on with.
        case keepHere = "keep-here"
        case keepThere = "keep-there"
        /// What becomes of a command that was stopped.
        case retry, discard
        /// Moving about on the screen.
        case up, down, first, last, back
        case pageUp = "page-up"
        case pageDown = "page-down"
        case nextPane = "next-pane"
        case previousPane = "previous-pane"
        /// Answers.
        case yes, no
        case leaveEmpty = "leave-empty"
    }

    /// All commands, in the order in which the help shows them.
    public static let all = functions + packing + invoices + modes + people + languages + stopped + moving + answers

    private static let functions: [StationCommand] = [
        StationCommand(.help, "help", turkish: ["yardım"], legend: 1),
        StationCommand(
            .filter, "filter", turkish: ["filtre"], argument: .optional("text", isScanned: false),
            legend: 4),
        StationCommand(
            .pack, "pack", turkish: ["paketle"], argument: .optional("X"), legend: 0,
            code: .pack),
        StationCommand(
            .ship, "ship", turkish: ["kargoya ver", "gönder", "kargola"], argument: .optional("X"), legend: 0,
            code: .ship),
        StationCommand(
            .refresh, "refresh", turkish: ["yenile"], legend: 6),
        StationCommand(
            .deny, "deny", turkish: ["reddet"], argument: .optional("reason"), legend: 2,
            code: .deny),
        StationCommand(
            .notFound, "notfound", turkish: ["bulunamadı"], legend: 7,
            code: .notFound),
        StationCommand(
            .activity, "activity", turkish: ["işlemler", "hareketler"], legend: 5),
        StationCommand(.board, "board", turkish: ["pano"]),
        StationCommand(
            .commands, "commands", turkish: ["komutlar"], legend: 8),
        StationCommand(
            .quit, "quit", turkish: ["çık", "çıkış"], legend: 3),
        StationCommand(
            .show, "show", turkish: ["göster"], argument: .optional("list", isScanned: false), code: .show),
    ]

    private static let packing: [StationCommand] = [
        StationCommand(
            .open, "open", turkish: ["aç"], argument: .optional("X")),
        StationCommand(
            .undo, "undo", turkish: ["geri al"], argument: .optional("item"),
            code: .undo),
        StationCommand(
            .next, "next", turkish: ["sonraki"],
            code: .next),
        StationCommand(
            .hold, "hold", turkish: ["kenara", "kenara koy", "beklet"],
            code: .hold),
        StationCommand(
            .reset, "reset", turkish: ["baştan", "sıfırla"], in: [.prompt, .question],
            code: .reset),
        StationCommand(
            .timesThree, in: [.screen],
            code: .timesThree),
        StationCommand(
            .move, "move", turkish: ["taşı"], argument: .needed("X")),
        StationCommand(
            .select, "select", turkish: ["seç"], argument: .needed("item")),
    ]

    private static let invoices: [StationCommand] = [
        StationCommand(
            .invoice, "invoice", turkish: ["fatura"]),
        StationCommand(
            .print, "print", turkish: ["yazdır"], argument: .optional("X"),
            code: .reprint),
        StationCommand(
            .save, "save", turkish: ["kaydet"]),
    ]

    private static let modes: [StationCommand] = [
        StationCommand(
            .modeOpen, "mode open", turkish: ["mod aç"],
            code: .open),
        StationCommand(
            .modePack, "mode pack", turkish: ["mod paketle"],
            code: .packEach),
        StationCommand(
            .modeShip, "mode ship", turkish: ["mod kargo", "mod gönder"],
            code: .shipEach),
    ]

    private static let people: [StationCommand] = [
        StationCommand(.packer, "packer", turkish: ["paketleyen"], argument: .optional("name", isScanned: false)),
        StationCommand(
            .takeOver, "takeover", turkish: ["devral"], in: [.prompt, .question], code: .takeOver),
        StationCommand(.keepHere, "here", turkish: ["burası"], in: [.question], code: .keepHere),
        StationCommand(.keepThere, "there", turkish: ["orası"], in: [.question], code: .keepThere),
    ]

    private static let languages: [StationCommand] = [
        StationCommand(
            .languageEnglish, "language en", turkish: ["dil en"],
            code: .english),
        StationCommand(
            .languageTurkish, "language tr", turkish: ["dil tr"],
            code: .turkish),
    ]

    private static let stopped: [StationCommand] = [
        StationCommand(
            .retry, "retry", turkish: ["tekrar"], argument: .needed("N", isScanned: false)),
        StationCommand(
            .discard, "discard", turkish: ["vazgeç"], argument: .needed("N", isScanned: false)),
    ]

    private static let moving: [StationCommand] = [
        StationCommand(.up, in: [.screen]),
        StationCommand(.down, in: [.screen]),
        StationCommand(.pageUp, in: [.screen]),
        StationCommand(.pageDown, in: [.screen]),
        StationCommand(.first, in: [.screen]),
        StationCommand(.last, in: [.screen]),
        StationCommand(.nextPane, in: [.screen]),
        StationCommand(.previousPane, in: [.screen]),
        StationCommand(
            .back, "back", "cancel", turkish: ["geri", "vazgeç"], in: [.screen, .question, .form]),
    ]

    private static let answers: [StationCommand] = [
        StationCommand(
            .yes, "yes", "y", turkish: ["evet", "e"], in: [.question],
            code: .confirm),
        StationCommand(
            .no, "no", turkish: ["hayır", "h"], in: [.question],
            code: .no),
        StationCommand(
            .leaveEmpty, "-", turkish: ["boş"], in: [.form]),
    ]
}
