import Language
import OMS
import Station
import StationTesting
import Testing

@Suite("Filters of the OMS")
struct InquiryTests {
    private let all = ">000000073 Preparing, 000000071 Waiting"

    /// A bench with the form open, and a city's name in its row.
    private func atForm() -> StationDriver {
        var bench = StationDriver.atWork()
        bench.quietly(.keys([.command(.filter), .command(.filter)]))
        for _ in 1...6 { bench.quietly(.keys([.command(.down)])) }
        bench.quietly(.keys("Ankara".unicodeScalars.map { .character($0) }))
        return bench
    }

    /// A bench that has asked for a city, with nothing answered yet.
    private func asking() -> StationDriver {
        var bench = atForm()
        bench.wait(milliseconds: 1_000)
        bench.press(
            .enter,
            changes: [.asks: "", .says: "ASKING Asking the OMS: City name Ankara · Esc lists all again"],
            effects: ["inquire cityName=Ankara for 2", "2 confirmation ok"])
        return bench
    }

    private func answer(_ ids: [Int], done: Int, end: OMSQueryAnswer.End?, ignored: Set<PackageParameter> = [])
        -> StationEvent
    {
        .inquiry(
            OMSQueryAnswer(
                number: 2, ids: ids, others: 0, progress: Progress(done: done, total: 9), ignored: ignored, end: end))
    }

    @Test("F2 twice opens a form with every filter of the API, the usual ones first")
    func form() throws {
        let form = try #require(atForm().station.form)
        #expect(form.fields.count == PackageParameter.allCases.count)
        #expect(
            form.fields.prefix(4).map(\.label.shown)
                == ["State", "Order number (starts with)", "Product barcode", "Product SKU"])
        #expect(Set(form.fields.map(\.label.english)).count == form.fields.count)
        #expect(form.fields[0].choices.map(\.label.shown).contains("Preparing"))
    }

    @Test("the list stays until the first page has come, then shows what was asked for, of any state")
    func answered() {
        var bench = asking()
        bench.send(
            answer([64], done: 4, end: nil), changes: [.list: ">000000064 Packed"])
        bench.send(
            answer([71], done: 9, end: .complete),
            changes: [.list: ">000000071 Waiting, 000000064 Packed", .says: "OK City name Ankara: 2 packages"])
        bench.escape(
            changes: [.list: all, .says: "NOTE The filter of the OMS is off: 2 packages."], effects: ["inquire no more"]
        )
    }

    @Test("a filter that the OMS ignored is named, and a page for an older question changes nothing")
    func ignored() {
        var bench = asking()
        bench.send(
            .inquiry(OMSQueryAnswer(number: 1, ids: [73], progress: Progress(done: 9, total: 9), end: .complete)))
        bench.send(
            answer([64], done: 9, end: .complete, ignored: [.cityName]),
            changes: [
                .list: ">000000064 Packed",
                .says:
                    "NOTE City name Ankara: 1 package · the OMS ignored “City name”: what does not fit is left out",
            ])
        bench.enter(
            "filter",
            changes: [.list: all, .says: "OK The filter of the OMS is off: 2 packages."],
            effects: ["inquire no more", "3 confirmation ok"])
    }

    @Test("a condition that the answer does not show is named as one that could not be checked")
    func notChecked() {
        var bench = asking()
        let page = OMSQueryAnswer(
            number: 2, ids: [64], progress: Progress(done: 9, total: 9), ignored: [.placedOn],
            unchecked: [.channel, .cityName], end: .complete)
        bench.send(
            .inquiry(page),
            changes: [
                .list: ">000000064 Packed",
                .says:
                    "NOTE City name Ankara: 1 package · the OMS ignored “Order date”: what does not fit is left out · "
                    + "whether all meet “City name”, “Channel” could not be checked",
            ])
    }

    @Test("without an answer the list stays as it was, and why is said")
    func failed() {
        var bench = asking()
        bench.send(
            answer([], done: 0, end: .failed("Could not connect.")),
            changes: [.says: "WRONG City name Ankara: Could not connect."], effects: ["2 confirmation wrong"])
        #expect(bench.station.list.inquiry == nil)
    }

    @Test("a refresh asks again, and what is typed narrows what was answered")
    func again() {
        var bench = asking()
        bench.quietly(answer([64, 71], done: 2, end: .complete))
        bench.press(
            .refresh, changes: [.says: "OK Reading the packages again."],
            effects: ["refresh", "inquire cityName=Ankara for 2", "3 word ok"])
        bench.quietly(answer([64, 71], done: 2, end: .complete))
        bench.enter(
            "filter mug", changes: [.says: "OK Filter “mug”: 0 packages.", .filter: "mug", .list: ""],
            effects: ["4 word ok"])
    }

    @Test("when a later page fails, the packages of the pages before it stay listed")
    func laterPageFailed() {
        var bench = asking()
        bench.send(answer([64], done: 4, end: nil), changes: [.list: ">000000064 Packed"])
        bench.send(
            answer([], done: 4, end: .failed("No answer within 30 s.")),
            changes: [.says: "WRONG City name Ankara: not all · No answer within 30 s."],
            effects: ["2 confirmation wrong"])
    }

    @Test("a refresh in the middle of an answer leaves out what no longer fits, and one that fails takes nothing away")
    func refreshedMidway() {
        var bench = asking()
        bench.quietly(answer([64], done: 4, end: nil))
        bench.quietly(.keys([.command(.refresh)]))
        bench.send(
            answer([71], done: 5, end: nil),
            changes: [.list: ">000000071 Waiting", .says: "OK Reading the packages again."])
        bench.quietly(answer([], done: 9, end: .complete))
        bench.quietly(.keys([.command(.refresh)]))
        bench.quietly(answer([], done: 0, end: .failed("Could not connect.")))
        #expect(bench.station.listed().map(\.id) == [71])
        #expect(bench.station.result?.text == "City name Ankara: as it was before · Could not connect.")
    }

    /// What three packages have, two of them of one carrier.
    private var values: FilterValues {
        get throws {
            var values = FilterValues()
            for text in [
                #"{"shipment": {"cargo_company": {"id": 4, "name": "Aras Kargo"}}, "shipping_address": {"city": {"pk": 6, "name": "Ankara"}}}"#,
                #"{"shipment": {"cargo_company": {"id": 4, "name": "Aras Kargo"}}, "stock_location": {"erp_code": "369"}}"#,
                #"{"shipment": {"cargo_company": {"id": 2, "name": "Yurtiçi Kargo"}}}"#,
            ] { values.add(try JSONDocument(text).root) }
            return values
        }
    }

    /// A bench with the form open in a row, and what the mirror has offered in it.
    private func offering(_ label: String) throws -> StationDriver {
        var bench = StationDriver.atWork().unstated
        bench.quietly(.keys([.command(.filter), .command(.filter)]))
        bench.send(.filterValues(try values))
        let row = try #require(bench.station.form?.fields.firstIndex { $0.label.english == label })
        for _ in 0..<row { bench.quietly(.keys([.command(.down)])) }
        return bench
    }

    private func row(_ bench: StationDriver) -> FormField? { bench.station.form.map { $0.fields[$0.position] } }

    @Test("a row whose values the mirror knows offers them by name, those of most packages first")
    func offered() throws {
        var bench = try offering("Cargo company")
        #expect(row(bench)?.options.map(\.label.shown) == ["Aras Kargo", "Yurtiçi Kargo"])
        bench.quietly(.keys([.edit(.right), .edit(.right)]))
        #expect(row(bench)?.shown?.shown == "Yurtiçi Kargo")
        bench.press(.enter)
        #expect(bench.effects.contains { $0 == .inquire([.cargoCompany: "2"], number: 2) }, "\(bench.effects)")
        #expect(bench.station.result?.text.contains("Yurtiçi Kargo") == true)
    }

    @Test("the beginning of a name stands for the one that is offered, and what is typed takes the place of a choice")
    func typedName() throws {
        var bench = try offering("Cargo company")
        bench.quietly(.keys([.edit(.right)]))
        bench.type("yurt")
        #expect(row(bench)?.text.text == "yurt")
        bench.press(.enter)
        #expect(bench.effects.contains { $0 == .inquire([.cargoCompany: "2"], number: 2) }, "\(bench.effects)")
    }

    @Test(
        "what no package has can still be typed, and what was asked for is shown by its name when the form is opened again"
    )
    func notOffered() throws {
        var city = try offering("City name")
        city.type("Sivas")
        city.press(.enter)
        #expect(city.effects.contains { $0 == .inquire([.cityName: "Sivas"], number: 2) }, "\(city.effects)")
        var company = try offering("Cargo company")
        company.type("4")
        company.press(.enter)
        company.quietly(.keys([.command(.filter), .command(.filter)]))
        company.send(.filterValues(try values))
        #expect(company.station.form?.fields.compactMap(\.option).map(\.label.shown) == ["Aras Kargo"])
    }

    @Test("a value of another kind is named before anything is asked")
    func wrong() {
        var bench = StationDriver.atWork().unstated
        bench.quietly(.keys([.command(.filter), .command(.filter)]))
        for _ in 1...8 { bench.quietly(.keys([.command(.down)])) }
        for letter in "soon".unicodeScalars {
            bench.wait(milliseconds: 200)
            bench.quietly(.keys([.character(letter)]))
        }
        bench.wait(milliseconds: 200)
        bench.quietly(.keys([.enter]))
        #expect(
            bench.station.form?.complaint
                == "“Delivery range date” takes \(PackageParameter.ValueKind.date.expected), and “soon” is something else."
        )
        #expect(bench.station.list.inquiry == nil)
        #expect(bench.effects.isEmpty)
    }
}
