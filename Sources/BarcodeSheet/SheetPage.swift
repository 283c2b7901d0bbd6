import Barcode

/// One page as it will look, before any file format: lengths in mm, from the upper left corner.
struct SheetPage: Equatable {
    let paper: Paper
    var bars: [Bars] = []
    var texts: [Text] = []

    /// A barcode in its place.
    struct Bars: Equatable {
        let barcode: Code128
        /// Where the first bar begins; the quiet zone lies to the left of it.
        let left: Double
        let top: Double
        let height: Double
        /// How wide the narrowest bar is.
        let module: Double

        /// Where each bar begins and how wide it is.
        var bars: [(left: Double, width: Double)] {
            var start = 0
            var result: [(left: Double, width: Double)] = []
            for (index, width) in barcode.widths.enumerated() {
                if index.isMultiple(of: 2) { result.append((left + Double(start) * module, Double(width) * module)) }
                start += width
            }
            return result
        }
    }

    /// A line of text in its place.
    struct Text: Equatable {
        let text: String
        /// Where it begins, or its middle.
        let x: Double
        let baseline: Double
        let size: Double
        var font = Helvetica.regular
        var isCentred = false
    }
}
