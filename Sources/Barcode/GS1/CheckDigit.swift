/// The GS1 check digit: of GTIN, SSCC, GLN and every other key of digits.
///
/// From the right, the digits count times 3, 1, 3, 1 …; the check digit makes the sum a multiple of ten
/// (GS1 General Specifications, 7.9).
enum CheckDigit {
    /// The digit that belongs after these ASCII digits.
    static func after(_ digits: some BidirectionalCollection<UInt8>) -> Int {
        var sum = 0
        var weight = 3
        for digit in digits.reversed() {
            // The remainder is kept small so that no length of input can overflow.
            sum = (sum + digit.asciiDigitValue * weight) % 10
            weight = 4 - weight
        }
        return (10 - sum) % 10
    }

    /// Whether the last of these ASCII digits is the check digit of those before it.
    static func isValid(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
        guard let last = digits.last else { return false }
        return after(digits.dropLast()) == last.asciiDigitValue
    }
}
