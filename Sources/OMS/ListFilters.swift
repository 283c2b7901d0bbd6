/// Which flat packages a list is to hold: conditions that all must be met.
public struct SimplePackageFilter: Hashable, Sendable {
    /// The conditions.
    public var conditions: [SimplePackageParameter: String]

    /// A filter with these conditions.
    public init(_ conditions: [SimplePackageParameter: String] = [:]) { self.conditions = conditions }

    /// The query, in the order of the parameters.
    public var query: [QueryItem] {
        SimplePackageParameter.allCases.compactMap { parameter in
            conditions[parameter].map { QueryItem(parameter.facts.name, $0) }
        }
    }

    /// Whether a package that came back can be what was asked for; what a row does not show is taken as met.
    public func admits(_ package: SimplePackage) -> Bool { unmet(by: package).isEmpty }

    /// The conditions that a package which came back does not meet, so that the server must have ignored them.
    public func unmet(by package: SimplePackage) -> [SimplePackageParameter] {
        SimplePackageParameter.allCases.filter { parameter in
            guard let value = conditions[parameter] else { return false }
            return switch parameter {
            case .state: package.state.id.map { String($0) != value } ?? false
            case .stateValue: package.state.enumValue.map { $0 != value } ?? false
            case .orderNumberPrefix: false
            }
        }
    }
}

/// Which delivery ranges a list is to hold: conditions that all must be met.
public struct DeliveryRangeFilter: Hashable, Sendable {
    /// The conditions.
    public var conditions: [DeliveryRangeParameter: String]

    /// A filter with these conditions.
    public init(_ conditions: [DeliveryRangeParameter: String] = [:]) { self.conditions = conditions }

    /// The query, in the order of the parameters.
    public var query: [QueryItem] {
        DeliveryRangeParameter.allCases.compactMap { parameter in
            conditions[parameter].map { QueryItem(parameter.facts.name, $0) }
        }
    }

    /// Whether a range that came back can be what was asked for; what a row does not show is taken as met.
    public func admits(_ range: DeliveryRange) -> Bool { unmet(by: range).isEmpty }

    /// The conditions that a range which came back does not meet, so that the server must have ignored them.
    public func unmet(by range: DeliveryRange) -> [DeliveryRangeParameter] {
        DeliveryRangeParameter.allCases.filter { parameter in
            guard let bound = conditions[parameter].flatMap(MeantMoments.init) else { return false }
            return switch parameter {
            case .date: !bound.canLie(from: range.lower, to: range.upper)
            case .lowerFrom: !bound.canBeMet(by: range.lower, .from)
            case .lowerTo: !bound.canBeMet(by: range.lower, .to)
            case .upperFrom: !bound.canBeMet(by: range.upper, .from)
            case .upperTo: !bound.canBeMet(by: range.upper, .to)
            }
        }
    }
}
