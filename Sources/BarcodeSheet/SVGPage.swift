import Foundation

/// Writes one page as an SVG picture of its true size.
enum SVGPage {
    /// The picture's text.
    static func text(of page: SheetPage) -> String {
        let (width, height) = (number(page.paper.width), number(page.paper.height))
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(width)mm" height="\#(height)mm""#
                + #" viewBox="0 0 \#(width) \#(height)">"#,
            #"<rect width="\#(width)" height="\#(height)" fill="white"/>"#,
            #"<g font-family="Helvetica, Arial, 'Nimbus Sans', 'Liberation Sans', sans-serif">"#,
        ]
        lines += page.bars.map(path)
        lines += page.texts.map(element)
        lines += ["</g>", "</svg>", ""]
        return lines.joined(separator: "\n")
    }

    /// All bars of a barcode in one path, without the soft edges that pictures are otherwise drawn with.
    private static func path(_ barcode: SheetPage.Bars) -> String {
        let (top, height) = (number(barcode.top), number(barcode.height))
        let bars = barcode.bars.map { "M\(number($0.left)) \(top)h\(number($0.width))v\(height)h-\(number($0.width))z" }
        return #"<path shape-rendering="crispEdges" d="\#(bars.joined())"/>"#
    }

    private static func element(_ text: SheetPage.Text) -> String {
        let weight = text.font == .bold ? #" font-weight="bold""# : ""
        let anchor = text.isCentred ? #" text-anchor="middle""# : ""
        let place = #"x="\#(number(text.x))" y="\#(number(text.baseline))" font-size="\#(number(text.size))""#
        return "<text \(place)\(weight)\(anchor)>\(escaped(text.text))</text>"
    }

    private static func number(_ value: Double) -> String { String(format: "%.3f", value) }

    /// A text as XML may hold it; control characters, which it may not, become visible.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE:
                result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
