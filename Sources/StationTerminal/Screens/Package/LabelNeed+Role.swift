import Station

extension LabelNeed {
    /// How it is coloured: what a person must see to stands out, what is at its end is calm.
    var role: Role {
        switch self {
        case .person: .wrong
        case .printer: .warning
        case .scan: .strong
        case .time: .queued
        case .nothing: .done
        }
    }
}
