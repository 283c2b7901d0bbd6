public import Foundation

/// A package as a test inspects it, without HTTP.
public struct SandboxPackage: Sendable, Equatable {
    /// One unit in the package.
    public struct Item: Sendable, Equatable {
        /// The item's id.
        public let id: Int64
        /// The product's SKU.
        public let sku: String
        /// The product's barcode, digits; nil where it has none.
        public let barcode: String?
        /// The barcode chosen for this unit instead of the product's.
        public let selectedBarcode: String?
        /// The product's name.
        public let name: String
        /// The name of the item's state, as `Waiting`.
        public let state: String
    }

    /// The package's id.
    public let id: Int64
    /// The package's number, as `000000073`.
    public let number: String
    /// The order's number, as `100129841`.
    public let orderNumber: String
    /// The name of the package's state, as `Preparing`.
    public let state: String
    /// The `enum_value` of the package's state, as `200`.
    public let enumValue: String
    /// The ERP code of the stock location, as `369`.
    public let location: String
    /// The carrier's tracking number.
    public let trackingNumber: String?
    /// The invoice's number.
    public let invoiceNumber: String?
    /// When the package last changed.
    public let modified: Date
    /// The units in it.
    public let items: [Item]
}

/// A command that was applied to a package; one that was refused is none.
public struct AppliedCommand: Sendable, Equatable {
    /// The id of its transition log entry; later ones are greater.
    public let log: Int64
    /// The package it was applied to.
    public let package: Int64
    /// The id of the transition.
    public let transition: Int64
    /// The transition's slug, as `complete-packaging`.
    public let slug: String
    /// Who ran it.
    public let user: String
    /// When it was applied.
    public let date: Date
    /// The input parameters that it was given, as JSON.
    public let inputs: String
    /// Whether a client's request ran it; what a test did directly came another way.
    public let isOverHTTP: Bool
}

/// A request that reached the sandbox.
public struct LoggedRequest: Sendable, Equatable {
    /// Its place in the order of arrival, from 1.
    public let number: Int
    /// When it arrived.
    public let date: Date
    /// The method, as `GET`.
    public let method: String
    /// The path, as `/api/v1/oms/packages/`.
    public let path: String
    /// The query as it was sent, without the question mark; nil when there was none.
    public let query: String?
    /// The body as text, at most its first 64 KiB.
    public let body: String
    /// The user whom its token stands for; nil when it carried none that is known.
    public let user: String?
    /// The status it was answered with; nil when it was not answered.
    public let status: Int?
    /// The fault that happened to it.
    public let fault: Fault.Kind?
    /// How long it took, in seconds.
    public let seconds: Double
}
