/// Amounts as libcurl takes them, and as people read them.
extension Duration {
    /// Whole milliseconds, at least 1 (0 would mean "for ever" to libcurl) and at most about 24 days.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        let bounded = min(max(seconds, 0), 2_147_482)
        return max(1, Int(bounded) * 1_000 + Int(max(attoseconds, 0) / 1_000_000_000_000_000))
    }

    /// `30 s` or `250 ms`.
    var inWords: String {
        milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000) s" : "\(milliseconds) ms"
    }
}

extension Int {
    /// `64 MB`, `512 KB` or `100 bytes`.
    var inBytes: String {
        switch self {
        case 1_048_576...: "\(self / 1_048_576) MB"
        case 1_024...: "\(self / 1_024) KB"
        default: "\(self) bytes"
        }
    }
}
