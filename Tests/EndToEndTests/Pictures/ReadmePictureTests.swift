import Foundation
import Testing

extension EndToEnd {
    /// The pictures of the README: a short story is played in a terminal, and what it shows is the picture.
    ///
    /// `PACKLINE_PICTURES=write` writes them anew. The clock stands at a day in May (libfaketime), so that they are the same on
    /// every day; the monotonic clock goes on.
    @Suite("The pictures of the README")
    struct ReadmePictureTests {
        private static let isWriting = ProcessInfo.processInfo.environment["PACKLINE_PICTURES"] == "write"
        private static let folder = URL(filePath: #filePath)
            .deletingLastPathComponent().appending(path: "../../../.pictures").standardized
        private static let (columns, rows) = (112, 28)

        @Test("they show what the program shows")
        func pictures() async throws {
            let terminal = try await Terminal(
                columns: Self.columns, rows: Self.rows,
                environment: ["TZ": "Europe/Istanbul", "FAKETIME_DONT_FAKE_MONOTONIC": "1"])
            try terminal.enter(
                "faketime '2026-05-12 14:00:00' '\(BuiltProgram.path)' demo --name 'bench 3'; echo status $?")
            try await terminal.wait(toShow: "Packages 123", "online · list of 14:00")
            try terminal.enter("000000019")
            try await terminal.wait(toShow: "─ 000000019 · Preparing", "Items 0 of 3 checked")
            for (count, code) in ["8698953541026", "1240384"].enumerated() {
                try terminal.enter(code)
                try await terminal.wait(toShow: "Items \(count + 1) of 3 checked")
            }
            try await terminal.wait(toShow: "OK  1240384")
            try compare(terminal, "station")
            // An item of another package, after a pause: labels within 50 ms count as one shot of the scanner.
            try await Task.sleep(for: .milliseconds(100))
            try terminal.enter("8698568884143")
            try await terminal.wait(toShow: "WRONG ITEM", "acknowledge")
            try compare(terminal, "wrong-item")
        }

        private func compare(_ terminal: Terminal, _ name: String) throws {
            let picture = ScreenPicture(try terminal.colouredScreen, columns: Self.columns).svg
            let file = Self.folder.appending(path: "\(name).svg")
            if Self.isWriting { return try picture.write(to: file, atomically: true, encoding: .utf8) }
            let (kept, shown) = (Self.lines(try String(contentsOf: file, encoding: .utf8)), Self.lines(picture))
            for (row, lines) in zip(kept, shown).enumerated() {
                #expect(lines.0 == lines.1, "line \(row + 1) of \(name).svg; PACKLINE_PICTURES=write writes it anew")
            }
            #expect(kept.count == shown.count, "the lines of \(name).svg")
        }

        /// The lines of a picture, with all times alike.
        ///
        /// Times of the log are counted from the start of the demo, which takes its time.
        private static func lines(_ svg: String) -> [String] {
            svg.split(separator: "\n").map { String($0).replacing(/\d\d:\d\d(:\d\d)?/, with: "00:00") }
        }
    }
}
