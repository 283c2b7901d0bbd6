/// How long things took: how many took no longer than each of some bounds.
public struct DurationHistogram: Equatable, Sendable {
    /// Bounds for what is usually done in parts of a second, and may take minutes, in seconds.
    public static let usualBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]

    private let bounds: [Double]
    /// How many lie below each bound and not below the one before it; the last are above all of them.
    private var counts: [Int]
    private var sum = 0.0

    /// One with these bounds, which rise.
    public init(bounds: [Double] = Self.usualBounds) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
    }

    /// Counts something that took so long.
    public mutating func count(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let time = Double(seconds) + Double(attoseconds) / 1e18
        counts[bounds.firstIndex { time <= $0 } ?? bounds.count] += 1
        sum += time
    }

    /// The samples of a family of kind `histogram`, under these labels.
    public func samples(_ labels: [MetricSample.Label] = []) -> [MetricSample] {
        var total = 0
        let buckets = zip(bounds + [.infinity], counts).map { bound, count in
            total += count
            return MetricSample(
                Double(total), labels + [.init("le", MetricText.number(bound))], suffix: "_bucket")
        }
        return buckets + [
            MetricSample(sum, labels, suffix: "_sum"), MetricSample(Double(total), labels, suffix: "_count"),
        ]
    }
}
