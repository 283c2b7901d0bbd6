import ArgumentParser
import Foundation

/// What the doctor found about one thing: a line with a verdict, the thing, and a sentence.
struct Finding: Equatable {
    enum Verdict: String {
        case ok = "OK"
        case note = "NOTE"
        case wrong = "WRONG"
        case skipped = "SKIPPED"
    }

    let subject: String
    let verdict: Verdict
    /// What is so; where it is wrong, also what to do.
    let sentence: String
    /// How the program ends because of it.
    var status = ExitCode.success

    static func ok(_ subject: String, _ sentence: String) -> Finding {
        Finding(subject: subject, verdict: .ok, sentence: sentence)
    }

    /// Something that works, and that the user may want to change.
    static func note(_ subject: String, _ sentence: String) -> Finding {
        Finding(subject: subject, verdict: .note, sentence: sentence)
    }

    static func skipped(_ subject: String, _ sentence: String) -> Finding {
        Finding(subject: subject, verdict: .skipped, sentence: sentence)
    }

    static func wrong(_ subject: String, _ sentence: String, _ status: ExitCode = Status.configuration) -> Finding {
        Finding(subject: subject, verdict: .wrong, sentence: sentence, status: status)
    }

    /// The line for people.
    var line: String {
        verdict.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0)
            + subject.padding(toLength: 15, withPad: " ", startingAt: 0) + sentence
    }
}
