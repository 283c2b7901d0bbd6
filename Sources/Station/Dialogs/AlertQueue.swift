import OMS

/// Errors that wait to be acknowledged, the oldest first; the first is shown.
struct AlertQueue: Equatable, Sendable {
    /// The alerts, the oldest first.
    private(set) var alerts: [Alert] = []

    var first: Alert? { alerts.first }
    var isEmpty: Bool { alerts.isEmpty }

    mutating func add(_ alert: Alert) {
        alerts.removeAll {
            $0.message.isTold(byChangeOf: alert.message) || $0.message.isReplaced(by: alert.message)
        }
        alerts.append(alert)
    }

    /// Takes the oldest away, which has been seen.
    mutating func removeFirst() -> Alert? { alerts.isEmpty ? nil : alerts.removeFirst() }

    /// Takes a right scan for an acknowledgement of the wrong ones before it.
    ///
    /// What became of a command is another matter: that stays until a person has seen it.
    mutating func removeAnsweredByScan() { alerts.removeAll(where: \.isAnsweredByScan) }

    /// A label was scanned that is the right one: what was wrong with it, or not known of it, is settled.
    mutating func removeSettled(byLabelOf number: String) {
        alerts.removeAll { alert in
            switch alert.message {
            case .wrongLabel(_, _, due: number), .printUnknown(.label, number: number, _): true
            default: false
            }
        }
    }

    /// Removes what another alert says as well.
    mutating func removeTold(by message: AlertMessage) {
        alerts.removeAll { $0.message.isTold(by: message) }
    }

    /// Whether an alert says what this message would.
    func hasTold(_ message: AlertMessage) -> Bool {
        alerts.contains { message.isTold(by: $0.message) || message.isTold(byChangeOf: $0.message) }
    }

    /// Says in alerts that are here already what goods are called, once that is known; gives those that changed.
    mutating func complete(_ name: (AlertMessage.KnownGoods) -> String?) -> [(old: AlertMessage, new: AlertMessage)] {
        var changes: [(old: AlertMessage, new: AlertMessage)] = []
        for (index, alert) in alerts.enumerated() {
            guard case .wrongItem(let code, let missing, var known?) = alert.message, known.title == nil,
                let title = name(known)
            else { continue }
            known.title = title
            alerts[index] = alert.saying(.wrongItem(code, missing: missing, known))
            changes.append((alert.message, alerts[index].message))
        }
        return changes
    }

    /// Says in an alert that is here already when a package came to a state and by whom, once the log is known.
    mutating func complete(_ arrival: PackageUpdate.Arrival, of number: String) {
        for (index, alert) in alerts.enumerated() {
            guard case .packageChanged(number, let update) = alert.message, let state = update.state,
                state.state == arrival.state, state.when == nil, state.user == nil
            else { continue }
            alerts[index] = alert.saying(.packageChanged(number: number, update.arriving(arrival)))
        }
    }
}
