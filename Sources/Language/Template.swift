/// A text of a catalog, taken apart: what is written, and the arguments between.
enum Template {
    /// Goes through the parts of a text in their order; false where a brace has no counterpart.
    @discardableResult
    static func forEachPart(of text: Substring, written: (Substring) -> Void, named: (Substring) -> Void) -> Bool {
        let (open, close) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
        var rest = text.utf8
        while let brace = rest.firstIndex(where: { $0 == open || $0 == close }) {
            guard rest[brace] == open, let end = rest[brace...].firstIndex(of: close) else { return false }
            if brace > rest.startIndex { written(Substring(rest[..<brace])) }
            let name = rest[rest.index(after: brace)..<end]
            guard !name.isEmpty, !name.contains(open) else { return false }
            named(Substring(name))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { written(Substring(rest)) }
        return true
    }

    /// The names of the arguments; nil where a brace has no counterpart.
    static func names(in text: Substring) -> Set<String>? {
        var names: Set<String> = []
        let isWhole = forEachPart(of: text, written: { _ in }, named: { names.insert(String($0)) })
        return isWhole ? names : nil
    }
}
