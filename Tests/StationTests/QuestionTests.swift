import OMS
import Station
import StationTesting
import Testing

@Suite("Questions and what answers them")
struct QuestionTests {
    private static let mug = "4006381333931"

    // MARK: - One code, two meanings

    /// A package with an item whose barcode is the number of another package.
    private static let twofold = Sample.package(
        84, "000000084",
        items: [
            Sample.item(1, "BOOK", "Book", barcode: "000000085"), Sample.item(2, "BOOK", "Book", barcode: "000000085"),
            Sample.item(3, "PEN", "Pen"),
        ])
    private static let other = Sample.package(85, "000000085", items: [Sample.item(1, "CUP", "Cup")])

    @Test("a code that is goods of the open package and another package's number is a question, in every mode")
    func twoMeanings() {
        for mode in ["XXOPENXX", "XXBOXLOTXX", "XXSENDLOTXX"] {
            var bench = StationDriver.open(Self.twofold, besides: [Self.other])
            bench.scan(mode)
            bench.scan("000000085")
            #expect(bench.station.dialog?.title == "What is 000000085?")
            #expect(bench.station.dialog?.choices.first == "Goods of this package: BOOK Book")
            #expect(bench.checked == "0/2 0/1" && bench.intents == [])
        }
    }

    @Test("the answer holds for that code until the package is left")
    func remembered() {
        var bench = StationDriver.open(Self.twofold, besides: [Self.other])
        bench.scan("000000085")
        bench.press(.enter)
        #expect(bench.checked == "1/2 0/1" && bench.station.dialog == nil)
        bench.scan("000000085")
        #expect(bench.checked == "2/2 0/1" && bench.station.dialog == nil)
        bench.enterQuietly("hold")
        bench.enterQuietly("000000084")
        bench.quietly(.opened(OpenedPackage(package: Self.twofold, logs: nil)))
        bench.scan("000000085")
        #expect(bench.station.dialog?.title == "What is 000000085?", "the package was left")
        bench.press(.down)
        bench.press(.enter)
        #expect(bench.effects.contains(.open(package: 85)))
    }

    @Test("the number of the open package itself is no question where its goods have that code")
    func ownNumber() {
        let own = Sample.package(86, "000000086", items: [Sample.item(1, "CUP", "Cup", barcode: "000000086")])
        var bench = StationDriver.open(own)
        bench.scan("000000086")
        #expect(bench.station.dialog == nil && bench.checked == "1/1")
    }

    @Test("one barcode on two products of the same name is a question that shows what tells them apart")
    func sameName() {
        func shirt(_ id: Int, _ sku: String, _ size: String) -> JSONValue {
            [
                "id": .int(id),
                "order_item": [
                    "product": [
                        "sku": .string(sku), "name": "Shirt", "barcode": .string(Self.mug),
                        "attributes": ["size": .string(size)],
                    ]
                ],
            ]
        }
        var bench = StationDriver.open(
            Sample.package(87, "000000087", items: [shirt(1, "T-S", "S"), shirt(2, "T-M", "M")]))
        bench.scan(Self.mug)
        #expect(bench.station.dialog?.choices.map(\.shown) == ["T-S  Shirt  S", "T-M  Shirt  M"])
        #expect(bench.checked == "0/1 0/1")
    }

    // MARK: - By force

    @Test("the general confirmation packs nothing by force, and neither does a refused code followed by it")
    func habit() {
        for codes in [["XXBOXXX", "XXDONEXX"], ["XXBOXXX", "XXSENDXX", "XXDONEXX"], ["XXBOXXX", "XXV", "XXDONEXX"]] {
            var bench = StationDriver.open(Sample.coat)
            var intents: [CommandIntent] = []
            for code in codes {
                bench.scan(code)
                intents += bench.intents
            }
            #expect(intents == [], "\(codes)")
        }
    }

    @Test("a command code that is no answer closes the question with an alert, and nothing is done")
    func otherCommand() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("XXBOXXX")
        bench.scan("XXSENDXX")
        #expect(bench.station.dialog == nil && bench.alertTitles == ["NO ANSWER"] && bench.intents == [])
        bench.scan("XXDONEXX")
        #expect(bench.alertTitles == [] && bench.station.dialog == nil && bench.intents == [])
    }

    @Test("after a code that is no answer, the general confirmation does not answer the question either")
    func refusedCode() {
        var bench = StationDriver.atWork(on: Sample.packed).unstated
        bench.scan("XXSENDXX")
        bench.scan("NOSUCHCODE")
        bench.scan("XXDONEXX")
        #expect(bench.intents == [] && bench.station.dialog == nil && bench.alertTitles == ["NO ANSWER"])
    }

    @Test("a line of a program is no sooner an answer than a scan, and yes is one at once")
    func programAnswers() {
        var bench = StationDriver.open(Sample.coat)
        for line in ["XXBOXXX", "000000073"] { bench.enterQuietly(line) }
        #expect(bench.intents == [] && bench.station.dialog != nil)
        bench.send(.line("yes", number: 9))
        #expect(bench.intents.map(\.package) == [73])
    }

    @Test("the package's own code says yes from one second on; what is sooner is a double read")
    func ownCode() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("XXBOXXX")
        bench.wait(milliseconds: -700)
        bench.scan("000000073")
        #expect(bench.intents == [] && bench.station.dialog != nil && bench.station.result?.word == "IGNORED")
        bench.wait(milliseconds: 100)
        bench.scan("100129841")
        #expect(bench.intents.map(\.package) == [73])
    }

    @Test("in PACK EACH, force means what it means everywhere", arguments: StationSettings.ForcePolicy.allCases)
    func packEach(force: StationSettings.ForcePolicy) {
        var bench = StationDriver.atWork(settings(force)).unstated
        bench.scan("XXBOXLOTXX")
        bench.scan("000000073")
        #expect(bench.intents.count == (force == .always ? 1 : 0))
        #expect(
            (bench.station.dialog?.title == "Pack 000000073 although none of the 3 units is checked?")
                == (force == .confirm))
        #expect((bench.station.result?.word == "WRONG") == (force == .never))
    }

    @Test("in PACK EACH, scanning another package closes the question, and the first was not packed")
    func packEachNext() {
        var bench = StationDriver.atWork().unstated
        bench.scan("XXBOXLOTXX")
        bench.scan("000000073")
        bench.scan("000000071")
        let words = bench.effects.compactMap { if case .answer(let answer) = $0 { answer.text } else { nil } }
        #expect(words.first == "000000073 was NOT packed: another package was scanned.")
        #expect(bench.effects.contains(.sound(.wrong)) && bench.intents == [])
        #expect(bench.station.dialog?.title == "Pack 000000071 although the one unit is not checked?")
        #expect(bench.station.dialog?.text.first == "000000073 was NOT packed: another package was scanned.")
        bench.scan("000000071")
        #expect(bench.intents.map(\.package) == [71])
    }

    @Test("what was checked and put aside is packed in PACK EACH without a question")
    func packEachChecked() {
        var bench = StationDriver.atWork(on: Sample.mug).unstated
        bench.scan("2000001")
        bench.enterQuietly("hold")
        bench.scan("XXBOXLOTXX")
        bench.scan("000000071")
        bench.send(.opened(OpenedPackage(package: Sample.mug, logs: nil)))
        #expect(bench.intents.map(\.package) == [71] && bench.intents.first?.contents?.isForced == false)
    }

    @Test("a program packs by force only where it says so, or the bench always does")
    func program() {
        let asked: [(StationSettings.ForcePolicy, Bool, Bool)] = [
            (.never, false, false), (.never, true, false), (.confirm, false, false), (.confirm, true, true),
            (.always, false, true),
        ]
        for (force, isForced, isPacked) in asked {
            var bench = StationDriver.atWork(settings(force)).unstated
            bench.send(.order(.pack, package: "000000073", parameters: [:], isForced: isForced, number: 1))
            #expect(bench.intents.count == (isPacked ? 1 : 0), "\(force) \(isForced)")
            if force == .confirm, !isForced { #expect(bench.station.result?.text.contains("--force") == true) }
        }
    }

    // MARK: - Natural answers

    @Test("an item that is needed closes the question and counts")
    func neededItem() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("XXBOXXX")
        bench.scan("1006905")
        #expect(bench.station.dialog == nil && bench.checked == "1/1 0/2" && bench.alertTitles == [])
    }

    @Test("a package scanned at the question why one is denied closes it and opens")
    func anotherPackage() {
        var bench = StationDriver.open(Sample.coat)
        bench.scan("XXREJECTXX")
        bench.scan("000000071")
        #expect(bench.station.dialog == nil && bench.effects.contains(.open(package: 71)))
    }

    @Test("words and numbers on labels answer no question", arguments: ["YES", "1", "2", "Stokta yok", "12", "NO"])
    func labels(label: String) {
        for question in ["XXBOXXX", "XXREJECTXX"] {
            var bench = StationDriver.open(Sample.coat)
            bench.scan(question)
            let title = bench.station.dialog?.title
            bench.scan(label)
            #expect(bench.station.dialog?.title == title && bench.intents == [], "\(question) \(label)")
        }
    }

    private func settings(_ force: StationSettings.ForcePolicy) -> StationSettings {
        var settings = StationSettings(station: "bench 3", location: "369")
        settings.force = force
        return settings
    }
}
