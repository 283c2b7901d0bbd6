import Synchronization

/// Decides by a fault profile what happens to each request.
final class FaultInjector: Sendable {
    private struct Table {
        var profile: FaultProfile
        var happened: [Int]
        var requests: Int64 = 0
    }

    private let table: Mutex<Table>

    init(_ profile: FaultProfile) {
        table = Mutex(Table(profile: profile, happened: profile.faults.map { _ in 0 }))
    }

    var profile: FaultProfile {
        get { table.withLock { $0.profile } }
        set { table.withLock { $0 = Table(profile: newValue, happened: newValue.faults.map { _ in 0 }) } }
    }

    /// What happens to a request: how long its answer is held back, what is ignored of it, and at most one fault besides.
    func fall(method: String, path: String) -> (seconds: Double, ignored: [String], fault: Fault?) {
        table.withLock { table in
            table.requests += 1
            var random = SeededRandom(seed: table.profile.seed, .fault, table.requests)
            var (seconds, ignored): (Double, [String]) = (0, [])
            for (index, fault) in table.profile.faults.enumerated() {
                guard fault.fits(method: method, path: path), table.happened[index] < fault.times ?? Int.max,
                    random.fraction() < fault.probability
                else { continue }
                table.happened[index] += 1
                switch fault.kind {
                case .latency: seconds += fault.seconds
                case .ignore: ignored += fault.parameters
                default: return (seconds, ignored, fault)
                }
            }
            return (seconds, ignored, nil)
        }
    }
}

extension Fault {
    func fits(method: String, path: String) -> Bool {
        let methodFits = methods.isEmpty || methods.contains { $0.uppercased() == method }
        return methodFits && (paths.isEmpty || paths.contains { Self.matches(path[...], pattern: $0[...]) })
    }

    /// Whether a text is as a pattern says, in which `*` stands for any characters, or none.
    private static func matches(_ text: Substring, pattern: Substring) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, text.hasPrefix(first) else { return false }
        guard parts.count > 1 else { return text == pattern }
        var rest = text.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
