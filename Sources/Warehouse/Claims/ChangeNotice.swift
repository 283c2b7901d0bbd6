/// What is sent with `NOTIFY`: `claim 73 369` is the claim of package 73 at the location 369, `feed 4711 369` its feed's last
/// row, `lease printer:X 369` a lease that was given back there.
enum ChangeNotice {
    static func claim(_ package: Int, location: String) -> String { "claim \(package) \(location)" }

    static func session(_ package: Int, location: String) -> String { "session \(package) \(location)" }

    static func readerIsFree(at location: String) -> String { "reader 0 \(location)" }

    static func print(_ package: Int, location: String) -> String { "print \(package) \(location)" }

    static func lease(_ role: String, location: String) -> String { "lease \(role) \(location)" }

    /// The change of a payload; nil for another location's, and for what a newer program sends.
    static func change(_ payload: String, location: String) -> WarehouseChange? {
        let words = payload.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3, words[2] == location else { return nil }
        if words[0] == "lease" { return .lease(role: String(words[1])) }
        guard let package = Int(words[1]) else { return nil }
        switch words[0] {
        case "claim": return .claim(package: package)
        case "session": return .session(package: package)
        // Here the number is that of the last row.
        case "feed": return .feed
        case "reader": return .readerIsFree
        case "print": return .print(package: package)
        default: return nil
        }
    }
}
