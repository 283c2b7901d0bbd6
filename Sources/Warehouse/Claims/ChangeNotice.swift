/// What is sent with `NOTIFY`: `claim 73 369` is the claim of package 73 at the location 369.
enum ChangeNotice {
    static func claim(_ package: Int, location: String) -> String { "claim \(package) \(location)" }

    static func session(_ package: Int, location: String) -> String { "session \(package) \(location)" }

    /// The change of a payload; nil for another location's, and for what a newer program sends.
    static func change(_ payload: String, location: String) -> WarehouseChange? {
        let words = payload.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3, words[2] == location, let package = Int(words[1]) else { return nil }
        switch words[0] {
        case "claim": return .claim(package: package)
        case "session": return .session(package: package)
        default: return nil
        }
    }
}
