/// What IPP's `printer-state-reasons` mean.
///
/// Source: RFC 8011, 5.4.12, and the PWG's registry: a keyword and perhaps how serious it is.
enum PrinterReasons {
    private static let troubles: [String: PrinterTrouble] = [
        "media-empty": .paperOut, "media-needed": .paperOut, "input-tray-missing": .paperOut, "media-jam": .paperJam,
        "cover-open": .headOpen, "door-open": .headOpen, "interlock-open": .headOpen, "toner-empty": .ribbonOut,
        "marker-supply-empty": .ribbonOut, "paused": .paused, "moving-to-paused": .paused, "stopping": .stopped,
        "stopped-partly": .stopped, "shutdown": .stopped, "output-area-full": .labelWaiting,
    ]
    /// What a trouble means that is only a warning yet.
    private static let soon: [PrinterTrouble: PrinterWarning] = [.paperOut: .paperLow, .ribbonOut: .ribbonLow]
    private static let warnings: [String: PrinterWarning] = [
        "media-low": .paperLow, "toner-low": .ribbonLow, "marker-supply-low": .ribbonLow,
    ]

    /// The status of a printer, or of a queue, with these attributes; what is only a warning is no trouble.
    ///
    /// A reason without a word of how serious it is counts as an error, as the RFC has it.
    static func status(of printer: IPPAnswer.Group, isQueue: Bool = false) -> PrinterStatus {
        let reasons = (printer["printer-state-reasons"] ?? []).filter { !$0.hasSuffix("-report") }
        let hasStopped = printer["printer-state"] == ["5"]
        var (troubles, warnings): ([PrinterTrouble], [PrinterWarning]) = ([], [])
        for reason in reasons {
            let trouble = Self.troubles[keyword(reason)]
            if let trouble, hasStopped || !reason.hasSuffix("-warning") {
                // A queue that is stopped says of itself that it is paused.
                troubles.append(isQueue && trouble == .paused ? .stopped : trouble)
            } else if let warning = Self.warnings[keyword(reason)] ?? trouble.flatMap({ Self.soon[$0] }) {
                warnings.append(warning)
            }
        }
        let takesNone = hasStopped || printer["printer-is-accepting-jobs"] == ["false"]
        if takesNone, troubles.isEmpty { troubles = [.stopped] }
        return PrinterStatus(
            troubles: troubles.uniqued, warnings: warnings.uniqued,
            waiting: printer["queued-job-count"]?.first.flatMap { Int($0) })
    }

    /// The trouble of which a printer that is at a job only warns.
    ///
    /// One of two trays may be empty, or the printer waits for paper in the middle of a page: its job tells.
    static func warned(by printer: IPPAnswer.Group) -> PrinterTrouble? {
        guard printer["printer-state"] == ["4"] else { return nil }
        let warnings = (printer["printer-state-reasons"] ?? []).filter { $0.hasSuffix("-warning") }
        return warnings.lazy.compactMap { troubles[keyword($0)] }.first
    }

    private static func keyword(_ reason: String) -> String {
        for suffix in ["-error", "-warning", "-report"] where reason.hasSuffix(suffix) {
            return String(reason.dropLast(suffix.count))
        }
        return reason
    }
}

extension Array where Element: Hashable {
    /// Each once, in the order in which they come first.
    fileprivate var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
