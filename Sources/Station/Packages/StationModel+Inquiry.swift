import Language
import OMS

// Filters of the OMS: the form with all of them, and what the OMS answers to it.
//
// The OMS answers them and not the mirror: most ask for what the station does not keep apart. The list goes on showing
// what it showed until the first page has come; the filter that is typed narrows whatever the list shows.
extension StationModel {
    /// Opens the form with every filter of the OMS, as it was filled in last.
    mutating func openFilterForm() {
        catalog.isFiltering = false
        // What was typed would go on narrowing whatever the OMS answers, behind the form.
        catalog.setFilter("")
        let known = list.inquiry?.conditions ?? [:]
        openForm(
            Form(
                .query, PackageParameter.inOrderOfUse.map { field($0, known[$0]) }, .inquiry,
                nextScan("filter", from: .prompt)))
    }

    private func field(_ parameter: PackageParameter, _ value: String?) -> FormField {
        var field = FormField(name: parameter.rawValue, label: parameter.label, kind(of: parameter))
        if FilterValues.parameters.contains(parameter) { field.offersOf = parameter }
        if field.isTyped {
            field.text = TextField(value ?? "")
        } else {
            field.choice = field.choices.firstIndex { $0.value == value.map(JSONValue.string) }
        }
        return field
    }

    private func kind(of parameter: PackageParameter) -> FormField.Kind {
        switch parameter.facts.kind {
        case .flag:
            return .choice(
                PackageParameter.ValueKind.yesOrNo.map {
                    .init(label: $0.label, value: .string($0.value == true ? "true" : "false"))
                })
        case _ where parameter == .stateValue || parameter == .stateValueNot:
            return .choice(index.states.map { .init(label: .verbatim($0.name), value: .string($0.value)) })
        case let kind: return .value(kind)
        }
    }

    /// Asks the OMS, or lists everything again where nothing was filled in.
    mutating func askQuery(_ form: Form, _ scan: Scan) {
        questions.closeForm()
        let fields = form.fields.filter { !$0.isEmpty }
        guard !fields.isEmpty else {
            leaveQuery(scan)
            return
        }
        let conditions = fields.compactMap { field in
            PackageParameter(rawValue: field.name).map { ($0, field.queryText) }
        }
        let words = Phrase.list(fields.map { .list([$0.label, $0.shown], .blank) }, .comma)
        catalog.show(
            OMSQuery(Dictionary(conditions, uniquingKeysWith: { $1 }), words: words, number: scan.number))
        askQueryAgain()
        finish(
            scan, .confirmation, .ok, .list(.asking(words)), tone: .notice, word: .asking)
    }

    /// Asks what was asked once more: the OMS's packages change.
    mutating func askQueryAgain() {
        guard let inquiry = catalog.askQueryAgain() else { return }
        effects.append(.inquire(inquiry.conditions, number: inquiry.number))
    }

    /// Lists what the station has again.
    mutating func leaveQuery(_ scan: Scan? = nil) {
        let wasOn = list.inquiry != nil
        catalog.show(nil)
        if wasOn { effects.append(.inquire(nil, number: 0)) }
        let message = Message.list(.queryOff(count: list.count))
        if let scan { finish(scan, .confirmation, .ok, message) } else { tell(.notice, .note, message) }
    }

    /// Takes a page of the answer; one to what is not asked any more is left alone.
    mutating func showQueryAnswer(_ answer: OMSQueryAnswer) {
        guard let inquiry = catalog.add(answer), let end = answer.end else { return }
        tellEnd(of: inquiry, end)
    }

    private mutating func tellEnd(of inquiry: OMSQuery, _ end: OMSQueryAnswer.End) {
        if case .failed(let why) = end {
            let listed: ListMessage.Listed =
                inquiry.progress.done == 0 ? .nothing : inquiry.isAskedAnew ? .before : .part
            let scan = self.scan(inquiry.number, StationCommand[.filter].name)
            finish(scan, .confirmation, .wrong, .list(.answerFailed(inquiry.words, listed, why: why)))
            return
        }
        let remarks = ListMessage.QueryRemarks(
            ignored: inquiry.ignored, unchecked: inquiry.unchecked, others: inquiry.others, isCut: end == .tooMany)
        let message = Message.list(.answered(inquiry.words, count: list.count, remarks))
        tell(remarks.areNone ? .ok : .notice, remarks.areNone ? .ok : .note, message)
    }
}

extension PackageParameter {
    /// Every parameter, those first that a packer asks for.
    static let inOrderOfUse: [PackageParameter] = {
        let usual: [PackageParameter] = [
            .stateValue, .orderNumberPrefix, .productBarcode, .productSKU, .customerFirstName, .customerLastName,
            .cityName, .townshipName, .deliveryDate, .cargoCompany, .channel, .orderDeliveryType, .placedOn,
            .placedFrom, .placedTo, .createdFrom, .createdTo, .isClickAndCollect, .shippingOptions, .stateValueNot,
            .shipmentCreatedFrom, .shipmentCreatedTo,
        ]
        return usual + allCases.filter { !usual.contains($0) }
    }()

    /// What the form calls it.
    var label: Phrase { Phrase("parameter.\(rawValue)") }
}

extension PackageIndex {
    /// The states that packages are in, and those known everywhere, by their number.
    fileprivate var states: [(value: String, name: String)] {
        var names: [String: String] = [:]
        for state in packageStates.sorted(by: { $0.name < $1.name }) {
            if let value = state.enumValue, names[value] == nil { names[value] = state.name }
        }
        names.merge(PackageState.knownNames) { actual, _ in actual }
        return names.map { ($0.key, $0.value) }.sorted { (Int($0.value) ?? 0, $0.name) < (Int($1.value) ?? 0, $1.name) }
    }
}

extension PackageState {
    /// The states whose numbers mean the same everywhere, by their usual names.
    fileprivate static let knownNames = [
        ("100", "Waiting"), ("200", "Preparing"), ("400", "Ready for Packaging"), ("500", "Packed"),
        ("920", "Out of Stock"), ("1100", "Packed for Refund"),
    ]
}
