/// What is said of codes that were read, of words and of keys.
public enum ScanMessage: Equatable, Sendable {
    /// A scan had nothing in it.
    case nothingRead
    /// A code was read twice.
    case readTwice(String)
    /// Another label of the same shot was the one that was meant.
    case readWithAnother(String)
    /// The scanner ends no code with Enter.
    case noEnter
    /// A word came at machine speed or by paste: it acts when a person presses Enter.
    case wordHeld(String)
    /// The code that confirms was scanned, and nothing waits for it.
    case nothingToConfirm
    /// An error was acknowledged; which, where it was done by a key.
    case acknowledged(AlertMessage?)
    /// Something must be acknowledged, answered or filled in before anything else.
    case acknowledgeFirst(AlertMessage)
    case answerFirst(DialogMessage)
    case fillInFirst(FormTitle)
    /// What a package scan does from now on, and the words that change it.
    case modeSet(StationModel.Mode)
    case modes
    /// What a key or a word did, in the words of the help.
    case did(String)
    /// The station is left.
    case goodbye
    /// The OMS has not answered about a fact: leaving must be said twice.
    case leavingTooSoon
}

extension ScanMessage {
    /// The sentence, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .nothingRead: CodedPhrase(.nothingRead, "Nothing was read.")
        case .readTwice(let input): CodedPhrase(.readTwice, "\(input) was read twice; the second reading is ignored.")
        case .readWithAnother(let code): CodedPhrase(.readWithAnother, "Read with it, and left alone: \(code)")
        case .noEnter: CodedPhrase(.noEnter, "The scanner sends no Enter: press Enter, or set the scanner to send one.")
        case .wordHeld(let word): CodedPhrase(.wordHeld, "“\(word)” is a word, not a code · Enter: \(word)")
        case .nothingToConfirm: CodedPhrase(.nothingToConfirm, "There is nothing to confirm.")
        case .acknowledged(let alert):
            CodedPhrase(.acknowledged, "Acknowledged\(alert.map { ": “\($0.title.lowercased())”" } ?? "").")
        case .acknowledgeFirst(let alert):
            CodedPhrase(.acknowledgeFirst, "First acknowledge “\(alert.title.lowercased())” with Esc or Enter.")
        case .answerFirst(let dialog):
            CodedPhrase(.answerFirst, "First answer “\(dialog.title)”, or leave it with Esc.")
        case .fillInFirst(let form): CodedPhrase(.fillInFirst, "First fill in “\(form.text)”, or leave it with Esc.")
        case .modeSet(.open): CodedPhrase(.modeSet, "A package scan opens the package.")
        case .modeSet(.packEach): CodedPhrase(.modeSet, "Every package scanned is packed.")
        case .modeSet(.shipEach): CodedPhrase(.modeSet, "Every package scanned is shipped.")
        case .modes: CodedPhrase(.modes, "The modes are: mode open, mode pack, mode ship.")
        case .did(let help): CodedPhrase(.did, help)
        case .goodbye: CodedPhrase(.goodbye, "Goodbye.")
        case .leavingTooSoon:
            CodedPhrase(
                .leavingTooSoon, "The OMS has not answered yet whether it was set: quit again to leave all the same.")
        }
    }
}

/// What is said while a package is looked for.
public enum LookupMessage: Equatable, Sendable {
    /// No package is called so.
    case noSuchPackage(String)
    /// Several packages are called so; a packer is told to name one by its number.
    case severalPackages(String, count: Int, isForPacker: Bool)
    /// A code may be one of a package that was not read yet, and the OMS cannot be reached.
    case notReadYet(String)
    /// A code is not one of the packages that are read; how many those are.
    case notFoundYet(String, read: Int?, total: Int?)
    /// The OMS is asked which package has a code.
    case askingFor(String)
    /// It could not be asked.
    case notAskedFor(String, why: String)
    /// Nobody waits for its answer any more.
    case noLongerAskedFor(String)
    /// Its answer came behind a question or a form, which stands first.
    case cameSecond(String, Heading)
    /// A package has come that has a code which was refused.
    case knownNow(String)
    /// What was meant for a package that could not be opened was left.
    case meantForAnother(input: String, package: String)
}

extension LookupMessage {
    /// The sentence, and its code.
    var phrase: CodedPhrase {
        switch self {
        case .noSuchPackage(let code): CodedPhrase(.noSuchPackage, "No package is called \(code).")
        case .severalPackages(let code, let count, let isForPacker):
            CodedPhrase(
                .severalPackages,
                "\(code) fits \(count) packages\(isForPacker ? ": name the package by its number" : "").")
        case .notReadYet(let code): CodedPhrase(.notReadYet, "\(code) is not read yet, and the OMS cannot be reached.")
        case .notFoundYet(let code, let read, let total):
            CodedPhrase(
                .notFoundYet,
                "\(code) was not found · \(read.map { "\($0)\(total.map { " of \($0)" } ?? "")" } ?? "not all") "
                    + "packages are read")
        case .askingFor(let code):
            CodedPhrase(.askingFor, "\(code) is not read yet: asking the OMS · Esc leaves it")
        case .notAskedFor(let code, let why):
            CodedPhrase(.notAskedFor, "\(code) is not read yet, and could not be asked for: \(why)")
        case .noLongerAskedFor(let code): CodedPhrase(.noLongerAskedFor, "\(code) was left: it is not read yet.")
        case .cameSecond(let code, let heading):
            CodedPhrase(
                .cameSecond, "\(code) was not opened: “\(heading.text)” came first. Scan it again after that.")
        case .knownNow(let code): CodedPhrase(.knownNow, "\(code) is known now: scan it again.")
        case .meantForAnother(let input, let package):
            CodedPhrase(.meantForAnother, "\(input) was for \(package), which is not open: it was left.")
        }
    }
}
