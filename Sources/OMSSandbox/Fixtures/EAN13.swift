/// EAN-13 numbers, written here by themselves so that the scanning side is tested against another's arithmetic.
enum EAN13 {
    /// The number of twelve digits with its check digit after it.
    ///
    /// From the right the digits weigh 3, 1, 3, 1 …; the check digit makes the sum a multiple of ten (GS1).
    static func completing(_ twelveDigits: String) -> String {
        var sum = 0
        for (place, digit) in twelveDigits.utf8.reversed().enumerated() {
            sum += Int(digit &- UInt8(ascii: "0")) * (place.isMultiple(of: 2) ? 3 : 1)
        }
        return "\(twelveDigits)\((10 - sum % 10) % 10)"
    }
}
