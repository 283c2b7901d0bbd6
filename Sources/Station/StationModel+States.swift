import OMS

// States that are not understood: said once, so that somebody can set what they mean.
extension StationModel {
    /// Says which states of packages are not understood, each once.
    mutating func tellStatesNotUnderstood() {
        let states = index.statesNotUnderstood.filter { !toldStates.contains($0) }
        guard !states.isEmpty else { return }
        toldStates.formUnion(states)
        tell(.notice, "NOTE", Message.statesNotUnderstood(states).text)
    }
}
