/// Tells what an installation's states mean for the work at a bench, where their numbers and names do not.
///
/// Only some numbers mean the same everywhere, and an installation can call its states as it likes: what is given for it
/// wins over both. Source: the known PackageStatus numbers; those of the other states are documented nowhere.
public struct StateTable: Hashable, Sendable {
    /// What is known of the installation's own states, by value or by name.
    public var meanings: [String: PackageState.Kind] {
        didSet { folded = Self.folded(meanings) }
    }
    private var folded: [String: PackageState.Kind]

    /// A table with the states of one installation; none are needed where they are called as usual.
    public init(_ meanings: [String: PackageState.Kind] = [:]) {
        self.meanings = meanings
        folded = Self.folded(meanings)
    }

    /// What a state means: as it is given for the installation, by value before name, else by what is known everywhere.
    public func kind(of state: PackageState) -> PackageState.Kind {
        guard !meanings.isEmpty else { return state.kind }
        return state.enumValue.flatMap { meanings[$0] } ?? folded[state.name.lowercased()] ?? state.kind
    }

    private static func folded(_ meanings: [String: PackageState.Kind]) -> [String: PackageState.Kind] {
        Dictionary(meanings.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
