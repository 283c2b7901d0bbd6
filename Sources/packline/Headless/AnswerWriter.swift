import Foundation
import Language
import OMS
import Station
import Synchronization

/// Writes answers to standard output, a line each, and remembers whether any was wrong or refused.
final class AnswerWriter: Sendable {
    private let isJSON: Bool
    private let worst = Mutex(Problem.none)

    /// Whether anything was wrong or refused, and of what.
    enum Problem {
        case none
        /// Only what is about no package that is known.
        case ofNoPackage
        case ofPackages
    }

    init(isJSON: Bool) { self.isJSON = isJSON }

    /// What was wrong or refused so far.
    var problem: Problem { worst.withLock(\.self) }

    func write(_ answer: ScanAnswer) {
        // The lock also keeps lines of two threads apart.
        worst.withLock { worst in
            if answer.outcome == .wrong || answer.outcome == .refused {
                worst = answer.package != nil || worst == .ofPackages ? .ofPackages : .ofNoPackage
            }
            Output.lines([isJSON ? TerminalLine(answer.json) : answer.line])
        }
    }
}

extension ScanAnswer {
    /// The answer for people.
    fileprivate var line: TerminalLine { TerminalLine(fields: [String(number), outcome.rawValue, phrase.text]) }

    /// The answer for programs.
    var json: JSONValue {
        [
            "n": .int(number), "input": .string(input), "meaning": .string(meaning.rawValue),
            "outcome": .string(outcome.rawValue), "package": package.map(JSONValue.string) ?? .null,
            "code": .string(code.rawValue), "message": .string(phrase.text),
        ]
    }
}
