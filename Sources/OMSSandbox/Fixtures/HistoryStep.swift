/// A step of a package's generated history.
struct HistoryStep: Sendable {
    let date: Instant
    let source: State?
    let target: State
    let transition: Transition?
    let user: User

    /// How a package came into a state, from its creation on, all before `now`.
    static func past(of state: State, created: Instant, now: Instant, by random: inout SeededRandom) -> [HistoryStep] {
        let path = path(to: state)
        var steps = [HistoryStep(date: created, source: nil, target: path.start, transition: nil, user: .system)]
        var state = path.start
        var date = created
        for (index, transition) in path.transitions.enumerated() {
            let share = (now.microseconds - date.microseconds) / Int64(path.transitions.count - index + 1)
            let pause = min(Int64(random.number(120...7200)) * 1_000_000, share)
            date = Instant(microseconds: date.microseconds + max(1, pause))
            let target = transition.target ?? state
            let user = User.colleagues.chosen(by: &random)
            steps.append(HistoryStep(date: date, source: state, target: target, transition: transition, user: user))
            state = target
        }
        return steps
    }

    private static func path(to state: State) -> (start: State, transitions: [Transition]) {
        switch state {
        case .preparing: (.waiting, [.prepare])
        case .readyForPackaging: (.waiting, [.prepare, .ready])
        case .packed: (.waiting, [.prepare, .pack])
        case .shipped: (.waiting, [.prepare, .pack, .ship])
        case .attemptedDelivery: (.waiting, [.prepare, .pack, .ship, .attempt])
        case .deliveryFailed: (.waiting, [.prepare, .pack, .ship, .attempt, .failDelivery])
        case .delivered: (.waiting, [.prepare, .packWithShipment, .ship, .deliver])
        case .outOfStock: (.waiting, [.notFound])
        case .needsRescheduling: (.waiting, [.prepare, .deny])
        case .blocked: (.waiting, [.block])
        case .cancelled: (.waiting, [.cancel])
        case .packedForRefund: (.waiting, [.refundPack])
        default: (state, [])
        }
    }
}
