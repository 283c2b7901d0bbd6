import Language
import OMS

// What the bench sets of a package besides the OMS's commands: invoice number, remote id, extra information, the invoice.
extension StationModel {
    /// Opens the form for a fact of the open package, or asks whether to make its invoice.
    mutating func changeFact(_ fact: FactOffer, _ scan: Scan) {
        guard let package = bench?.package else { return }
        switch fact {
        case .invoice: confirmChange(.invoice, of: package, [], scan)
        case .invoiceNumber:
            openForm(single(fact, package.invoiceNumber, package, scan))
        case .remoteID:
            openForm(single(fact, package.remoteID, package, scan))
        case .extraInformation:
            openForm(
                Form(
                    .fact(fact, number: package.number), FormField.noted(on: package), .fact(fact), scan,
                    package: package.id))
        }
    }

    private func single(_ fact: FactOffer, _ known: String?, _ package: Package, _ scan: Scan) -> Form {
        var field = FormField(name: "value", label: fact.field, isRequired: true, .value(.text))
        field.text = TextField(known ?? "")
        return Form(.fact(fact, number: package.number), [field], .fact(fact), scan, package: package.id)
    }

    /// Asks whether what was filled in is to be set.
    mutating func submitFact(_ fact: FactOffer, _ form: Form, _ scan: Scan) {
        guard let package = bench?.package else { return }
        let text = form.fields.first?.text.text ?? ""
        let change: PackageChange
        switch fact {
        case .invoiceNumber: change = .invoiceNumber(text)
        case .remoteID: change = .remoteID(text)
        case .extraInformation: change = .extraInformation(form.noted)
        case .invoice: change = .invoice
        }
        confirmChange(change, of: package, form.given, scan)
    }

    private mutating func confirmChange(
        _ change: PackageChange, of package: Package, _ given: [DialogMessage.Line], _ scan: Scan
    ) {
        guard !refuseTwice(change, on: package.id, scan) else { return }
        ask(
            Dialog(
                .set(change.fact, number: package.number, given),
                .change(change, package: package.id, number: package.number), scan, shown: now.uptime),
            .word)
    }

    /// Gives a change to the engine; it is acknowledged when the OMS has answered.
    mutating func requestChange(_ change: PackageChange, on package: Int, _ scan: Scan) {
        questions.closeForm()
        guard !refuseTwice(change, on: package, scan) else { return }
        factChanges.begin(change, of: package, scan)
        effects.append(.change(change, package: package, scan: scan.number))
        tell(.notice, .sending, .document(.sending(change.fact, number: index[package]?.number ?? "")))
    }

    /// Refuses to ask for what the OMS was asked for and has not answered: it might be done twice.
    private mutating func refuseTwice(_ change: PackageChange, on package: Int, _ scan: Scan) -> Bool {
        guard factChanges.isPending(change, of: package) else { return false }
        finish(scan, .word, .wrong, .document(.sentAlready(change.fact, number: number(of: package))))
        return true
    }

    /// Says what became of a change.
    mutating func endChange(
        _ change: PackageChange, of package: Int, _ outcome: ChangeOutcome, scan number: Int
    ) {
        let scan = factChanges.end(number) ?? self.scan(number, change.fact.key)
        let name = self.number(of: package)
        switch outcome {
        case .done(let words):
            let message = DocumentMessage.set(change.fact, number: name, words: words)
            finish(scan, .word, .done, .document(message), package: index[package])
        case .refused(let why):
            let alert = Alert(.factRefused(change.fact, number: name, why: why), at: now)
            raise(alert, scan, .word, .refused, package: index[package])
        case .unknown(let why):
            let alert = Alert(.factUnknown(change.fact, number: name, why: why), at: now)
            raise(alert, scan, .word, .refused, package: index[package])
        }
    }
}

/// The facts that the list of all commands offers to set.
public enum FactOffer: CaseIterable, Equatable, Sendable {
    /// The invoice itself.
    case invoice
    /// The number of the invoice, what another system calls the package, and what is noted on it besides.
    case invoiceNumber, remoteID, extraInformation
}

// MARK: - Extra information as rows

extension FormField {
    /// A row for each thing that is noted on a package, and two for one more.
    fileprivate static func noted(on package: Package) -> [FormField] {
        let known = package.noted.sorted { $0.key < $1.key }.map { name, value in
            var field = FormField(name: name, label: .verbatim(name), .value(.text))
            field.known = value
            field.text = TextField(shown(value))
            return field
        }
        return known + [
            FormField(name: newName, label: Phrase("form.one-more.name"), .value(.text)),
            FormField(name: newValue, label: Phrase("form.one-more.value"), .value(.text)),
        ]
    }

    /// What stands in the row of a value: a text as it is, anything else as JSON.
    fileprivate static func shown(_ value: JSONValue) -> String {
        if case .string(let text) = value { text } else { value.text }
    }

    // Names that no installation gives to what it notes.
    fileprivate static let newName = "\u{0}name"
    fileprivate static let newValue = "\u{0}value"
}

extension Form {
    /// What is to be noted: what was not changed stays what it is, and what is left empty is noted no more.
    fileprivate var noted: [String: JSONValue] {
        var noted: [String: JSONValue] = [:]
        for field in fields where field.name != FormField.newName && field.name != FormField.newValue {
            let text = field.text.text
            if let known = field.known, FormField.shown(known) == text {
                noted[field.name] = known
            } else if !text.isEmpty {
                noted[field.name] = Self.value(text, inPlaceOf: field.known)
            }
        }
        let one = fields.suffix(2).map(\.text.text)
        if one.count == 2, !one[0].isEmpty { noted[one[0]] = Self.value(one[1]) }
        return noted
    }

    /// What a text is noted as where something was noted before: a text stays one, anything else is read as JSON.
    private static func value(_ text: String, inPlaceOf known: JSONValue?) -> JSONValue {
        switch known {
        case .string: .string(text)
        case .null, nil: value(text)
        default: (try? JSONValue(text: text)) ?? .string(text)
        }
    }

    private static func value(_ text: String) -> JSONValue {
        guard let first = text.first, first == "{" || first == "[", let value = try? JSONValue(text: text) else {
            return .string(text)
        }
        return value
    }
}

extension Package {
    /// What is noted on the package besides.
    fileprivate var noted: [String: JSONValue] {
        guard let json = try? JSONDocument(raw).root["extra_information"],
            case .object(let members) = JSONValue(json)
        else { return [:] }
        return members
    }
}
