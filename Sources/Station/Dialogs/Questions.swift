/// The question that waits for an answer, and the form that is being filled in; the question stands before the form.
struct Questions: Equatable, Sendable {
    /// The question; there is one at most.
    private(set) var dialog: Dialog?
    /// The form.
    private(set) var form: Form?
    /// That a package was not packed or shipped because another one was scanned, until the next question has said so.
    private var notDone: Message?

    /// Asks a question; gives it as it is shown.
    mutating func ask(_ dialog: Dialog) {
        self.dialog = dialog
        self.dialog?.before = notDone
        notDone = nil
    }

    /// Says what is in a package that may be meant.
    mutating func nameGoods(of number: String, as goods: String) {
        guard case .whichPackage(let input, let packages)? = dialog?.message else { return }
        dialog?.message = .whichPackage(
            input: input, packages.map { $0.number == number ? $0.having(goods) : $0 })
    }

    /// Leaves the question.
    mutating func closeDialog() { dialog = nil }

    /// Remembers what was not done because the question about it was closed by another package.
    mutating func rememberNotDone(_ message: Message) { notDone = message }

    /// Something was scanned that is no answer: then the general confirmation is none either.
    mutating func markRefused() { dialog?.hasRefused = true }

    /// Goes to the next choice, or the one before; after the last comes the first.
    mutating func cycleChoice(by step: Int) {
        guard let dialog else { return }
        let count = max(1, dialog.choices.count)
        self.dialog?.selected = (dialog.selected + step + count) % count
    }

    /// Moves among the choices, as far as they go.
    mutating func moveChoice(by rows: Int) {
        guard let dialog else { return }
        self.dialog?.selected = min(max(0, dialog.selected + rows), max(0, dialog.choices.count - 1))
    }

    /// Shows a form.
    mutating func openForm(_ form: Form) { self.form = form }

    /// Leaves the form.
    mutating func closeForm() { form = nil }

    /// Changes the form, if there is one.
    mutating func editForm(_ edit: (inout Form) -> Void) {
        guard var form else { return }
        edit(&form)
        self.form = form
    }

    /// Leaves the question or form about the open package: what it was asked for is no longer so.
    mutating func closeAboutOpenPackage() {
        if dialog?.question.isAboutOpenPackage == true { dialog = nil }
        if form?.package != nil { form = nil }
    }
}
