import Foundation
import Printing

/// What must hold for any document: it is the same however it comes.
struct DocumentCheck {
    private let document: PrintDocument

    init(_ document: PrintDocument) { self.document = document }

    func run() throws(BrokenRule) {
        try require(document.sha256.utf8.count == 64, "no hash")
        let again = PrintDocument(bytes: document.bytes)
        try require(again.kind == document.kind, "\(document.kind) is \(again.kind) anew")
        _ = (document.text, document.needsBrowser, document.labelCount)
        try require((document.link == nil) == (document.kind != .link), "a link of \(document.kind)")
        guard document.kind != .unknown else { return }
        let wrapped = Data(document.bytes).base64EncodedString()
        for text in [wrapped, "data:application/octet-stream;base64,\(wrapped)"] {
            let unwrapped = PrintDocument(text: text)
            try require(unwrapped == document, "\(document.kind) is \(unwrapped.kind) in base64")
        }
    }
}
