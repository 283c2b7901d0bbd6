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
        case .clockWrong(let isAhead, let seconds):
            Phrase(isAhead ? "alarm.clock-ahead" : "alarm.clock-behind", ["time": Self.amount(seconds)])
        }
    }

    /// So many seconds, in a unit of which they are at least two.
    private static func amount(_ seconds: Int) -> Phrase {
        switch seconds {
        case ..<7_200: Phrase("alarm.clock.minutes", ["count": seconds / 60])
        case ..<172_800: Phrase("alarm.clock.hours", ["count": seconds / 3_600])
        default: Phrase("alarm.clock.days", ["count": (seconds + 43_200) / 86_400])
        }
    }

    /// What is wrong, in two or three words.
    var word: ResultWord {
        switch self {
        case .fileSetAside: .fileSetAside
        case .commandFailed(.sound, _): .noSound
        case .clockWrong: .clockWrong
        }
    }

    /// What to do about it.
    var advice: Phrase {
        switch self {
        case .fileSetAside(let recovery):
            Phrase(recovery.isComplete ? "advice.file-set-aside.complete" : "advice.file-set-aside")
        case .commandFailed(.sound, _): Phrase("advice.no-sound")
        case .clockWrong: Phrase("advice.clock-wrong")
        }
    }
}
