import OMS
import Station

extension CommandIntent {
    /// Whether the goods of the package matter for it, so that the package is read again before it is sent.
    var dependsOnGoods: Bool { kind == .pack || kind == .notFound }

    /// Whether only the bench that has the package may give it: it ends the work on the package.
    var needsClaim: Bool { kind?.needsClaim ?? false }

    /// The command for goods as they are known, where it was given without any and depends on them.
    ///
    /// Nobody has checked them: it counts as forced. Of a report of missing goods only those that it names are missing.
    func givenFor(_ package: Package?) -> CommandIntent {
        guard dependsOnGoods, contents == nil, let package else { return self }
        guard kind == .notFound else { return with(PackContents(of: package, isForced: true)) }
        let missing = Set(itemsParameter?.ids ?? [])
        guard missing.isSubset(of: package.neededItems.map(\.id)) else { return self }
        var present: [PackContents.Goods: Int] = [:]
        for item in package.neededItems where !missing.contains(item.id) {
            present[.init(item), default: 0] += item.quantity
        }
        return with(PackContents(of: package, isForced: true) { present[$0] ?? 0 })
    }

    /// The command with the ids of a new reading for the items that are reported missing.
    ///
    /// The OMS makes items anew without changing the goods: the ids that were known when it was given may be gone.
    func renamingItems(by package: Package) -> CommandIntent {
        guard kind == .notFound, let contents, let parameter = itemsParameter, case .object(var members) = parameters
        else {
            return self
        }
        // The units of an item whose quantity cannot be read are not counted: it is known by its id alone.
        let uncounted = package.neededItems.filter { $0.unreadableQuantity != nil }.map(\.id)
        let ids = contents.uncheckedItems(in: package) + parameter.ids.filter(uncounted.contains)
        guard !ids.isEmpty, Set(ids) != Set(parameter.ids) else { return self }
        // A list that is not called after items may be one of something else.
        guard parameter.isNamedAfterItems || ids.count == parameter.ids.count else { return self }
        members[parameter.name] = .array(ids.map(parameter.entry))
        return with(contents, parameters: .object(members))
    }

    /// The same command for other goods.
    func with(_ contents: PackContents?, parameters: JSONValue? = nil) -> CommandIntent {
        CommandIntent(
            package: package, kind: kind, transition: transition, name: name, parameters: parameters ?? self.parameters,
            source: source, target: target, contents: contents)
    }

    /// The parameter that lists items: the only list, or the only one called after them.
    private var itemsParameter: ItemsParameter? {
        guard case .object(let members) = parameters else { return nil }
        let lists = members.compactMap { ItemsParameter(name: $0.key, $0.value) }
        if lists.count < 2 { return lists.first }
        let named = lists.filter(\.isNamedAfterItems)
        return named.count == 1 ? named.first : nil
    }
}

/// A parameter of a command that lists items by their ids.
private struct ItemsParameter {
    let name: String
    let ids: [Int]
    private let form: Form

    /// How an item is written.
    private enum Form { case number, text, object(idName: String) }

    /// Reads a list of numbers, of texts, or of objects with an id; nil for anything else.
    init?(name: String, _ value: JSONValue) {
        guard case .array(let entries) = value, let first = entries.first else { return nil }
        switch first {
        case .int: form = .number
        case .string: form = .text
        case .object(let members):
            guard let idName = ["id", "pk"].first(where: { members[$0] != nil }) else { return nil }
            form = .object(idName: idName)
        default: return nil
        }
        let form = form
        ids = entries.compactMap { entry in
            switch (form, entry) {
            case (.number, .int(let id)): id
            case (.text, .string(let text)): Int(text)
            case (.object(let idName), .object(let members)):
                if case .int(let id)? = members[idName] { id } else { nil }
            default: nil
            }
        }
        guard ids.count == entries.count else { return nil }
        self.name = name
    }

    var isNamedAfterItems: Bool { name.lowercased().contains("item") }

    /// An item as it is written in the list.
    func entry(_ id: Int) -> JSONValue {
        switch form {
        case .number: .int(id)
        case .text: .string(String(id))
        case .object(let idName): .object([idName: .int(id)])
        }
    }
}
