/// What an answer that is not a success says, in one sentence.
///
/// Bodies of errors are not documented. Known shapes are `{"detail"}`, `{"field": ["…"]}`, `{"non_field_errors": ["…"]}`,
/// `{"code", "en"}`, lists, strings, HTML pages, and nothing at all.
public enum ErrorText {
    /// The first sentence of a body; nil when it says nothing.
    public static func sentence(in body: [UInt8]) -> String? {
        let words: String?
        if let json = try? JSONDocument(body) {
            words = sentence(in: json.root)
        } else {
            words = plain(String(decoding: body.prefix(4_096), as: UTF8.self))
        }
        return words.map { String($0.prefix(240)) }
    }

    /// Whether a body names a field of the request that is to blame, rather than speak about the request as a whole.
    ///
    /// `sent` are the names of what was sent: how an OMS calls the members of its errors is not known. With a transition
    /// among them, `{"transition": ["…"]}` and `{"errors": [{"field": "transition", …}]}` name a field; `["…"]`,
    /// `{"detail": "…"}`, `{"error_code": "…", "error_message": "…"}`, a page or nothing at all do not.
    public static func namesField(in body: [UInt8], sent: Set<String>) -> Bool {
        let names = Set(sent.map { $0.lowercased() }).union(commandFields).subtracting(wholeMembers)
        return (try? JSONDocument(body)).map { namesField(in: $0.root, names) } ?? false
    }

    private static func namesField(in json: JSON, _ names: Set<String>) -> Bool {
        switch json.kind {
        case .array: return json.elements.contains { namesField(in: $0, names) }
        case .object:
            return json.members.contains { member in
                let name = member.name.lowercased()
                if names.contains(name), sentence(in: member.value) != nil { return true }
                if placeMembers.contains(name), isPlace(member.value, among: names) { return true }
                return namesField(in: member.value, names)
            }
        case .missing, .null, .bool, .number, .string, .broken: return false
        }
    }

    /// Whether a place in the request is one of those that were sent: `note`, `["body", "note"]`, `{"pointer": "/data/note"}`.
    private static func isPlace(_ json: JSON, among names: Set<String>) -> Bool {
        switch json.kind {
        case .string:
            let parts = (json.text ?? "").lowercased().split { "./[]".contains($0) }
            return parts.contains { names.contains(String($0)) }
        case .array: return json.elements.contains { isPlace($0, among: names) }
        case .object: return json.members.contains { isPlace($0.value, among: names) }
        case .missing, .null, .bool, .number, .broken: return false
        }
    }

    /// The fields of a command itself, which an answer can name whatever was sent.
    private static let commandFields: Set<String> = ["transition", "slug", "input_parameters"]
    /// Members that speak about the whole, also where a parameter is called so.
    private static let wholeMembers: Set<String> = ["detail", "non_field_errors", "message", "error", "errors", "code"]
    /// Members of an error that say where it is.
    private static let placeMembers: Set<String> = ["field", "loc", "source", "attr"]

    private static func sentence(in json: JSON) -> String? {
        switch json.kind {
        case .string: return json.text
        case .array: return json.elements.lazy.compactMap { sentence(in: $0) }.first
        case .object: return sentence(ofObject: json)
        case .missing, .null, .bool, .number, .broken: return nil
        }
    }

    private static func sentence(ofObject json: JSON) -> String? {
        for name in [
            "detail", "en", "message", "error_message", "errorMessage", "non_field_errors", "error", "errors",
        ] {
            if let words = sentence(in: json[name]) {
                return json["code"].text.map { "\(words) (\($0))" } ?? words
            }
        }
        for member in json.members {
            if let words = sentence(in: member.value) { return "\(member.name): \(words)" }
        }
        return nil
    }

    /// The title of an HTML page, else its first line; of a plain text, its first line.
    private static func plain(_ text: String) -> String? {
        guard text.contains("<") else { return firstLine(text) }
        for (start, end) in [("<title>", "</title>"), ("<TITLE>", "</TITLE>"), ("<h1>", "</h1>")] {
            if let opening = text.firstRange(of: start),
                let closing = text[opening.upperBound...].firstRange(of: end),
                let title = firstLine(String(text[opening.upperBound..<closing.lowerBound]))
            {
                return title
            }
        }
        return firstLine(withoutTags(text))
    }

    private static func withoutTags(_ text: String) -> String {
        var isInside = false
        var result = ""
        for character in text {
            switch character {
            case "<": isInside = true
            case ">":
                isInside = false
                result += "\n"
            default: if !isInside { result.append(character) }
            }
        }
        return result
    }

    private static func firstLine(_ text: String) -> String? {
        text.split(whereSeparator: \.isNewline)
            .lazy.map { $0.drop(while: \.isWhitespace) }
            .first { !$0.isEmpty }
            .map(String.init)
    }
}
