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
    private static let warnings: [String: PrinterWarning] = [
        "media-low": .paperLow, "toner-low": .ribbonLow, "marker-supply-low": .ribbonLow,
    ]

    /// The status of a printer with these attributes.
    static func status(of printer: IPPAnswer.Group) -> PrinterStatus {
        let reasons = printer["printer-state-reasons"] ?? []
        var troubles: [PrinterTrouble] = []
        // A printer that goes on waiting for paper says “warning”, and “error” only when it has stopped.
        for reason in reasons where !reason.hasSuffix("-report") {
            if let trouble = Self.troubles[keyword(reason)], !troubles.contains(trouble) { troubles.append(trouble) }
        }
        let isStopped = printer["printer-state"] == ["5"] || printer["printer-is-accepting-jobs"] == ["false"]
        if isStopped, troubles.isEmpty { troubles = [.stopped] }
        return PrinterStatus(
            troubles: troubles, warnings: reasons.compactMap { Self.warnings[keyword($0)] },
            waiting: printer["queued-job-count"]?.first.flatMap { Int($0) })
    }

    private static func keyword(_ reason: String) -> String {
        for suffix in ["-error", "-warning", "-report"] where reason.hasSuffix(suffix) {
            return String(reason.dropLast(suffix.count))
        }
        return reason
    }
}
