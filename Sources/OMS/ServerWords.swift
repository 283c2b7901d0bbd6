/// What an answer that is not a success says, in one sentence.
///
/// Bodies of errors are not documented. Known shapes are `{"detail"}`, `{"field": ["…"]}`, `{"non_field_errors": ["…"]}`,
/// `{"code", "en"}`, lists, strings, HTML pages, and nothing at all.
public enum ServerWords {
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

    private static func sentence(in json: JSON) -> String? {
        switch json.kind {
        case .string: return json.text
        case .array: return json.elements.lazy.compactMap { sentence(in: $0) }.first
        case .object: return sentence(ofObject: json)
        case .missing, .null, .bool, .number: return nil
        }
    }

    private static func sentence(ofObject json: JSON) -> String? {
        for name in ["detail", "en", "message", "non_field_errors", "error", "errors"] {
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
