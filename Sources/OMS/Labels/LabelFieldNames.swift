/// The names under which labels and the numbers of their boxes are looked for; case and signs do not matter.
///
/// Source: the APIs of carriers; those that no document gives are guesses on their pattern.
enum LabelFieldNames {
    /// The names of labels; what stands first is taken first, and a document that must be fetched comes last.
    static let labels = [
        "zpl", "zplBarcode", "zplData", "zplLabel", "epl", "label", "labels", "labelData", "labelContent",
        "shippingLabel",
        "cargoLabel", "data", "content", "contents", "result", "results", "boxes", "parcels", "pieces", "document",
        "documents", "file", "files", "base64", "pdf", "images", "image", "png", "htmlContent", "html", "labelURL",
        "url",
        "urls", "link",
    ].map(folded)

    /// The names of the number of a box.
    static let boxes = [
        "box", "boxNumber", "boxNo", "parcel", "parcelNumber", "parcelNo", "piece", "pieceNumber", "pieceNo", "koli",
        "koliNo", "sequence",
    ].map(folded)

    /// The letters and digits of a name: `zpl_barcode` is `zplBarcode`.
    static func folded(_ name: String) -> String { NameFolding.of(name, keepingDigits: true) }
}
