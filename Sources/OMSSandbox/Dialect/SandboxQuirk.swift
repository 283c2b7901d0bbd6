/// A difference of other installations' OMS from what is documented.
public enum SandboxQuirk: String, CaseIterable, Hashable, Sendable {
    /// States and commands have Turkish names, slugs are in capitals, and English is in the states' `translations`.
    case turkish
    /// Some states have names of the installation's own, which no translation explains.
    case oddStates = "odd-states"
    /// Packages list no commands.
    case noCommands = "no-commands"
    /// Each command has a transition of its own for each state that it leads from: the id with the state's id behind it.
    case transitionPerState = "transition-per-state"
    /// Two commands pack, and neither asks for anything.
    case twoPacks = "two-packs"
    /// Packing has the carrier make the shipment by itself, with its tracking number and its label.
    case shipmentWhenPacked = "shipment-when-packed"
    /// Only `Authorization: Token` is taken, and the refusal says so.
    case tokenScheme = "token-scheme"
}
