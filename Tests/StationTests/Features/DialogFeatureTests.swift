import OMS
import StationTesting
import Testing

@testable import Station

@Suite("Alerts, questions and forms, alone")
struct DialogFeatureTests {
    private static let difference = PackDifference(
        putIn: [PackDifference.Change(title: "Mug", count: 1)], takeOut: [], unreadable: 0)

    private static func question() -> Dialog {
        Dialog(.whichItem(code: "x", ["a", "b", "c"]), .package([1, 2, 3]), .word("x"), shown: 0)
    }

    @Test("the right scan takes wrong scans away, and never what happened to a package")
    func answeredByScan() {
        var alerts = AlertQueue()
        alerts.add(Alert(.unknownCode("X", nil, nil, isPackageOpen: false), at: .zero))
        alerts.add(Alert(.packageGone(number: "000000073"), at: .zero))
        alerts.removeAnsweredByScan()
        #expect(alerts.alerts.map(\.title.shown) == ["PACKAGE GONE"])
        #expect(alerts.removeFirst()?.title == "PACKAGE GONE" && alerts.removeFirst() == nil)
    }

    @Test("the cursor goes round the choices, and arrows stop at the ends")
    func choices() {
        var questions = Questions()
        questions.ask(Self.question())
        questions.cycleChoice(by: -1)
        #expect(questions.dialog?.selected == 2)
        questions.cycleChoice(by: 1)
        #expect(questions.dialog?.selected == 0)
        questions.moveChoice(by: 9)
        #expect(questions.dialog?.selected == 2)
    }

    @Test("the next question says which package was not packed, once")
    func notPacked() {
        var questions = Questions()
        questions.rememberNotDone(.question(.notPacked(number: "000000071")))
        questions.ask(Self.question())
        #expect(questions.dialog?.text.first?.contains("000000071") == true)
        questions.closeDialog()
        questions.ask(Self.question())
        #expect(questions.dialog?.text == Self.question().text && questions.dialog?.before == nil)
    }

    @Test("a change of the open package closes its form, and leaves a question about other packages")
    func closes() {
        var questions = Questions()
        questions.ask(Self.question())
        questions.openForm(
            Form(.query, [FormField(name: "v", label: "Value", .value(.text))], .inquiry, .word("x"), package: 73))
        questions.closeAboutOpenPackage()
        #expect(questions.form == nil && questions.dialog != nil)
    }

    @Test("a form is edited in its place")
    func form() {
        var questions = Questions()
        questions.editForm { $0.problem = .kept("nobody sees it") }
        #expect(questions.form == nil)
        questions.openForm(Form(.query, [FormField(name: "v", label: "Value", .value(.text))], .inquiry, .word("x")))
        questions.editForm { $0.current.text = TextField("7") }
        #expect(questions.form?.current.text.text == "7")
        questions.closeForm()
        #expect(questions.form == nil)
    }
}
