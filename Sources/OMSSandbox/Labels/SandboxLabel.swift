/// A shape in which the OMS may give the label of a packed package; no document says which one an installation has.
public enum SandboxLabel: String, CaseIterable, Sendable {
    /// An object with ZPL.
    case zpl
    /// A string of ZPL.
    case text
    /// An object with ZPL that has a compressed picture in it.
    case graphics
    /// An object with ZPL in base64.
    case base64ZPL = "base64-zpl"
    /// An object with a PDF in base64.
    case pdf
    /// An array with a picture in base64.
    case png
    /// A string of EPL2.
    case epl
    /// An array with EPL2 in base64.
    case base64EPL = "base64-epl"
    /// An object with a page of HTML.
    case html
    /// An object with an address that has the label.
    case url
    /// Two or three labels, one for each box.
    case several
    /// An object with ZPL, some time after the package is packed, and its tracking number with it.
    case late
    /// An object with ZPL, and the tracking number some time after it.
    case lateTracking = "late-tracking"
    /// No label at all.
    case none
    /// An object without anything in it, and no label.
    case empty
    /// An object without any label in it.
    case broken
}

extension SandboxLabel {
    /// The field of a package in this shape, as JSON; `edition` makes other bytes of the same label.
    func field(of package: PackageRow, edition: Int = 0) -> String? {
        let label = PracticeLabel(package: package, edition: edition)
        let bytes = JSONText.bytes { json in
            switch self {
            case .zpl, .late, .lateTracking:
                json.object {
                    $0.member("format", "zpl"); $0.member("content", label.zpl())
                }
            case .text: json.value(label.zpl())
            case .graphics:
                json.object {
                    $0.member("zpl", label.zpl(picture: PracticeLabel.arrow)); $0.member("format", "zpl")
                }
            case .base64ZPL: json.object { $0.member("zplBarcode", label.base64(label.zpl())) }
            case .pdf:
                json.object {
                    $0.member("label", label.base64(label.pdf)); $0.member("format", "PDF")
                }
            case .png: json.array([PracticeLabel.picture]) { $0.value($1) }
            case .epl: json.value(label.epl)
            case .base64EPL: json.array([label.base64(label.epl)]) { $0.value($1) }
            case .html: json.object { $0.member("html_content", label.html) }
            case .url: json.object { $0.member("url", "https://labels.example/\(package.number)-\(edition).pdf") }
            case .several: writeSeveral(label, boxes: 2 + Int(package.id % 2), to: &json)
            case .none: json.null()
            case .empty: json.object { _ in }
            case .broken:
                json.object {
                    $0.member("status", "FAILED"); $0.member("code", Int64(17))
                }
            }
        }
        return self == .none ? nil : String(decoding: bytes, as: UTF8.self)
    }

    private func writeSeveral(_ label: PracticeLabel, boxes: Int, to json: inout JSONText) {
        json.object { json in
            json.array("data", 1...boxes) { json, box in
                json.object { json in
                    json.member("label", label.zpl(box: box, of: boxes))
                    json.member("format", "ZPL")
                }
            }
        }
    }
}
