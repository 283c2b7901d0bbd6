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

    /// Whether a body names a field of the request that is to blame, rather than speak about the request as a whole.
    ///
    /// `{"transition": ["…"]}` and `{"errors": [{"field": "transition", …}]}` do; `["…"]`, `{"detail": "…"}`, a page or
    /// nothing at all do not.
    public static func namesField(in body: [UInt8]) -> Bool {
        (try? JSONDocument(body)).map { namesField(in: $0.root) } ?? false
    }

    private static func namesField(in json: JSON) -> Bool {
        switch json.kind {
        case .array: return json.elements.contains { $0.kind == .object && namesField(in: $0) }
        case .object:
            return json.members.contains { member in
                let name = member.name.lowercased()
                if fieldMembers.contains(name) { return member.value.kind != .null }
                let isAboutWhole =
                    generalMembers.contains(name) || (name.utf8.count == 2 && member.value.kind == .string)
                return isAboutWhole ? namesField(in: member.value) : sentence(in: member.value) != nil
            }
        case .missing, .null, .bool, .number, .string, .broken: return false
        }
    }

    /// Members that say what is wrong without saying where; a name of two letters is a language.
    private static let generalMembers: Set<String> = [
        "detail", "details", "message", "messages", "msg", "error", "errors", "non_field_errors", "nonfielderrors",
        "__all__", "code", "status", "status_code", "type", "title", "instance", "timestamp", "path", "request_id",
        "trace_id", "reason", "description", "exception", "result",
    ]
    /// Members that say where.
    private static let fieldMembers: Set<String> = ["field", "loc", "source", "attr"]

    private static func sentence(in json: JSON) -> String? {
        switch json.kind {
        case .string: return json.text
        case .array: return json.elements.lazy.compactMap { sentence(in: $0) }.first
        case .object: return sentence(ofObject: json)
        case .missing, .null, .bool, .number, .broken: return nil
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
