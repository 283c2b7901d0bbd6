/// What a row shows of the conditions that were asked for.
///
/// Servers of this family ignore a parameter that they do not know and answer with everything, so what can be checked
/// against the row is checked.
public struct ConditionCheck<Parameter: CaseIterable & Hashable & Sendable>: Sendable {
    /// The conditions that the row does not meet.
    public let unmet: [Parameter]
    /// Those of them that it meets where days begin at another hour, as they may for the server.
    ///
    /// All others the server must have ignored.
    public let metElsewhere: [Parameter]
    /// The conditions of which the row does not show whether it meets them.
    public let unseen: [Parameter]

    /// Checks each condition; `isMet` gives nil for what the row does not show.
    ///
    /// With a zone to it, a day is that of universal time or of that zone; without one, that of any.
    init(_ conditions: [Parameter: String], zone: Zone?, isMet: (Parameter, String, Zone?) -> Bool?) {
        var (unmet, metElsewhere, unseen): ([Parameter], [Parameter], [Parameter]) = ([], [], [])
        for parameter in Parameter.allCases {
            guard let value = conditions[parameter] else { continue }
            switch isMet(parameter, value, zone) {
            case true?: break
            case nil: unseen.append(parameter)
            case false?:
                unmet.append(parameter)
                if zone != nil, isMet(parameter, value, nil) != false { metElsewhere.append(parameter) }
            }
        }
        (self.unmet, self.metElsewhere, self.unseen) = (unmet, metElsewhere, unseen)
    }
}
