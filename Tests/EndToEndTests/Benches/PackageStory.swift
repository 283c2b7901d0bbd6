import Foundation
import Synchronization

/// What was given to a bench, and what it answered, of one package.
struct StoryLine: Sendable {
    /// When the line was given and when it was answered, in seconds since the beginning.
    let given: Double, answered: Double
    let bench: String
    let event: Event
    /// The line and the answer.
    let words: String

    enum Event: Sendable, Equatable {
        /// It is open with so many of its units checked; whether the bench said that it had taken it over, and whether it
        /// said that the others do not know of it.
        case opened(checked: Int, tookOver: Bool, isUnclaimed: Bool)
        /// It was open before, with so much of it checked.
        case stillOpen(checked: Int)
        /// A unit was checked; or was scanned, and the bench was killed before it answered.
        case checked, perhapsChecked
        /// The pack was acknowledged; or was given, and the bench was killed before it answered.
        case packed, perhapsPacked
        /// It was said that another bench has the package.
        case told
        /// The packer put the package aside; or the bench was killed.
        case left, killed
        /// A question, and the word that the packer answers it with.
        case asked(String)
        /// Anything else.
        case other
    }
}

/// All that happened to one package at all benches, which is judged at the end.
struct PackageStory {
    let number: String
    let units: Int
    /// In the order of the answers.
    let lines: [StoryLine]

    /// The whole story, a line each.
    var text: String {
        let lines = lines.map { line in
            "  \(line.given.shown)–\(line.answered.shown) s, \(line.bench): \(line.words)   [\(line.event)]"
        }
        return "\(number), \(units) units:\n" + lines.joined(separator: "\n")
    }

    /// What is wrong with it, for the bench that packed it by the OMS's log; in the outages a bench may be alone.
    func faults(packedAt packer: String, outages: [ClosedRange<Double>]) -> [String] {
        var judge = StoryJudge(units: units, outages: outages, lines: lines)
        for line in lines { judge.hear(line) }
        if !judge.whole.contains(packer) { judge.faults.append("\(packer) packed it, and had not checked it whole") }
        return judge.faults
    }

    /// Whether the bench that packed it gave the pack when another had taken the package over: it was sent although the claim
    /// was lost, which is right only where the warehouse did not answer in time.
    func isLate(packedAt packer: String) -> Bool {
        var judge = StoryJudge(units: units, outages: [], lines: lines)
        for line in lines { judge.hear(line) }
        return judge.late.contains(packer)
    }

    /// How often a bench said that it had taken the package over.
    var takeOvers: Int {
        lines.count { if case .opened(_, true, _) = $0.event { true } else { false } }
    }
}

/// Goes through a story line by line, with nothing but what was scanned and answered.
private struct StoryJudge {
    let units: Int
    let outages: [ClosedRange<Double>]
    /// The whole story: what was scanned before a line and is answered after it is on its way.
    private let lines: [StoryLine]
    var faults: [String] = []
    /// The benches that gave a pack when they had checked everything.
    private(set) var whole: Set<String> = []
    /// The benches that gave a pack when another had said that it had taken the package over.
    private(set) var late: Set<String> = []
    /// What is checked at each bench, as far as it was answered, and what was scanned besides without an answer.
    private var checked: [String: Int] = [:], doubtful: [String: Int] = [:]
    private var hands: [String: Hand] = [:]
    private var last: StoryLine?

    /// A bench at which the package lies.
    private struct Hand {
        let isUnclaimed: Bool, isTakenOver: Bool
        /// When that was answered.
        let openedAt: Double
        /// Since when another bench has it too, and said so.
        var takenAt: Double?
    }

    /// How long the word that a package was taken over may be on its way, on a machine with more benches than cores.
    private static let slack = 5.0

    init(units: Int, outages: [ClosedRange<Double>], lines: [StoryLine]) {
        (self.units, self.outages, self.lines) = (units, outages, lines)
    }

    mutating func hear(_ line: StoryLine) {
        let bench = line.bench
        switch line.event {
        case .opened(let count, let tookOver, let isUnclaimed):
            judgeCount(count, line)
            (checked[bench], doubtful[bench]) = (count, 0)
            var hand = Hand(isUnclaimed: isUnclaimed, isTakenOver: tookOver, openedAt: line.answered)
            hand.takenAt = takenBefore(line)
            if hand.takenAt == nil { judgeHands(line, tookOver: tookOver, isUnclaimed: isUnclaimed) }
            hands[bench] = hands[bench].flatMap { $0.takenAt == nil && hand.takenAt == nil ? $0 : nil } ?? hand
        case .stillOpen(let count):
            judgeCount(count, line)
            (checked[bench], doubtful[bench]) = (count, 0)
        case .checked:
            judgeWork(line)
            checked[bench, default: 0] += 1
        case .perhapsChecked: doubtful[bench, default: 0] += 1
        case .packed, .perhapsPacked:
            judgeWork(line)
            if let taken = hands[bench]?.takenAt, line.given > taken { late.insert(bench) } else { late.remove(bench) }
            let isWhole = checked[bench] == units
            if isWhole { whole.insert(bench) }
            if line.event == .packed, !isWhole {
                faults.append("\(bench) took a pack with \(checked[bench] ?? 0) of \(units) checked")
            }
            hands[bench] = nil
        case .told, .left, .killed: hands[bench] = nil
        case .asked, .other: break
        }
        last = line
    }

    /// What a bench begins with was checked somewhere, and is no sum; what was acknowledged is not lost by a kill.
    private mutating func judgeCount(_ count: Int, _ line: StoryLine) {
        let benches = Set(lines.map(\.bench))
        let most = benches.map { (checked[$0] ?? 0) + (doubtful[$0] ?? 0) + unanswered(at: $0, line) }.max() ?? 0
        if count > most {
            faults.append("\(line.bench) begins with \(count), and no bench had checked more than \(most)")
        }
        if let last, last.bench == line.bench, last.event == .killed, let before = checked[line.bench], count < before {
            faults.append("\(line.bench) begins with \(count), and had checked \(before)")
        }
    }

    private func unanswered(at bench: String, _ line: StoryLine) -> Int {
        lines.count {
            $0.bench == bench && [.checked, .perhapsChecked].contains($0.event) && $0.given < line.answered
                && $0.answered > line.answered
        }
    }

    /// When another bench took over what this line opened before, and is answered only now; nil where none did.
    private func takenBefore(_ line: StoryLine) -> Double? {
        hands.first { other, hand in
            // Who takes over says from whom: that one had it before.
            other != line.bench && hand.isTakenOver && hand.openedAt > line.given
                && !line.words.contains("before: \(other) ")
        }?.value.openedAt
    }

    /// Where a package is in two hands, both benches were told.
    private mutating func judgeHands(_ line: StoryLine, tookOver: Bool, isUnclaimed: Bool) {
        if let own = hands[line.bench], own.takenAt == nil { return }
        for (other, hand) in hands where other != line.bench {
            if !tookOver, !isUnclaimed, !hand.isUnclaimed, !isOutage(line) {
                faults.append("\(line.bench) was not told that \(other) has it, at \(line.answered.shown) s")
            }
            if !isUnclaimed, !hand.isUnclaimed { hands[other]?.takenAt = hand.takenAt ?? line.answered }
        }
    }

    /// A bench that lost the package does not go on with it once it could know.
    private mutating func judgeWork(_ line: StoryLine) {
        guard let taken = hands[line.bench]?.takenAt, !isOutage(line) else { return }
        if line.given > taken + Self.slack {
            faults.append("\(line.bench) went on at \(line.given.shown) s, and it was taken at \(taken.shown) s")
        }
    }

    private func isOutage(_ line: StoryLine) -> Bool { outages.contains { $0.overlaps(line.given...line.answered) } }
}

extension Double {
    /// Seconds with three decimals.
    fileprivate var shown: String { String(format: "%.3f", self) }
}

/// The stories of all packages, written by several benches at once.
final class PackageStories: Sendable {
    private let begun = ContinuousClock.now
    private let lines = Mutex<[String: [StoryLine]]>([:])

    /// Seconds since the beginning.
    var now: Double { (ContinuousClock.now - begun) / .seconds(1) }

    /// Adds what was given at a time and is answered now.
    func add(_ event: StoryLine.Event, of number: String, at bench: String, given: Double, _ words: String) {
        let line = StoryLine(given: given, answered: now, bench: bench, event: event, words: words)
        lines.withLock { $0[number, default: []].append(line) }
    }

    /// The story of a package.
    func story(of number: String, units: Int) -> PackageStory {
        PackageStory(number: number, units: units, lines: lines.withLock { $0[number] ?? [] })
    }
}
