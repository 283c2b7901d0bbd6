import Barcode
import Language

// What a code says of the scans behind it: how often the next item counts, and the language of all that is said.
extension StationModel {
    /// The next item counts so many times.
    mutating func countNext(_ factor: Int, _ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        nextFactor = factor
        finish(scan, meaning, .ok, .scan(.nextCounts(factor)))
    }

    /// Counts the scan as often as the code before it said; false where none said anything, or the scan counts nothing: a
    /// command, a reason, a badge, an answer, a word, or a code with a count of its own.
    mutating func useFactor(on code: CodeReading, _ scan: Scan) -> Bool {
        guard nextFactor > 1, code.code.badge == nil else { return false }
        let factor = nextFactor
        nextFactor = 1
        guard code.code.command == nil, code.code.reason == nil, code.factor == 1, !code.code.canonical.isEmpty,
            dialog == nil, form == nil, !(scan.isWritten && isWord(scan.input))
        else { return false }
        interpret(scan.counted("\(factor)*", reading: scanInput.read))
        return true
    }

    mutating func setLanguage(_ language: LanguageTag, _ scan: Scan, _ meaning: ScanAnswer.Meaning) {
        use(language)
        effects.append(.spoke(language))
        finish(scan, meaning, .ok, .scan(.languageSet(language)))
    }
}
