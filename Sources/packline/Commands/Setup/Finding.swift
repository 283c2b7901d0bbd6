import ArgumentParser
import Foundation
import Language

/// What the doctor found about one thing: a line with a verdict, the thing, and a sentence.
struct Finding: Equatable {
    enum Verdict: String {
        case ok = "OK"
        case note = "NOTE"
        case wrong = "WRONG"
        case skipped = "SKIPPED"

        fileprivate var phrase: Phrase { Phrase("program.verdict.\(rawValue.lowercased())") }
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

    static func ok(_ subject: String, _ phrase: Phrase) -> Finding { ok(subject, phrase.text) }

    /// Something that works, and that the user may want to change.
    static func note(_ subject: String, _ phrase: Phrase) -> Finding {
        Finding(subject: subject, verdict: .note, sentence: phrase.text)
    }

    static func skipped(_ subject: String, _ phrase: Phrase) -> Finding {
        Finding(subject: subject, verdict: .skipped, sentence: phrase.text)
    }

    static func wrong(_ subject: String, _ phrase: Phrase, _ status: ExitCode = Status.configuration) -> Finding {
        Finding(subject: subject, verdict: .wrong, sentence: phrase.text, status: status)
    }

    /// The line for people.
    var line: String {
        verdict.phrase.text.padding(toLength: 9, withPad: " ", startingAt: 0)
            + subjectName.padding(toLength: 15, withPad: " ", startingAt: 0) + sentence
    }

    /// What the subject is called; what is set is called as it is set.
    private var subjectName: String {
        let key = "program.subject.\(subject.lowercased().replacing(" ", with: "-"))"
        return ProgramLanguage.localizer.catalog[key] == nil ? subject : Phrase(key).text
    }
}
