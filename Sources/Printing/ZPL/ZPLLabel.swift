public import Barcode

/// A label of ZPL, from `^XA` to `^XZ`.
public struct ZPLLabel: Equatable, Sendable {
    /// Its bytes, from `^XA` to `^XZ`.
    public let bytes: [UInt8]
    /// The texts on it, in the order of the bytes.
    public let texts: [String]
    /// The barcodes on it, in the order of the bytes.
    public let barcodes: [LabelBarcode]
    /// How many labels come out (`^PQ`); 0 where it only sets the printer up or stores a format.
    public let copies: Int

    /// The SHA-256 of its bytes, as 64 hexadecimal digits in lower case.
    public var sha256: String { SHA256Hash.hex(of: bytes) }
}

/// A barcode on a label.
public struct LabelBarcode: Equatable, Sendable {
    /// The symbologies whose data are read; the raw values are stable.
    public enum Kind: String, Hashable, Sendable {
        /// Code 128, also as GS1-128.
        case code128 = "code_128"
        /// Data Matrix.
        case dataMatrix = "data_matrix"
        /// QR Code.
        case qr
        /// PDF417.
        case pdf417
        /// Code 39.
        case code39 = "code_39"
        /// EAN-13.
        case ean13 = "ean_13"
        /// Any other, whose data are taken as they are written.
        case other
    }

    /// What it is printed as.
    public let kind: Kind
    /// What it says, as a scanner sends it without a symbology identifier; GS stands for FNC1.
    public let data: String
    /// Whether it begins with FNC1: its data are elements of GS1.
    public let isGS1: Bool

    /// Whether a scan is this barcode.
    public func isRead(by scan: ScannedCode) -> Bool {
        guard !data.isEmpty else { return false }
        return scan.matches(data) || scan.canonical == CodeReader.read((isGS1 ? "]C1" : "") + data).canonical
    }
}

extension PrintDocument {
    /// The labels of a document of ZPL, those that only set the printer up as well; empty for any other kind.
    public var labels: [ZPLLabel] {
        guard kind == .zpl else { return [] }
        var reader = ZPLLabelReader()
        return bytes.compactMap { byte in
            if case .label(let label) = reader.feed(byte) { label } else { nil }
        }
    }

    /// How many labels come out of a printer; nil where the document does not tell.
    public var labelCount: Int? {
        guard kind == .zpl else { return nil }
        return labels.reduce(0) { count, label in count.addingReportingOverflow(label.copies).partialValue }
    }
}
