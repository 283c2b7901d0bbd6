import Barcode
import OMS

// What a person typed and nothing here is called: a number without its zeros, or a word with a slip in it.
extension StationModel {
    /// Takes a typed number for that of the only package in the list that it fits, and says so; false where it fits none.
    ///
    /// A guess opens a package and does nothing else: in the modes for many it would pack or ship one, and in the middle
    /// of another package it may be a quantity.
    mutating func useShortNumber(_ code: CodeReading, _ scan: Scan) -> Bool {
        guard scan.source == .prompt, mode == .open, bench.map({ $0.checked == 0 }) ?? true,
            let package = packageNumbered(code)
        else { return false }
        var scan = scan
        scan.notes.append(.takenFor(number: package.number))
        usePackage(package, as: mode, scan)
        return true
    }

    /// The only package in the list whose number is these digits behind zeros; nil where there is none or more than one.
    func packageNumbered(_ code: CodeReading) -> PackageSummary? {
        let digits = String(code.shown.drop { $0 == "0" })
        guard code.factor == 1, !digits.isEmpty, digits.count <= Self.longestNumber,
            digits.allSatisfy({ $0.isASCII && $0.isNumber })
        else { return nil }
        let found = (0...Self.longestNumber - digits.count).flatMap { zeros in
            let number = String(repeating: "0", count: zeros) + digits
            return index.packages(called: scanInput.read(number)).filter {
                $0.number == number && catalog.position(of: $0.id) != nil
            }
        }
        return found.count == 1 ? found[0] : nil
    }

    /// No installation writes a package's number with more digits.
    private static let longestNumber = 16

    /// Says which word a person most likely meant; false where none is near.
    mutating func suggestWord(_ scan: Scan) -> Bool {
        guard scan.source == .prompt, let word = StationCommand.word(near: scan.input) else { return false }
        finish(scan, .word, .wrong, .scan(.perhaps(scan.input, word: word)))
        return true
    }
}
