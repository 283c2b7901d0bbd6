public import Language

extension Alarm {
    /// What happened.
    public var phrase: Phrase {
        switch self {
        case .fileSetAside(let recovery):
            Phrase(
                recovery.isComplete ? "alarm.file-set-aside.complete" : "alarm.file-set-aside",
                [
                    "damage": recovery.damage, "file": recovery.setAside,
                    "commands": Phrase("counted.commands", ["count": recovery.commands]),
                    "scans": Phrase("counted.scans", ["count": recovery.scans]),
                    "checks": Phrase("counted.checks", ["count": recovery.sessions]),
                ])
        case .commandFailed(.sound, let why): Phrase("alarm.no-sound", ["why": why])
        }
    }

    /// What is wrong, in two or three words.
    var word: ResultWord {
        switch self {
        case .fileSetAside: .fileSetAside
        case .commandFailed(.sound, _): .noSound
        }
    }

    /// What to do about it.
    var advice: Phrase {
        switch self {
        case .fileSetAside(let recovery):
            Phrase(recovery.isComplete ? "advice.file-set-aside.complete" : "advice.file-set-aside")
        case .commandFailed(.sound, _): Phrase("advice.no-sound")
        }
    }
}
