extension Address {
    /// The address as far as a label shows it, in a form in which equal destinations are equal texts.
    ///
    /// Who, where, and nothing else: another telephone number does not make another label.
    public var labelFingerprint: String {
        [fullName, line, district, township, city, country, postcode]
            .map { NameFolding.of($0 ?? "", keepingDigits: true) }.joined(separator: "|")
    }
}
