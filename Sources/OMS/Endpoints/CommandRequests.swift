/// Where the values of a command stand in what is sent.
public enum CommandBody: String, CaseIterable, Hashable, Sendable {
    /// Inside `input_parameters`, as the seed has it.
    case nested
    /// Beside `transition`, as older guides have it.
    case flat

    /// The nested body of a command with its values beside the transition.
    ///
    /// A value named like one of the command's own fields never takes its place.
    static func flattened(_ nested: JSONValue) -> JSONValue {
        guard case .object(var fields) = nested,
            case .object(let values)? = fields.removeValue(forKey: "input_parameters")
        else { return nested }
        fields.merge(values) { field, _ in field }
        return .object(fields)
    }
}

extension Request where Answer == Void {
    /// Runs a command on a package.
    ///
    /// The OMS answers 204 and nothing else. A slug is sent beside the transition where an installation wants it. The
    /// values are nested as in the seed; `Dialect` makes them flat for an installation that wants them so.
    public static func command(
        _ id: Int, transition: Int, parameters: JSONValue = [:], slug: String? = nil
    ) -> Self {
        var body: [String: JSONValue] = ["transition": .int(transition), "input_parameters": parameters]
        if let slug { body["slug"] = .string(slug) }
        return .act(.command, path: Endpoint.command.path(id), body: .object(body))
    }

    /// Gives a package the number of its invoice.
    public static func setInvoiceNumber(_ id: Int, to number: String) -> Self {
        .act(
            .setInvoiceNumber, path: Endpoint.setInvoiceNumber.path(id), body: ["invoice_number": .string(number)])
    }

    /// Notes what another system calls a package.
    public static func setRemoteID(_ id: Int, to remoteID: String) -> Self {
        .act(.setRemoteID, path: Endpoint.setRemoteID.path(id), body: ["remote_id": .string(remoteID)])
    }

    /// Replaces what is noted on a package besides; an object of any content.
    public static func setExtraInformation(_ id: Int, to information: [String: JSONValue]) -> Self {
        .act(
            .setExtraInformation, path: Endpoint.setExtraInformation.path(id),
            body: ["extra_information": .object(information)])
    }
}

extension Request where Answer == Invoice {
    /// Creates the purchase invoice of a package.
    public static func createInvoice(_ id: Int) -> Self {
        .one(.createInvoice, path: Endpoint.createInvoice.path(id), "invoice", read: Invoice.init)
    }
}

extension Request where Answer == InvoiceDocument {
    /// The invoice of a package as it is printed.
    public static func invoiceDocument(_ id: Int) -> Self {
        .one(
            .invoiceDocument, path: Endpoint.invoiceDocument.path(id), "invoice document",
            named: "html_content", read: InvoiceDocument.init)
    }
}
