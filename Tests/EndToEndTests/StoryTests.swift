import OMS
import Testing

extension EndToEnd {
    /// The story of a packer's day, at the station.
    @Suite("The station in a terminal")
    struct StoryTests {
        @Test("a packer filters, opens, checks, packs, ships and denies, and the OMS has it")
        func aDay() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let waiting = try await oms.packages(in: "Waiting")
            let package = try #require(waiting.first { $0.items.count >= 2 })
            let other = try #require(waiting.first { $0.id != package.id })
            let terminal = try await Terminal(columns: 120, rows: 40, environment: oms.environment(folder))
            try terminal.start()
            try await terminal.wait(toShow: "Packages", "list of", "online")

            try await filter(terminal, by: package.number)
            try await check(package, against: waiting, terminal)

            try terminal.enter("XXBOXXX")
            try await oms.wait(for: package, toBe: "Packed")
            try await terminal.wait(toShow: "DONE", "\(package.number) · Packed", "→ Packed")
            #expect(try await oms.lastChange(of: package.id)?.target?.name == "Packed")

            try await terminal.run(word: "ship")
            try await terminal.wait(toShow: "Ship \(package.number)?", "No, go back", "Yes, ship")
            #expect(try await oms.package(package.id).state.name == "Packed")
            try terminal.enter(package.number)
            try await oms.wait(for: package, toBe: "Shipped")
            try await terminal.wait(toShow: "\(package.number) · Shipped")

            try terminal.enter(other.number)
            try await terminal.wait(toShow: "─ \(other.number) · Waiting")
            try terminal.press("F6")
            try await terminal.wait(toShow: "Why is \(other.number) denied?")
            // A reason is answered with its id, as its code does; the question itself by scanning the package.
            try await terminal.run(word: "2")
            try await terminal.wait(toShow: "Deny \(other.number)?", "Reason: ")
            try terminal.enter(other.number)
            try await oms.wait(for: other, toBe: "Needs Rescheduling")
            try await terminal.wait(toShow: "\(other.number) · Needs Rescheduling")

            try await terminal.run(word: "quit")
            #expect(try await terminal.waitForEnd() == 0)
        }

        @Test("without the OMS the list is there, commands are queued, and applied or refused when it is back")
        func outage() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let waiting = try await oms.packages(in: "Waiting")
            try #require(waiting.count >= 2)
            let (package, denied) = (waiting[0], waiting[1])
            let terminal = try await Terminal(columns: 120, rows: 40, environment: oms.environment(folder))
            try terminal.start()
            try await terminal.wait(toShow: "list of", "online")
            for package in [package, denied] {
                try terminal.enter(package.number)
                try await terminal.wait(toShow: "─ \(package.number) · Waiting")
            }

            oms.stop()
            try terminal.press("F5")
            try await terminal.wait(toShow: "OFFLINE", package.number)
            for (count, package) in [package, denied].enumerated() {
                try terminal.enter(package.number)
                try await terminal.wait(toShow: "─ \(package.number) · ")
                try terminal.enter("XXBOXXX")
                try await terminal.wait(toShow: "Pack although")
                try await terminal.run(word: "yes")
                try await terminal.wait(toShow: "\(count + 1) queued", "pack queued")
            }

            // Meanwhile somebody else denies one of them.
            try await oms.behindTheScenes { port in
                let transition = try #require(denied.transition(to: "Needs Rescheduling"))
                let answer = try await PracticeOMS.request(
                    "POST", "packages/\(denied.id)/command/", port: port,
                    body: ["transition": .int(transition), "input_parameters": ["denial_reason": 2]])
                #expect(answer.status == 204)
            }
            try await oms.start()
            try terminal.press("F5")
            try await oms.wait(for: package, toBe: "Packed")
            var hasSeenChange = false
            try await terminal.wait(for: "the end of \(denied.number) to be told") { screen in
                if screen.contains("REFUSED") || screen.contains("NEEDS YOU") {
                    return screen.contains("Needs Rescheduling")
                }
                // What somebody else did can be known first; what became of the command stands behind it then.
                if !hasSeenChange, screen.contains("PACKAGE CHANGED"), screen.contains("1 more") {
                    hasSeenChange = true
                    try terminal.press("Escape")
                }
                return false
            }
            #expect(try await oms.package(denied.id).state.name == "Needs Rescheduling")
            // What became of the command, and what somebody else did to the open package, wait to be acknowledged.
            try await terminal.wait(for: "every error to be acknowledged") { screen in
                guard screen.contains("acknowledge") else { return true }
                try terminal.press("Escape")
                return false
            }
            try await terminal.wait(toShow: "online")
            try terminal.press("F10")
            #expect(try await terminal.waitForEnd() == 0)
        }

        @Test("a supervisor asks the OMS with a filter, and gives a command with the values that it asks for")
        func forms() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let package = try #require(try await oms.packages(in: "Packed").first)
            let terminal = try await Terminal(columns: 100, rows: 30, environment: oms.environment(folder))
            try terminal.start()
            try await terminal.wait(toShow: "list of", "online")

            try terminal.press("F2", "F2")
            try await terminal.wait(toShow: "Ask the OMS for packages", "▸ State", "more ─")
            try terminal.press("Down")
            try await terminal.wait(toShow: "▸ Order number (starts with)")
            try terminal.enter(try #require(package.orderNumber))
            try await terminal.wait(toShow: "· asked: Order number", " \(package.number) ")
            try terminal.press("Escape")
            try await terminal.wait(toShow: "The filter of the OMS is off")

            try terminal.enter(package.number)
            try await terminal.wait(toShow: "─ \(package.number) · Packed")
            try terminal.press("F9")
            try await terminal.wait(toShow: "Ship the package (advanced) → Shipped …", "Show the invoice")
            try await terminal.run(word: "2")
            try await terminal.wait(toShow: "─ Ship the package (advanced) \(package.number) ", "▸ Cargo company")
            try terminal.enter("one")
            try await terminal.wait(toShow: "“Cargo company” takes a whole number, and “one” is something else.")
            try terminal.press("BSpace", "BSpace", "BSpace")
            try terminal.enter("1")
            try await terminal.wait(toShow: "▸ Tracking number")
            try terminal.enter("TRACK-0077")
            try await terminal.wait(toShow: "Cargo company: 1", "Tracking number: TRACK-0077", "Yes, ship")
            #expect(try await oms.package(package.id).state.name == "Packed")
            try await terminal.run(word: "yes")
            try await oms.wait(for: package, toBe: "Shipped")
            #expect(try await oms.package(package.id).trackingNumber == "TRACK-0077")
            try await terminal.wait(toShow: "\(package.number) · Shipped")

            try await terminal.run(word: "quit")
            #expect(try await terminal.waitForEnd() == 0)
        }

        @Test("the demo starts, and 200 scans in one write are all answered, in their order")
        func burst() async throws {
            let terminal = try await Terminal(columns: 120, rows: 40, environment: [:])
            try terminal.start("demo")
            try await terminal.wait(toShow: "Packages", "list of", "F10 Quit")
            // Half of them are modes: a mode is visible on the screen, and changes nothing at the OMS.
            let codes = (1...199).map { $0.isMultiple(of: 2) ? "XXOPENXX" : "XXBOXLOTXX" }
            try terminal.type((codes + ["XXSENDLOTXX"]).map { $0 + "\r" }.joined())
            try await terminal.wait(toShow: "SHIP EACH ▸", "Every package scanned is shipped.")
            try terminal.press("F8")
            try await terminal.wait(for: "the last scans with their numbers") { screen in
                let numbers = screen.matches(of: #/\d\d:\d\d:\d\d +(\d+) +ok /#).compactMap { Int($0.1) }
                return numbers.first == 200 && numbers == Array((201 - numbers.count...200).reversed())
            }
            try await terminal.run(word: "quit")
            #expect(try await terminal.waitForEnd() == 0)
        }

        // MARK: - Chapters

        /// Types a number into the filter letter by letter: the list gets no longer with any, and ends with the one.
        private func filter(_ terminal: Terminal, by number: String) async throws {
            func rows(_ screen: String) -> Int {
                screen.matches(of: /^│[▸ ][● ] \d{6,}/.anchorsMatchLineEndings()).count
            }
            try terminal.press("F2")
            try await terminal.wait(toShow: "Filter ▸")
            var count = rows(try terminal.screen)
            #expect(count > 1)
            for length in 1...number.count {
                try terminal.type(String(number.prefix(length).suffix(1)))
                try await terminal.wait(toShow: "Filter ▸ \(number.prefix(length)) ")
                let now = rows(try terminal.screen)
                #expect(now <= count, "a letter more has shown more packages")
                count = now
            }
            #expect(count == 1)
            // On a quick machine the letters came like those of a scan, and a key in the middle of one is only reported.
            try await terminal.wait(for: "the whole list") { screen in
                if rows(screen) > 1 { return true }
                try terminal.press("Escape")
                return false
            }
        }

        /// Opens a package by scanning it, scans something wrong first, and then each of its items.
        private func check(_ package: Package, against others: [Package], _ terminal: Terminal) async throws {
            try terminal.enter(package.number)
            try await terminal.wait(toShow: "─ \(package.number) · Waiting", "Items 0 of \(package.units) checked")
            let own = Set(package.items.flatMap { [$0.selectedBarcode, $0.product.barcode, $0.product.sku] })
            let wrong = try #require(others.flatMap(\.codes).first { !own.contains($0) })
            try terminal.enter(wrong)
            try await terminal.wait(toShow: "WRONG ITEM", ", needed by ", "Esc or Enter: acknowledge")
            try terminal.press("Escape")
            try await terminal.wait(for: "the error to be gone") { !$0.contains("acknowledge") }
            for (index, code) in package.codes.enumerated() {
                try terminal.enter(code)
                try await terminal.wait(toShow: "Items \(index + 1) of \(package.units) checked")
            }
            try await terminal.wait(toShow: "DONE")
        }
    }
}
