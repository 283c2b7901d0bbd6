extension GS1 {
    /// Violations of GS1's association rules: identifiers that require another one, or exclude each other.
    ///
    /// At a bench these are warnings: a label that breaks them still names the goods.
    public static func warnings(about elements: [GS1Element]) -> [BarcodeError] {
        var warnings: [BarcodeError] = []
        var values: [String: String] = [:]
        var names: [String] = []
        for element in elements {
            if let other = values[element.identifier] {
                if other == element.value { continue }
                warnings.append(
                    BarcodeError(
                        .repeatedIdentifier, in: element.identifier, found: element.value.quoted, expected: other.quoted
                    ))
            } else {
                values[element.identifier] = element.value
                names.append(element.identifier)
            }
        }
        for name in names {
            guard let identifier = ApplicationIdentifier.named(name) else { continue }
            warnings += identifier.warnings(named: name, among: names)
        }
        return warnings
    }
}

extension ApplicationIdentifier {
    fileprivate func warnings(named name: String, among names: [String]) -> [BarcodeError] {
        var warnings: [BarcodeError] = []
        let isThere = { (pattern: String) in names.contains { $0 != name && Self.matches($0, pattern) } }
        if !requires.isEmpty, !requires.contains(where: { $0.allSatisfy(isThere) }) {
            let sets = requires.map { $0.map { "(\($0))" }.joined(separator: " and ") }
            warnings.append(BarcodeError(.missingAssociation, in: name, expected: sets.joined(separator: " or ")))
        }
        for other in names where other != name && excludes.contains(where: { Self.matches(other, $0) }) {
            warnings.append(BarcodeError(.excludedAssociation, in: name, found: other))
        }
        return warnings
    }

    /// Whether an identifier fits a pattern, in which `n` is any digit.
    private static func matches(_ name: String, _ pattern: String) -> Bool {
        name.utf8.count == pattern.utf8.count
            && zip(name.utf8, pattern.utf8).allSatisfy { $0 == $1 || $1 == 0x6E }
    }
}
