public import Language
import OMS

// What of the installation is not understood: said once, so that it can be configured.
extension StationModel {
    /// Says which states of packages are not understood, and which setting is missing where the OMS lists no commands,
    /// each once.
    mutating func tellWhatIsNotUnderstood() {
        let states = status.newStates(among: index.statesNotUnderstood)
        if !states.isEmpty {
            tell(.notice, .note, .notice(.statesNotUnderstood(states)))
        }
        guard let setting = settingForUnlisted, status.isNews(setting) else { return }
        tell(.notice, .note, .notice(setting))
    }

    /// Which settings are missing for the packages that are known, in sentences; empty where all is understood.
    public var missingSettings: [Phrase] {
        let states = index.statesNotUnderstood
        return [states.isEmpty ? nil : PackageState.notUnderstood(states), settingForUnlisted?.phrase.phrase]
            .compactMap(\.self)
    }

    /// The setting for packing where the OMS lists no commands at all; nil where it does, or it is set for every state.
    private var settingForUnlisted: NoticeMessage? {
        guard index.listsNoCommands else { return nil }
        let states = index.packableStates.map(Optional.some)
        return (states.isEmpty ? [nil] : states).lazy.compactMap { [commands = settings.commands] state in
            let choice = commands.choice(.pack, among: [], in: state)
            // What is missing in every state is said once.
            let named = choice == .notFromState ? state : nil
            return choice.setting(.pack, state) == nil ? nil : .settingMissing(choice, .pack, named)
        }.first
    }
}
