import Foundation

/// The label of a practice carrier in the languages of printers.
struct PracticeLabel {
    let package: PackageRow
    /// Which label of the package it is: the OMS makes another one when it is asked to.
    let edition: Int

    /// ZPL with the receiver, the number and the tracking number as Code 128; a printer's own fonts have ASCII only.
    func zpl(box: Int = 1, of boxes: Int = 1, picture: String = "") -> String {
        """
        ^XA^CI28^PW812^LL609\(picture)
        ^FO40,40^A0N,40,40^FD\(receiver)^FS
        ^FO40,95^A0N,34,34^FD\(city)^FS
        ^FO40,150^A0N,30,30^FDPackage \(package.number) / box \(box) of \(boxes) / label \(edition + 1)^FS
        ^FO40,210^BY3^BCN,200,Y,N,N^FD\(trackingNumber(of: box))^FS
        ^XZ
        """
    }

    /// EPL2 with the same.
    var epl: String {
        """

        N
        A40,40,0,4,1,1,N,"\(receiver)"
        A40,90,0,4,1,1,N,"\(city)"
        B40,150,0,1,3,6,150,B,"\(trackingNumber(of: 1))"
        P1

        """
    }

    /// A page with the same in words.
    var html: String {
        "<!doctype html><html><body><h1>\(receiver)</h1><p>\(city)</p><p>\(trackingNumber(of: 1))</p></body></html>"
    }

    /// A page of PDF with the same in words.
    var pdf: String {
        let text =
            "BT /F1 18 Tf 20 240 Td (\(receiver)) Tj 0 -30 Td (\(city)) Tj 0 -30 Td (\(trackingNumber(of: 1))) Tj ET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 288] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        var file = "%PDF-1.4\n"
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let offset = String(file.utf8.count)
            table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        return file + table + "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    }

    /// An arrow upwards of 16 × 16 dots, compressed as drivers do it.
    static let arrow = "^FO740,40^GFA,32,32,2,:Z64:eNpjbGA+wP6A/4P8D/s/9f/+/2c+gAoB+vUPEA==:3F18^FS"

    /// A picture of one dot, in base64.
    static let picture = """
        iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=
        """

    func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    private var receiver: String { Self.plain("\(package.firstName) \(package.lastName)") }
    private var city: String { Self.plain("\(package.place.township.name) / \(package.place.city.name)") }

    /// The package's own tracking number, with a sign for each further box.
    private func trackingNumber(of box: Int) -> String {
        (package.trackingNumber ?? package.number) + (box == 1 ? "" : "-\(box)")
    }

    /// A text in letters of ASCII, without the signs that mean something to a printer; `?` for what has no such letter.
    private static func plain(_ text: String) -> String {
        let letters = text.replacingOccurrences(of: "ı", with: "i").decomposedStringWithCanonicalMapping.unicodeScalars
        return String(
            String.UnicodeScalarView(
                letters.compactMap { scalar in
                    if scalar.properties.generalCategory == .nonspacingMark { return nil }
                    return scalar.isASCII && !"^~\\\"()<>&".unicodeScalars.contains(scalar) ? scalar : "?"
                }))
    }
}
