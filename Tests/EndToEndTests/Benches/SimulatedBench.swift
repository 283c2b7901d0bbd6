import OMS
import TestTools

/// A packer at one bench of a simulation: packs what there is, takes over what others have, puts packages aside; and the
/// bench is killed by chance, and started again.
struct SimulatedBench {
    /// How often what happens.
    struct Habits: Sendable {
        /// Of the packages: one that another bench has is wanted, which among three benches is given back by then in two cases
        /// of three; put aside half checked.
        var takesOver = 0.1, putsAside = 0.05
        /// Of the lines that are given: the program is killed before or after its answer.
        var isKilled: Double
        /// For how many seconds the program delivers at the end.
        let wait: Int
    }

    let name: String
    let habits: Habits
    let environment: [String: String]
    let work: SharedWork
    let stories: PackageStories
    private(set) var chance: SeededGenerator
    private(set) var kills = 0
    private var program: PipedProgram
    private var seen = 0
    private var wasKilled = false
    /// The package that was asked for last.
    private var last: String?

    init(
        _ name: String, _ habits: Habits, _ environment: [String: String], _ work: SharedWork,
        _ stories: PackageStories, seed: UInt64
    ) throws {
        (self.name, self.habits, self.environment) = (name, habits, environment)
        (self.work, self.stories) = (work, stories)
        chance = SeededGenerator(seed: seed)
        program = try Self.start(habits, environment)
    }

    private static func start(_ habits: Habits, _ environment: [String: String]) throws -> PipedProgram {
        try PipedProgram(["scan", "--json", "--wait", "\(habits.wait)"], environment)
    }

    /// Packs until nothing is left, and ends when everything is delivered; returns how often it was killed.
    mutating func run() async throws -> Int {
        var again: Package?
        while true {
            let takesOver = chance.happens(habits.takesOver)
            guard let package = again ?? work.next(for: name, takingOver: takesOver, chance: &chance) else { break }
            again = nil
            try await pack(package, takingOver: takesOver)
            guard wasKilled else { continue }
            wasKilled = false
            // Mostly the packer goes on with the package that lies there; else somebody else finds it.
            if chance.happens(0.8) { again = package } else { work.giveBack(package, from: name, canDoIt: true) }
        }
        program.finish()
        _ = await program.ended()
        hearOthers()
        return kills
    }

    // MARK: - One package

    private mutating func pack(_ package: Package, takingOver: Bool) async throws {
        // Who asks for the next package leaves the one before.
        if let last, last != package.number { stories.add(.left, of: last, at: name, given: stories.now, "is left") }
        last = package.number
        guard try await open(package, takingOver: takingOver) else { return }
        let end = chance.happens(habits.putsAside) ? Int.random(in: 0..<package.codes.count, using: &chance) : .max
        for (place, code) in package.codes.enumerated() {
            guard place < end else {
                stories.add(.left, of: package.number, at: name, given: stories.now, "is put aside")
                return work.giveBack(package, from: name, canDoIt: true)
            }
            guard let event = try await give(code, .item, package), event != .told else {
                return work.lose(package, at: name, unless: wasKilled)
            }
        }
        switch try await give("pack", .pack, package) {
        case nil: break
        case .packed?: work.queue(package, at: name)
        case .told?: work.lose(package, at: name)
        default: work.giveBack(package, from: name, canDoIt: false)
        }
    }

    /// Opens a package; false where it cannot be gone on with.
    private mutating func open(_ package: Package, takingOver: Bool) async throws -> Bool {
        guard let first = try await settle(package.number, .package, package) else { return false }
        switch first {
        case .opened, .stillOpen: return true
        case .told where takingOver || chance.happens(0.5):
            guard let second = try await settle("takeover", .takeOver, package) else { return false }
            if case .opened = second {
                // How much is checked is asked once more where the package had become free meanwhile.
                let third = try await give(package.number, .package, package)
                if case .stillOpen? = third { return true }
                if third == nil { return false }
            }
            work.giveBack(package, from: name, canDoIt: true)
        case .told: work.giveBack(package, from: name, canDoIt: true)
        default: work.giveBack(package, from: name, canDoIt: false)
        }
        return false
    }

    /// Gives a line, and the answers to what is asked because of it.
    private mutating func settle(
        _ line: String, _ kind: Line, _ package: Package
    ) async throws -> StoryLine.Event? {
        var event = try await give(line, kind, package)
        while case .asked(let word)? = event {
            event = try await give(word, word == "reset" ? .count : .takeOver, package)
        }
        return event
    }

    // MARK: - One line

    private enum Line { case package, takeOver, count, item, pack }

    /// Gives a line, and returns what came of it; nil where the program was killed, before or after it answered.
    private mutating func give(_ line: String, _ kind: Line, _ package: Package) async throws -> StoryLine.Event? {
        let given = stories.now
        hearOthers()
        program.give([line])
        let isKilled = chance.happens(habits.isKilled)
        if isKilled {
            await program.answered(.max, within: .milliseconds(Int.random(in: 0...12, using: &chance)))
            _ = await program.kill()
        }
        let answer = try await answer(to: line, of: package)
        var event = answer.map { self.event(kind, $0, package) }
        if let answer, let event {
            stories.add(event, of: package.number, at: name, given: given, "\(line) → \(answer.told)")
        }
        guard isKilled || answer == nil else { return event }
        guard isKilled else { throw WaitedInVain(description: "\(name) has ended, and was not killed: \(line)") }
        event = nil
        kills += 1
        wasKilled = true
        if answer == nil, kind == .item || kind == .pack {
            let event: StoryLine.Event = kind == .pack ? .perhapsPacked : .perhapsChecked
            stories.add(event, of: package.number, at: name, given: given, "\(line) → no answer")
        }
        stories.add(.killed, of: package.number, at: name, given: given, "is killed")
        program = try Self.start(habits, environment)
        seen = 0
        return nil
    }

    /// The answer to a line, among others that come by themselves; nil where the program has ended.
    private mutating func answer(to line: String, of package: Package) async throws -> JSON? {
        let end = ContinuousClock.now + .seconds(300)
        while true {
            let answers = program.answers
            while seen < answers.count {
                seen += 1
                let answer = answers[seen - 1]
                // What becomes of an earlier package's pack is told by itself, with the same line.
                let isOther = line == "pack" && (answer["package"].string ?? package.number) != package.number
                if answer["input"].string == line, answer["code"].string != "command-applied", !isOther {
                    return answer
                }
                hear(answer)
            }
            guard !program.hasEnded else { return nil }
            guard ContinuousClock.now < end else {
                let story = stories.story(of: package.number, units: package.codes.count)
                throw WaitedInVain(description: "\(name) has not answered \(line) in 300 s\n\(story.text)")
            }
            await program.answered(seen + 1, within: .seconds(60))
        }
    }

    private mutating func hearOthers() {
        let answers = program.answers
        while seen < answers.count {
            seen += 1
            hear(answers[seen - 1])
        }
    }

    /// Learns from an answer that nothing was just given for.
    private func hear(_ answer: JSON) {
        guard let number = answer["package"].string else { return }
        let code = answer["code"].string
        if code == "command-applied" { work.finish(number) }
        // A pack of what another bench has taken meanwhile is given up: whoever has the package packs it.
        let discard = answer["message"].string?.firstMatch(of: /discard \d+/)
        if code == "command-needs-decision", let discard { program.give([String(discard.0)]) }
        // That another bench has counted it too may be learned in the middle of the work: then it is counted again.
        if code == "question", answer["message"].string?.contains("reset") == true { program.give(["reset"]) }
        let event: StoryLine.Event =
            switch code {
            case "claimed", "taken-over": .told
            case "took-over": .opened(checked: checked(answer), tookOver: true, isUnclaimed: false)
            case "count-again": .opened(checked: 0, tookOver: false, isUnclaimed: false)
            default: .other
            }
        stories.add(event, of: number, at: name, given: stories.now, "by itself → \(answer.told)")
    }

    /// How many units an answer says are checked.
    private func checked(_ answer: JSON) -> Int {
        let words = answer["message"].string?.firstMatch(of: /(\d+) of \d+ checked/)?.1
        return words.flatMap { Int($0) } ?? 0
    }

    private func event(_ kind: Line, _ answer: JSON, _ package: Package) -> StoryLine.Event {
        let code = answer["code"].string ?? ""
        if code == "claimed" || code == "taken-over" { return .told }
        // A command that is under way there is named before a take-over, and of two counts one is chosen: neither, here.
        if code == "question" {
            return .asked(answer["message"].string?.contains("reset") == true ? "reset" : "takeover")
        }
        let isOK = answer["outcome"].string == "ok", isIt = answer["package"].string == package.number
        switch kind {
        case .package, .takeOver:
            if code == "package-already-finished" { work.finish(package.number) }
            guard isOK, isIt else { return .other }
            let message = answer["message"].string ?? ""
            let checked = checked(answer)
            if code == "package-already-open" { return .stillOpen(checked: checked) }
            return .opened(
                checked: checked, tookOver: code == "took-over" || code == "taking-over",
                isUnclaimed: message.hasSuffix("other benches do not know of it"))
        case .count where isOK && isIt: return .opened(checked: 0, tookOver: false, isUnclaimed: false)
        case .count: return .other
        case .item: return isOK && isIt && code != "package-opened" ? .checked : .other
        // What is packed by then is nobody's work any more.
        case .pack where isIt && code == "command-not-offered": return .left
        case .pack: return isIt && code == "command-queued" ? .packed : .other
        }
    }
}

extension JSON {
    /// Outcome, code and words of an answer.
    fileprivate var told: String {
        "\(self["outcome"].string ?? "?") \(self["code"].string ?? "?"): \(self["message"].string ?? "?")"
    }
}

extension SharedWork {
    /// A bench has lost a package to another, unless it was killed and goes on with it.
    fileprivate func lose(_ package: Package, at bench: String, unless wasKilled: Bool) {
        if !wasKilled { lose(package, at: bench) }
    }
}
