import Barcode
import BarcodeSheet
import Foundation
import Language

/// The badges of a file of names: a name a line; empty lines, and lines that begin with `#`, are left out.
struct BadgeSheet {
    private let badges: [BadgeCode]

    /// Reads the names.
    ///
    /// Errors: a `Failure` that names the file and the line where a name cannot be written as a code, stands twice, or
    /// where there is none at all.
    init(namesIn path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(Phrase("program.badges.unreadable", ["path": path]), Status.noInput)
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw Failure(Phrase("program.badges.no-text", ["path": path]), Status.data)
        }
        var badges: [BadgeCode] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let name = line.trimmingCharacters(in: .whitespaces.union(["\u{FEFF}"]))
            guard !name.isEmpty, !name.hasPrefix("#") else { continue }
            let place: KeyValuePairs<String, any PhraseArgument> = [
                "path": path, "line": String(index + 1), "name": name, "most": BadgeCode.longestName,
            ]
            guard let badge = BadgeCode(name: name) else {
                throw Failure(Phrase("program.badges.no-name", place), Status.data)
            }
            guard !badges.contains(badge) else {
                throw Failure(
                    Phrase("program.badges.twice", ["path": path, "line": String(index + 1), "name": name]), Status.data
                )
            }
            badges.append(badge)
        }
        guard !badges.isEmpty else { throw Failure(Phrase("program.badges.none", ["path": path]), Status.data) }
        self.badges = badges
    }

    /// The sheet, in the order of the file.
    func sheet(in words: SheetWords) throws -> Sheet {
        let purpose = words.text(Phrase("program.badges.purpose"))
        return Sheet(
            title: "Packline",
            sections: [
                Sheet.Section(
                    title: words.text(Phrase("program.badges.title")),
                    codes: try badges.map { badge in
                        try Sheet.Code(
                            title: badge.name, purpose: purpose, letters: badge.letters,
                            barcode: Code128(badge.letters))
                    })
            ])
    }
}
