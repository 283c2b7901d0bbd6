/// A command that a package is asked to follow: a transition and its input parameters, as they were sent.
struct Command: Sendable {
    let transition: Transition
    /// The parameters, nested in `input_parameters` or, as in older installations, beside the transition.
    let inputs: JSONInput

    init(_ transition: Transition, inputs: JSONInput) {
        self.transition = transition
        self.inputs = inputs
    }

    /// Reads the body of `POST /packages/{id}/command/`.
    init(_ body: JSONInput) throws(Refusal) {
        guard let value = body["transition"] else { throw .required("transition") }
        guard let id = value.integer else { throw .field("transition", "A valid integer is required.") }
        guard let transition = Transition.with(id: id) else { throw .noSuch("transition", String(id)) }
        if let slug = body["slug"], slug.text != transition.slug {
            throw .field("slug", "\"\(slug.text ?? slug.json)\" is not the slug of the transition \(id).")
        }
        if let nested = body["input_parameters"], nested.members == nil {
            throw .field("input_parameters", "Expected a dictionary of items but got something else.")
        }
        self.transition = transition
        var flat = body.members ?? [:]
        let nested = flat.removeValue(forKey: "input_parameters")?.members ?? [:]
        flat["transition"] = nil
        flat["slug"] = nil
        inputs = .object(flat.merging(nested) { $1 })
    }

    /// The package and its items after the command; refused when it cannot be followed.
    func applied(
        to package: PackageRow, _ items: [ItemRow], at now: Instant
    ) throws(Refusal) -> (package: PackageRow, items: [ItemRow]) {
        guard transition.sources.contains(package.state) else {
            let sources = transition.sources.map(\.name).joined(separator: ", ")
            throw .validation(
                "\(transition.name) is not possible while the package is in the state \(package.state.name): "
                    + "it must be in one of \(sources).")
        }
        var package = package
        package.state = transition.target ?? package.state
        package.modified = now
        try changeShipment(of: &package, at: now)
        return (package, try changed(items, of: package, at: now))
    }
}

// MARK: - What a command changes besides the state

extension Command {
    private func changeShipment(of package: inout PackageRow, at now: Instant) throws(Refusal) {
        switch transition {
        case .pack, .ship, .shipAdvanced, .packWithShipment, .updateShipment: break
        case .updateLabel:
            package.label = try text("label") ?? package.label ?? "^XA^FD\(package.number)^FS^XZ"
            return
        default: return
        }
        package.cargoCompany = try company() ?? package.cargoCompany
        package.trackingNumber = try text("tracking_number") ?? package.trackingNumber
        switch transition {
        case .packWithShipment:
            package.makeShipment(at: now)
        case .ship, .shipAdvanced:
            package.shipmentCreated = package.shipmentCreated ?? now
            package.shipped = now
        case .updateShipment:
            package.shipmentCreated = package.shipmentCreated ?? now
        default: break
        }
    }

    private func changed(
        _ items: [ItemRow], of package: PackageRow, at now: Instant
    ) throws(Refusal) -> [ItemRow] {
        guard transition.target != nil else { return items }
        let missing = transition == .notFound ? try missingItems(among: items) : []
        let reason = transition == .deny ? try denialReason() : nil
        return items.map { item in
            var item = item
            item.state = missing.contains(item.id) ? .itemOutOfStock : package.state.ofItems
            item.denialReason = reason?.id ?? item.denialReason
            item.modified = now
            return item
        }
    }

    private func missingItems(among items: [ItemRow]) throws(Refusal) -> Set<Int64> {
        let name = Transition.missingItems.name
        guard let value = inputs[name] else { throw .required(name) }
        guard case .array(let entries) = value, !entries.isEmpty else {
            throw .field(name, "Expected a list with at least one item's id.")
        }
        let ids = Set(entries.compactMap { $0.integer ?? $0["id"]?.integer })
        guard ids.count == entries.count else { throw .field(name, "Each entry must be the id of another item.") }
        if let stranger = ids.subtracting(items.map(\.id)).min() {
            throw .business("package_107_3", "The item \(stranger) is not in this package.")
        }
        return ids
    }

    private func denialReason() throws(Refusal) -> FixtureDenialReason {
        let name = Transition.denialReason.name
        guard let value = inputs[name] else { throw .required(name) }
        guard let id = value.integer else { throw .field(name, "A valid integer is required.") }
        guard let reason = FixtureDenialReason.with(id: id) else { throw .noSuch(name, String(id)) }
        guard reason.isActive else { throw .field(name, "The denial reason \"\(reason.title)\" is not active.") }
        return reason
    }

    private func company() throws(Refusal) -> Int64? {
        let name = "cargo_company"
        guard let value = inputs[name] else { return try checkRequired(name) }
        guard let id = value.integer else { throw .field(name, "A valid integer is required.") }
        guard CargoCompany.with(id: id) != nil else { throw .noSuch(name, String(id)) }
        return id
    }

    private func text(_ name: String) throws(Refusal) -> String? {
        guard let value = inputs[name] else { return try checkRequired(name) }
        guard let text = value.text, !text.isEmpty else { throw .field(name, "Not a valid string.") }
        return text
    }

    /// Nothing, where the transition can do without the parameter.
    private func checkRequired<Value>(_ name: String) throws(Refusal) -> Value? {
        if transition.parameters.contains(where: { $0.name == name && $0.required }) { throw .required(name) }
        return nil
    }
}

extension PackageRow {
    /// Has the carrier make the shipment, with a tracking number where there is none.
    mutating func makeShipment(at now: Instant) {
        trackingNumber = trackingNumber ?? "7330\(PackageMaker.number(id))"
        shipmentCreated = now
    }
}
