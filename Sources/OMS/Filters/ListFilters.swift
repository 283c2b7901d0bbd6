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
    public func admits(_ package: SimplePackage) -> Bool { check(package).unmet.isEmpty }

    /// What a package that came back shows of the conditions.
    public func check(_ package: SimplePackage) -> ConditionCheck<SimplePackageParameter> {
        ConditionCheck(conditions, zone: nil) { parameter, value, _ in
            switch parameter {
            case .state: package.state.id.map { String($0) == value }
            case .stateValue: package.state.enumValue.map { $0 == value }
            // A flat row has the order's id, and not its number.
            case .orderNumberPrefix: nil
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
    public func admits(_ range: DeliveryRange) -> Bool { check(range).unmet.isEmpty }

    /// What a range that came back shows of the conditions; the zone is that of the user.
    public func check(_ range: DeliveryRange, zone: Zone? = nil) -> ConditionCheck<DeliveryRangeParameter> {
        ConditionCheck(conditions, zone: zone) { parameter, value, zone in
            guard let bound = DateRange(value, likelyIn: zone) else { return nil }
            return switch parameter {
            case .date:
                bound.canLie(from: range.lower, to: range.upper)
                    ? (range.lower == nil || range.upper == nil ? nil : true) : false
            case .lowerFrom: range.lower.map { bound.canBeMet(by: $0, .from) }
            case .lowerTo: range.lower.map { bound.canBeMet(by: $0, .to) }
            case .upperFrom: range.upper.map { bound.canBeMet(by: $0, .from) }
            case .upperTo: range.upper.map { bound.canBeMet(by: $0, .to) }
            }
        }
    }
}
