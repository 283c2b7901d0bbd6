extension JSON {
    /// The names of an object in whatever language and shape they are given: `translations`, `name_en`, a name by language.
    var namesInOtherLanguages: [String] {
        var names: [String] = []
        for value in membersWithNames {
            for name in value.textsInside where !names.contains(name) { names.append(name) }
        }
        return Array(names.prefix(Self.mostLanguages))
    }

    /// More names of one thing than any installation has languages: what is beyond is no translation.
    private static let mostLanguages = 32

    /// The members that hold names besides the usual one; no key is copied, because every state of a page is looked at.
    private var membersWithNames: [JSON] {
        guard let document, kind == .object else { return [] }
        var values: [JSON] = []
        let end = Int(document.nodes[index].next)
        var key = index + 1
        while key < end {
            let value = JSON(document: document, index: key + 1)
            let isByLanguage = value.kind == .object || value.kind == .array
            if Self.beginnings.contains(where: { document.string(at: key, beginsWith: $0) })
                || isByLanguage && Self.usualNames.contains(where: { document.string(at: key, equals: $0) })
            {
                values.append(value)
            }
            key = Int(document.nodes[key + 1].next)
        }
        return values
    }

    private static let beginnings = ["translation", "name_", "label_"].map { Array($0.utf8) }
    private static let usualNames = ["name", "label", "title"]

    /// Every text inside a value, however deep it lies; a text that is JSON itself is looked into.
    ///
    /// Translations come as an object by language, as a list of objects, nested in one another, or as JSON in a string.
    private var textsInside: [String] { texts(depth: 0) }

    private func texts(depth: Int) -> [String] {
        guard depth < 5 else { return [] }
        switch kind {
        case .array: return elements.flatMap { $0.texts(depth: depth + 1) }
        case .object: return members.flatMap { $0.value.texts(depth: depth + 1) }
        case .string:
            guard let text else { return [] }
            let isStructured = text.first == "{" || text.first == "["
            return isStructured ? (try? JSONDocument(text))?.root.texts(depth: depth + 1) ?? [text] : [text]
        case .missing, .null, .bool, .number, .broken: return []
        }
    }
}

extension JSONDocument {
    /// Whether the string at a node begins with some bytes.
    fileprivate func string(at index: Int, beginsWith beginning: [UInt8]) -> Bool {
        bytes[Int(nodes[index].start)..<Int(nodes[index].end)].starts(with: beginning)
    }
}
