import StationStore

/// How often commands met with what is tried again, but not for ever.
struct DeliveryAttempts {
    /// How often a command was answered by a page in the OMS's place.
    private var pages: [OutboxEntry.ID: Int] = [:]
    /// How often the OMS answered a command that it is busy with the package.
    private var busyAnswers: [OutboxEntry.ID: Int] = [:]
    /// How often the package of a pack that was applied could not be read.
    private var failedReadings: [OutboxEntry.ID: Int] = [:]

    /// How often a command is answered by a page before a person is asked: one to two minutes with the usual waits.
    static let mostPages = 8

    /// How many readings of a packed package may fail before no more are tried: about a minute with the usual waits.
    static let mostReadings = 8

    /// How often the OMS has said of a command that it is busy with its package.
    func busyAnswers(to command: OutboxEntry.ID) -> Int { busyAnswers[command, default: 0] }

    /// Counts that the OMS is busy with the package of a command.
    mutating func countBusyAnswer(to command: OutboxEntry.ID) { busyAnswers[command, default: 0] += 1 }

    /// Counts a page in the OMS's place; gives how many there were where that was one too many, and forgets them.
    mutating func countPage(answering command: OutboxEntry.ID) -> Int? {
        Self.count(command, in: &pages, most: Self.mostPages)
    }

    /// Counts a failed reading after a pack; gives how many there were where that was one too many, and forgets them.
    mutating func countFailedReading(after command: OutboxEntry.ID) -> Int? {
        Self.count(command, in: &failedReadings, most: Self.mostReadings)
    }

    /// A command was answered by the OMS: what it met with before does not count any more.
    mutating func settle(_ command: OutboxEntry.ID) { (pages[command], busyAnswers[command]) = (nil, nil) }

    private static func count(
        _ command: OutboxEntry.ID, in counts: inout [OutboxEntry.ID: Int], most: Int
    ) -> Int? {
        let count = counts[command, default: 0] + 1
        counts[command] = count < most ? count : nil
        return count < most ? nil : count
    }
}
