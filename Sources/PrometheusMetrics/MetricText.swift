/// Prometheus's text format, version 0.0.4.
///
/// Source: https://prometheus.io/docs/instrumenting/exposition_formats/
public enum MetricText {
    /// What the format is called in HTTP.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// The text of these figures; one without samples is left out.
    public static func text(_ families: [MetricFamily]) -> String {
        families.filter { !$0.samples.isEmpty }.map(text).joined()
    }

    private static func text(_ family: MetricFamily) -> String {
        let head = [
            "# HELP \(family.name) \(escaped(family.help, quotes: false))",
            "# TYPE \(family.name) \(family.kind.rawValue)",
        ]
        let lines = family.samples.map { "\(family.name)\($0.suffix)\(text($0.labels)) \(number($0.value))" }
        return (head + lines).map { $0 + "\n" }.joined()
    }

    private static func text(_ labels: [MetricSample.Label]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",") + "}"
    }

    /// A number; a whole one without a fraction.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return Int(exactly: value).map(String.init) ?? "\(value)"
    }

    /// A text in which nothing ends the line, nor the quotation marks around it.
    private static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += #"\\"#
            case "\n": escaped += #"\n"#
            case "\"" where quotes: escaped += #"\""#
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
