/// The pair of check characters of GS1's alphanumeric keys (GMN and MUDI).
///
/// Each character's value times a prime, primes rising from the right, modulo 1021; the remainder is written in two of
/// 32 characters (GS1 General Specifications, 7.9.5).
enum CheckCharacters {
    /// Whether the last two characters are the check characters of those before them.
    static func areValid(_ value: ArraySlice<UInt8>) -> Bool {
        guard (3...25).contains(value.count) else { return false }
        var sum = 0
        for (byte, prime) in zip(value.dropLast(2).reversed(), primes) {
            guard let number = values.firstIndex(of: byte) else { return false }
            sum += number * prime
        }
        let remainder = sum % 1_021
        return value.suffix(2).elementsEqual([alphabet[remainder / 32], alphabet[remainder % 32]])
    }

    private static let primes = [
        2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83,
    ]
    /// GS1's set 82 in the order of its values.
    private static let values = Array(
        "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz".utf8)
    private static let alphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
}
