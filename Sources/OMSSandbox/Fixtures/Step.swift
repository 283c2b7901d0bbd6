/// A step of a package's made-up past.
struct Step: Sendable {
    let date: Instant
    let source: State?
    let target: State
    let transition: Transition?
    let user: User

    /// How a package came into a state, from its creation on, all before `now`.
    static func past(of state: State, created: Instant, now: Instant, by random: inout SeededRandom) -> [Step] {
        let way = way(to: state)
        var steps = [Step(date: created, source: nil, target: way.start, transition: nil, user: .system)]
        var state = way.start
        var date = created
        for (index, transition) in way.transitions.enumerated() {
            let share = (now.microseconds - date.microseconds) / Int64(way.transitions.count - index + 1)
            let pause = min(Int64(random.number(120...7200)) * 1_000_000, share)
            date = Instant(microseconds: date.microseconds + max(1, pause))
            let target = transition.target ?? state
            let user = User.colleagues.chosen(by: &random)
            steps.append(Step(date: date, source: state, target: target, transition: transition, user: user))
            state = target
        }
        return steps
    }

    private static func way(to state: State) -> (start: State, transitions: [Transition]) {
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
