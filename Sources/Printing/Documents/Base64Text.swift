import Foundation

/// Base64 as it is found in answers: of either alphabet, in lines, with or without its padding, also as a `data:` URL.
enum Base64Text {
    /// What a text stands for; nil where it is not base64.
    static func bytes(of text: [UInt8]) -> [UInt8]? {
        guard let payload = payload(of: DocumentStart.skippingBlanks(text)) else { return nil }
        var letters: [UInt8] = []
        letters.reserveCapacity(payload.count + 3)
        var padding = 0
        for byte in payload where !DocumentStart.isBlank(byte) {
            guard byte != UInt8(ascii: "=") else {
                padding += 1
                continue
            }
            guard padding == 0, let letter = standard(byte) else { return nil }
            letters.append(letter)
        }
        guard letters.count >= 4, letters.count % 4 != 1, padding <= 2 else { return nil }
        letters += Array(repeating: UInt8(ascii: "="), count: (4 - letters.count % 4) % 4)
        return Data(base64Encoded: Data(letters)).map { Array($0) }
    }

    /// What follows `data:…;base64,`, or all of a text that is no such address.
    private static func payload(of text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard text.begins(with: "data:") else { return text }
        guard let comma = text.prefix(256).firstIndex(of: UInt8(ascii: ",")) else { return nil }
        guard String(decoding: text[..<comma], as: UTF8.self).lowercased().hasSuffix(";base64") else { return nil }
        return text[(comma + 1)...]
    }

    /// A letter of either alphabet, as that of the standard one; nil for any other byte.
    private static func standard(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "/"): byte
        case UInt8(ascii: "-"): UInt8(ascii: "+")
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        default: nil
        }
    }
}
