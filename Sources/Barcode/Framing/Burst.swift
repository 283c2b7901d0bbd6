/// The line that is being entered, and how much of its end came at machine speed.
///
/// The line is a row of stretches, split where nothing came for longer than the pause. A stretch is a machine's when
/// three quarters of its gaps are short. The burst is the unbroken row of machine stretches at the end of the line:
/// a pause between two of them does not split a scan, because no person can make the one or the other.
struct Burst: Equatable, Sendable {
    private(set) var line: [Unicode.Scalar] = []
    private(set) var lastTime: Int64 = 0
    /// Whether characters had to be dropped because the line was full.
    private(set) var overflowed = false

    private var burstStart = 0
    private var burstStartTime: Int64 = 0
    private var stretchStart = 0
    private var stretchCount = 0
    private var fastGaps = 0

    var isEmpty: Bool { line.isEmpty }
    /// Whether any two characters of the current stretch came at machine speed.
    var isFast: Bool { fastGaps > 0 }

    /// Takes the next character; false when the line is full and it was dropped.
    mutating func append(_ scalar: Unicode.Scalar, at time: Int64, _ settings: ScanFramerSettings) -> Bool {
        let gap = line.isEmpty ? 0 : time &- lastTime
        if line.isEmpty || gap > settings.pause {
            beginStretch(at: time, settings)
        } else if gap <= settings.machineGap {
            fastGaps += 1
        }
        stretchCount += 1
        lastTime = time
        guard line.count < settings.maximumLength else {
            overflowed = true
            return false
        }
        line.append(scalar)
        return true
    }

    /// The text, the start and the length of the burst that ends here and now; nil when a person typed last.
    func ending(at time: Int64, _ settings: ScanFramerSettings) -> (text: String, start: Int64, count: Int)? {
        guard isMachine(endingAt: time, settings) else { return nil }
        return (Self.text(line[burstStart...]), burstStartTime, line.count - burstStart)
    }

    /// The whole line.
    var text: String { Self.text(line[...]) }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// Whether the current stretch is a machine's, as far as is known now.
    func isMachine(_ settings: ScanFramerSettings) -> Bool {
        isMachine(gaps: stretchCount - 1, fast: fastGaps, settings)
    }

    /// Whether a control character that comes now is a part of a scan.
    func continues(at time: Int64, _ settings: ScanFramerSettings) -> Bool {
        !line.isEmpty && time &- lastTime <= settings.machineGap
    }

    private func isMachine(endingAt time: Int64, _ settings: ScanFramerSettings) -> Bool {
        guard !line.isEmpty else { return false }
        let endsFast = time &- lastTime <= settings.machineGap
        return isMachine(gaps: stretchCount, fast: fastGaps + (endsFast ? 1 : 0), settings)
            || isMachine(settings)
    }

    private func isMachine(gaps: Int, fast: Int, _ settings: ScanFramerSettings) -> Bool {
        let goesOn = burstStart < stretchStart
        let enough = goesOn ? gaps >= 1 : stretchCount >= settings.minimumBurst
        return enough && fast * 4 >= gaps * 3
    }

    private mutating func beginStretch(at time: Int64, _ settings: ScanFramerSettings) {
        if line.isEmpty || !isMachine(settings) {
            burstStart = line.count
            burstStartTime = time
        }
        stretchStart = line.count
        stretchCount = 0
        fastGaps = 0
    }
}
