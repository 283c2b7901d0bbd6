import OMS

// What of the installation is not understood: said once, so that somebody can set what it means.
extension StationModel {
    /// Says which states of packages are not understood, and that the OMS lists no commands, each once.
    mutating func tellWhatIsNotUnderstood() {
        let states = index.statesNotUnderstood.filter { !toldStates.contains($0) }
        if !states.isEmpty {
            toldStates.formUnion(states)
            tell(.notice, "NOTE", Message.statesNotUnderstood(states).text)
        }
        guard !hasToldOfNoCommands, index.listsNoCommands,
            let trouble = settings.commands.choice(.pack, among: [], in: nil).setting(.pack)
        else { return }
        hasToldOfNoCommands = true
        tell(.notice, "NOTE", trouble)
    }
}
