/// A query parameter of a list, named by what it does.
public protocol QueryParameter: CaseIterable, Hashable, Sendable {
    /// The name in a query, what its values are, and what it does.
    var facts: (name: String, kind: PackageParameter.ValueKind, help: String) { get }
}

extension PackageParameter: QueryParameter {}

/// A query parameter of `GET /packages/list-simple/`.
///
/// Each is one of `GET /packages/` too, and is renamed with it.
public enum SimplePackageParameter: String, QueryParameter {
    /// What can be asked for.
    case state, stateValue, orderNumberPrefix

    /// The parameter of `GET /packages/` that does the same.
    public var packageParameter: PackageParameter {
        switch self {
        case .state: .state
        case .stateValue: .stateValue
        case .orderNumberPrefix: .orderNumberPrefix
        }
    }

    /// The name in a query, what its values are, and what it does.
    public var facts: (name: String, kind: PackageParameter.ValueKind, help: String) { packageParameter.facts }
}

/// A query parameter of `GET /packages/delivery-ranges/`.
public enum DeliveryRangeParameter: String, QueryParameter {
    /// What can be asked for.
    case date, lowerFrom, lowerTo, upperFrom, upperTo

    /// The name in a query, what its values are, and what it does.
    public var facts: (name: String, kind: PackageParameter.ValueKind, help: String) {
        switch self {
        case .date: ("date", .date, "date within the delivery range")
        case .lowerFrom: ("lower__gte", .date, "lower bound (from)")
        case .lowerTo: ("lower__lte", .date, "lower bound (to)")
        case .upperFrom: ("upper__gte", .date, "upper bound (from)")
        case .upperTo: ("upper__lte", .date, "upper bound (to)")
        }
    }
}

extension PackageParameter.ValueKind {
    /// Whether a text is a value of this kind, as an OMS would take it.
    public func accepts(_ text: String) -> Bool {
        switch self {
        case .integer: Self.isNumber(text)
        case .integers: !text.isEmpty && Self.parts(text).allSatisfy { Self.isNumber(String($0)) }
        case .text: !text.isEmpty
        case .texts: !text.isEmpty && Self.parts(text).allSatisfy { !$0.isEmpty }
        case .date: Timestamp(text) != nil
        case .flag: text == "true" || text == "false"
        }
    }

    /// What a value must be, for people.
    public var expected: String {
        switch self {
        case .integer: "a whole number"
        case .integers: "whole numbers with commas between them"
        case .text: "a text that is not empty"
        case .texts: "texts with commas between them"
        case .date: "a date such as 2026-05-12, or a moment such as 2026-05-12T14:11:10Z"
        case .flag: "true or false"
        }
    }

    private static func isNumber(_ text: String) -> Bool { Int(text) != nil && !text.hasPrefix("+") }

    private static func parts(_ text: String) -> [Substring] {
        text.split(separator: ",", omittingEmptySubsequences: false)
    }
}
