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

    /// What the state of a package means: as it is given for the installation, by value before name, else by what is
    /// known everywhere.
    public func kind(of state: PackageState) -> PackageState.Kind { given(state) ?? state.kind }

    /// What the state of an item means.
    ///
    /// The numbers of PackageStatus say nothing about an item: those of PackageItemStatus are others.
    public func itemKind(of state: PackageState) -> PackageState.Kind { given(state) ?? state.kindByName }

    private func given(_ state: PackageState) -> PackageState.Kind? {
        guard !meanings.isEmpty else { return nil }
        if let enumValue = state.enumValue, let kind = meanings[enumValue] { return kind }
        for name in state.names.map(Self.form) where !name.isEmpty {
            if let kind = folded[name] { return kind }
        }
        return nil
    }

    /// The states of the table, by value or name, that are not among some states.
    public func unused(among seen: [PackageState]) -> [String] {
        let values = Set(seen.compactMap(\.enumValue))
        let forms = Set(seen.flatMap(\.names).map(Self.form))
        return meanings.keys.sorted().filter { !values.contains($0) && !forms.contains(Self.form(of: $0)) }
    }

    private static func folded(_ meanings: [String: PackageState.Kind]) -> [String: PackageState.Kind] {
        // Of two names that are one here, the first in the order of the alphabet counts in every run.
        Dictionary(
            meanings.sorted { $0.key < $1.key }.map { (form(of: $0.key), $0.value) },
            uniquingKeysWith: { first, _ in first })
    }

    /// A name as it is compared with what the configuration calls it.
    static func form(of name: String) -> String { NameFolding.of(name, keepingDigits: true) }
}
