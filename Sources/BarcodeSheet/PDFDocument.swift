import Foundation

/// Writes pages as a PDF 1.4 file: bars as rectangles, text in the standard fonts Helvetica and Helvetica-Bold.
///
/// Source: ISO 32000-1. Nothing is compressed and nothing embedded, so that the file stays plain to read.
struct PDFDocument {
    /// The file.
    let data: Data
    /// The characters for which the font has no letter; each stands as its nearest one.
    let missing: [Unicode.Scalar]

    init(_ pages: [SheetPage]) {
        var encoding = PDFEncoding()
        let contents = pages.map { Self.content(of: $0, &encoding) }
        missing = encoding.missing

        // The objects 1 to 4 are the catalogue, the list of pages and the two fonts; then two for each page.
        let first = 5
        let kids = pages.indices.map { "\(first + 2 * $0) 0 R" }.joined(separator: " ")
        var objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>",
            encoding.font("Helvetica"), encoding.font("Helvetica-Bold"),
        ]
        for (index, page) in pages.enumerated() {
            let box = "[0 0 \(Self.points(page.paper.width)) \(Self.points(page.paper.height))]"
            objects += [
                "<< /Type /Page /Parent 2 0 R /MediaBox \(box) /Contents \(first + 2 * index + 1) 0 R "
                    + "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>",
                "<< /Length \(contents[index].utf8.count) >>\nstream\n\(contents[index])\nendstream",
            ]
        }
        data = Self.file(of: objects)
    }

    private static func file(of objects: [String]) -> Data {
        // The comment of four bytes beyond ASCII shows programs that copy files that this is no text.
        var file = Data("%PDF-1.4\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            table += String(format: "%010d 00000 n \n", file.count)
            file += Data("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
        }
        let trailer = "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(file.count)\n%%EOF\n"
        return file + Data((table + trailer).utf8)
    }

    /// The drawing of a page, scaled so that its unit is the millimetre; in PDF, heights count from the lower edge.
    private static func content(of page: SheetPage, _ encoding: inout PDFEncoding) -> String {
        var lines = ["\(points(1)) 0 0 \(points(1)) 0 0 cm"]
        for barcode in page.bars {
            let bottom = number(page.paper.height - barcode.top - barcode.height)
            lines += barcode.bars.map {
                "\(number($0.left)) \(bottom) \(number($0.width)) \(number(barcode.height)) re"
            }
            lines.append("f")
        }
        for text in page.texts {
            let shift = text.isCentred ? text.font.width(of: text.text, size: text.size) / 2 : 0
            let (x, y) = (number(text.x - shift), number(page.paper.height - text.baseline))
            let font = text.font == .bold ? "/F2" : "/F1"
            lines.append("BT \(font) \(number(text.size)) Tf \(x) \(y) Td <\(encoding.hexadecimal(text.text))> Tj ET")
        }
        return lines.joined(separator: "\n")
    }

    private static func points(_ millimetres: Double) -> String { String(format: "%.5f", millimetres * 72 / 25.4) }
    private static func number(_ value: Double) -> String { String(format: "%.3f", value) }
}
