import Barcode
import OMS

// Questions and their answers. There is one question at most; a scan answers it only if it is one of its answers.
extension StationModel {
    mutating func ask(_ dialog: Dialog, _ meaning: ScanAnswer.Meaning) {
        self.dialog = dialog
        page = .work
        finish(dialog.scan, meaning, .ok, ([dialog.title] + dialog.text.prefix(3)).joined(separator: " "), word: "?")
    }

    /// Enter on the choice that the cursor is on; the Enter of a scan is not meant.
    mutating func answerSelected() {
        guard let dialog, now.uptime &- dialog.shown >= Dialog.deafness else { return }
        choose(dialog.selected, of: dialog, nextScan(dialog.choices[dialog.selected], isWritten: true))
    }

    /// Takes a scan or a written line as the answer, or refuses it.
    mutating func answer(_ scan: Scan, _ code: CodeReading) {
        guard let dialog else { return }
        if let choice = choice(code, scan, of: dialog) {
            choose(choice, of: dialog, scan)
        } else if ["NO", "BACK", "CANCEL"].contains(code.text) || code.code.command == .undo {
            self.dialog = nil
            finish(scan, .confirmation, .ok, "\(dialog.title): left, nothing was done.")
        } else {
            let message = "\(scan.input) is no answer to “\(dialog.title)”."
            finish(scan, .unknown, .wrong, message)
        }
    }

    /// Which choice a code or a word stands for.
    private func choice(_ code: CodeReading, _ scan: Scan, of dialog: Dialog) -> Int? {
        if scan.isWritten, let choice = dialog.choices.firstIndex(of: scan.input) { return choice }
        switch dialog.question {
        case .confirm(let intent, let number): return isYes(code, scan, intent.package, number) ? 1 : nil
        case .change(_, let package, let number): return isYes(code, scan, package, number) ? 1 : nil
        case .reason(let reasons):
            let id = code.code.reason?.id ?? reason(named: code.text)?.id
            return reasons.firstIndex { $0.id == id }
        case .package(let ids):
            let named = index.packages(called: code).map(\.id)
            return ids.firstIndex { id in
                named.contains(id) && index[id].map { code.keys.contains(CodeForm.key($0.number)) } ?? false
            } ?? listed(code.text, of: dialog)
        case .line(let ids, _):
            return ids.firstIndex { CodeForm.plain($0) == code.text } ?? listed(code.text, of: dialog)
        case .check: return code.code.command == .confirm || code.text == "YES" ? 1 : nil
        case .offer, .layout:
            return listed(code.text, of: dialog)
        }
    }

    /// Whether a code or a word says yes to what is asked about a package: yes, or the package once more.
    private func isYes(_ code: CodeReading, _ scan: Scan, _ package: Int, _ number: String) -> Bool {
        if code.code.command == .confirm || code.text == "YES" || (scan.isWritten && code.text == "Y") { return true }
        return index.packages(called: code).contains { $0.id == package } || code.keys.contains(CodeForm.key(number))
    }

    /// The choice with that number in the list, from 1.
    private func listed(_ code: String, of dialog: Dialog) -> Int? {
        guard let number = Int(code), dialog.choices.indices.contains(number - 1) else { return nil }
        return number - 1
    }

    private mutating func choose(_ choice: Int, of dialog: Dialog, _ scan: Scan) {
        self.dialog = nil
        switch dialog.question {
        case .confirm(let intent, _):
            if choice == 1 {
                run(intent, scan)
            } else {
                finish(scan, .confirmation, .ok, "\(dialog.title): left, nothing was done.")
            }
        case .reason(let reasons): deny(with: reasons[choice].id, scan, .reason)
        case .package(let ids):
            if let package = index[ids[choice]] { take(package, scan) }
        case .line(let ids, let count):
            if let line = bench?.lines.first(where: { $0.id == ids[choice] }) { check(line, count: count, scan) }
        case .check(let id):
            guard choice == 1, let line = bench?.lines.first(where: { $0.id == id }) else {
                finish(scan, .confirmation, .ok, "\(dialog.title): left, nothing was done.")
                return
            }
            check(line, count: 1, scan)
        case .layout(let layouts):
            guard choice > 0 else {
                finish(scan, .confirmation, .ok, "The layout stays as it is.")
                return
            }
            codes.layout = layouts[choice - 1]
            take(Scan(number: scan.number, input: dialog.scan.input, isWritten: false))
        case .change(let change, let package, _):
            if choice == 1 {
                run(change, on: package, scan)
            } else {
                finish(scan, .confirmation, .ok, "\(dialog.title): left, nothing was done.")
            }
        case .offer(let offers, let package): choose(offers[choice], of: package, scan)
        }
    }
}
