import Language
import OMS

/// What one of several benches has counted of a package without knowing of the others.
public struct CountedSession: Equatable, Sendable {
    /// Who counted it; nil for this bench.
    public let holder: PackageHolder?
    /// What was counted.
    public let session: PackingSession

    /// A count of this bench, or of another.
    public init(_ session: PackingSession, by holder: PackageHolder? = nil) {
        (self.session, self.holder) = (session, holder)
    }
}

/// A count among those that are chosen from, in words.
public struct CountWords: Equatable, Sendable {
    let count: Int
    /// The bench, and who counted there since when; nil for this bench.
    let bench: String?, holder: HolderWords?

    /// How much was counted, and by whom.
    var phrase: Phrase {
        holder.map { Phrase("dialog.count.there", ["count": count, "holder": $0.phrase]) }
            ?? Phrase("dialog.count.here", ["count": count])
    }

    /// The answer that goes on with it.
    var choice: Phrase {
        bench.map { Phrase("dialog.count.keep-there", ["count": count, "bench": $0]) }
            ?? Phrase("dialog.count.keep-here", ["count": count])
    }
}

extension CountedSession {
    /// The count in words, with the time that the wall clock shows.
    func words(in zone: Zone, at now: Timestamp) -> CountWords {
        CountWords(count: session.count, bench: holder?.bench, holder: holder?.words(in: zone, at: now))
    }
}

extension [CountedSession] {
    /// The choice that a command stands for, from 1: this bench's count, or the first of another; 0 counts again.
    func choice(of command: StationCommand.ID?) -> Int? {
        switch command {
        case .reset: 0
        case .keepHere: firstIndex { $0.holder == nil }.map { $0 + 1 }
        case .keepThere: firstIndex { $0.holder != nil }.map { $0 + 1 }
        default: nil
        }
    }

    /// What is written to choose one.
    func word(for choice: Int) -> String {
        for command in [StationCommand.ID.reset, .keepHere, .keepThere] where self.choice(of: command) == choice {
            return StationCommand[command].name
        }
        return String(choice + 1)
    }
}
