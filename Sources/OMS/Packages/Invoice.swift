/// The purchase invoice of a package.
///
/// Source: the answer of `POST /packages/{id}/invoice/` in the seed.
public struct Invoice: Hashable, Sendable, Identifiable {
    /// The OMS's id of the invoice.
    public let id: Int
    /// The number that is printed on it.
    public let number: String?
    /// The number of the package that it belongs to.
    public let packageNumber: String?
    /// What kind of invoice it is, in the OMS's word.
    public let type: String?
    /// How far it is, in the OMS's word.
    public let status: String?
    /// Whom it is made out to.
    public let address: Address?
    /// When it was made.
    public let createdDate: Timestamp?

    /// Reads an invoice; nil when it is no object or has no id.
    public init?(_ json: JSON) {
        guard let id = json[anyOf: "id", "pk"].int else { return nil }
        self.id = id
        number = json["number"].text
        packageNumber = json["package_number"].text
        type = json["invoice_type"].text
        status = json["status"].text
        address = Address(json["address"])
        createdDate = json["created_date"].timestamp
    }
}

/// An invoice as it is printed: an HTML page, which is data and never run.
///
/// Source: the answer of `GET /packages/{id}/invoice_document/` in the seed.
public struct InvoiceDocument: Hashable, Sendable {
    /// The page.
    public let html: String

    /// Reads `{"html_content"}`; nil when there is no text.
    public init?(_ json: JSON) {
        guard let html = json["html_content"].string else { return nil }
        self.html = html
    }
}
