/// Something that is wrong beside the packages, and that a person has to acknowledge.
public enum Alarm: Equatable, Sendable {
    /// The station's file could not be used and was set aside.
    case fileSetAside(FileRecovery)
    /// A command of the user's did not do its work.
    case commandFailed(UserCommand, why: String)

    /// The sentence for people.
    public var text: String { Message.alarm(self).text }
}

/// A command that is set in the configuration, and run beside the station.
public enum UserCommand: String, Equatable, Sendable {
    /// `station.sound_command`.
    case sound
}

/// What became of a station's file that could not be used.
public struct FileRecovery: Equatable, Sendable {
    /// What was wrong with it, and where it is now.
    public let damage: String, setAside: String
    /// How many commands, scans and sessions were recovered.
    public let commands: Int, scans: Int, sessions: Int
    /// Whether that is all there were.
    public let isComplete: Bool

    /// What was found, and what was saved.
    public init(damage: String, setAside: String, commands: Int, scans: Int, sessions: Int, isComplete: Bool) {
        (self.damage, self.setAside) = (damage, setAside)
        (self.commands, self.scans, self.sessions) = (commands, scans, sessions)
        self.isComplete = isComplete
    }
}

extension StationModel {
    /// Shows what is wrong beside the packages until somebody has seen it.
    mutating func showAlarm(_ alarm: Alarm) {
        tell(.wrong, alarm.title, alarm.text)
        guard !settings.acknowledgesItself else { return }
        alertQueue.add(Alert(alarm.title, expected: alarm.text, advice: alarm.advice, isAnsweredByScan: false, at: now))
    }
}

extension Alarm {
    fileprivate var title: String {
        switch self {
        case .fileSetAside: "FILE SET ASIDE"
        case .commandFailed(.sound, _): "NO SOUND"
        }
    }

    fileprivate var advice: String {
        switch self {
        case .fileSetAside(let rescue):
            rescue.isComplete
                ? "Nothing is lost; tell who looks after the station."
                : "Look at the packages of this bench that were packed last, and tell who looks after the station."
        case .commandFailed(.sound, _): "Watch the screen: tones may be missing. Tell who looks after the station."
        }
    }
}
