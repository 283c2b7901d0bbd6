/// The field of a package that holds its carrier labels, read tolerantly.
///
/// Nothing documents what is in it. Carriers of the same market give a string, an object, or an array of either, and
/// put the label under one of many names. An object with the label under several names has it in several formats, of
/// which one is taken: two would be two labels on the box.
///
/// Source: `shipping_label` of the seed, which is `{}` there; the APIs of carriers.
public struct LabelField: Hashable, Sendable {
    /// The labels in the order of their boxes; empty where there is none yet.
    ///
    /// The numbers of the boxes are the OMS's where each label has one of its own, else their places in the field.
    public let labels: [LabelContent]

    /// The most labels that are told apart; a field with more is not understood.
    static let mostLabels = 999

    /// How deep a label may lie.
    static let mostLevels = 8

    /// Reads the field; null, an empty object, and one whose names say nothing yet, have no label.
    public init(_ json: JSON) {
        let found = Self.found(in: json, level: 0)
        guard found.count <= Self.mostLabels else {
            labels = [LabelContent(text: Self.text(of: json), box: 1, isUnderstood: false)]
            return
        }
        let boxes = found.compactMap(\.box)
        let areNumbered = boxes.count == found.count && Set(boxes).count == found.count
        labels = found.enumerated().map { place, label in
            let box = areNumbered ? label.box ?? place + 1 : place + 1
            return LabelContent(text: label.text, box: box, isUnderstood: label.isUnderstood)
        }.sorted { $0.box < $1.box }
    }

    /// A label before the boxes are numbered.
    private struct Found {
        var text: String
        var box: Int?
        var isUnderstood: Bool
    }

    private static func found(in json: JSON, level: Int) -> [Found] {
        if level > mostLevels { return notUnderstood(json) }
        switch json.kind {
        case .missing, .null, .broken: return []
        case .bool: return json.bool == true ? notUnderstood(json) : []
        case .number: return notUnderstood(json)
        case .string: return json.text.map { found(in: $0, level: level) } ?? []
        case .array: return json.elements.flatMap { found(in: $0, level: level + 1) }
        case .object: return found(inObject: json, level: level)
        }
    }

    /// A label, or labels that were written as JSON into a string.
    private static func found(in text: String, level: Int) -> [Found] {
        let label = [Found(text: text, box: nil, isUnderstood: true)]
        guard let first = text.first(where: { !$0.isWhitespace }), first == "{" || first == "[",
            let document = try? JSONDocument(text)
        else { return label }
        let labels = found(in: document.root, level: level + 1)
        return labels.contains(where: \.isUnderstood) ? labels : label
    }

    private static func found(inObject json: JSON, level: Int) -> [Found] {
        let members = json.members
        if let boxes = numbered(members) {
            return boxes.flatMap { number, value in
                found(in: value, level: level + 1).map {
                    Found(text: $0.text, box: number, isUnderstood: $0.isUnderstood)
                }
            }
        }
        let values = Dictionary(members.map { (LabelFieldNames.folded($0.name), $0.value) }, uniquingKeysWith: { $1 })
        var isEmpty = true
        let places = LabelFieldNames.labels.compactMap { values[$0] }
        for place in places {
            let labels = found(in: place, level: level + 1)
            if labels.contains(where: \.isUnderstood) { return inBox(box(values), labels) }
            if !labels.isEmpty { isEmpty = false }
        }
        if places.isEmpty { isEmpty = isBlank(json) }
        return isEmpty ? [] : inBox(box(values), notUnderstood(json))
    }

    /// What lies under numbers of boxes: `{"1": …, "2": …}`; nil where the names are no such numbers.
    private static func numbered(_ members: [(name: String, value: JSON)]) -> [(Int, JSON)]? {
        guard !members.isEmpty else { return nil }
        var boxes: [(Int, JSON)] = []
        for (name, value) in members {
            guard let number = Int(name), isBox(number) else { return nil }
            boxes.append((number, value))
        }
        return boxes
    }

    private static func box(_ values: [String: JSON]) -> Int? {
        LabelFieldNames.boxes.lazy.compactMap { values[$0]?.int }.first(where: isBox)
    }

    private static func isBox(_ number: Int) -> Bool { (1...mostLabels).contains(number) }

    /// One label in the box that its object names; several have boxes of their own.
    private static func inBox(_ box: Int?, _ labels: [Found]) -> [Found] {
        guard labels.count == 1, let box, labels[0].box == nil else { return labels }
        return [Found(text: labels[0].text, box: box, isUnderstood: labels[0].isUnderstood)]
    }

    private static func notUnderstood(_ json: JSON) -> [Found] {
        [Found(text: text(of: json), box: nil, isUnderstood: false)]
    }

    private static func text(of json: JSON) -> String { String(decoding: json.raw, as: UTF8.self) }

    /// Whether a value holds nothing but empty values; the depth is bounded by the reader of JSON.
    private static func isBlank(_ json: JSON) -> Bool {
        switch json.kind {
        case .missing, .null, .broken: true
        case .bool: json.bool != true
        case .number: false
        case .string: json.text == nil
        case .array: json.elements.allSatisfy(isBlank)
        case .object: json.members.allSatisfy { isBlank($0.value) }
        }
    }
}
