public import Language

/// Something that is wrong beside the packages, and that a person has to acknowledge.
public enum Alarm: Equatable, Sendable {
    /// The station's file could not be used and was set aside.
    case fileSetAside(FileRecovery)
    /// A command of the user's did not do its work.
    case commandFailed(UserCommand, why: Phrase)
    /// This computer's clock is far from the OMS's, by so many seconds.
    case clockWrong(isAhead: Bool, seconds: Int)
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
    /// Shows what is wrong beside the packages until it is acknowledged.
    mutating func showAlarm(_ alarm: Alarm) {
        tell(.wrong, alarm.word, .alert(.alarm(alarm)))
        guard !settings.acknowledgesItself else { return }
        alertQueue.add(Alert(.alarm(alarm), at: now))
    }
}
