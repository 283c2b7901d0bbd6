import Foundation
import Printing
import Testing

@Suite("Documents, told by their content")
struct PrintDocumentTests {
    private static let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0])

    @Test(
        "a text is what it begins with",
        arguments: [
            ("^XA^FDa^FS^XZ", DocumentKind.zpl), ("\u{FEFF} \r\n^xa^XZ", .zpl), ("~DGR:A.GRF,1,1,FF", .zpl),
            ("CT~~CD,~CC^~CT~\n^XA^XZ", .zpl), ("%PDF-1.4", .pdf), ("\nN\nq609\nA1,1,0,1,1,1,N,\"a\"\nP1\n", .epl),
            ("<HTML><p>", .html), ("<!DOCTYPE html>", .html), ("<?xml version=\"1.0\"?>\n<!-- a --> <html>", .html),
            ("https://cdn.example.com/a.pdf\n", .link), ("http://cdn.example.com/a.pdf", .unknown),
            ("https:///a", .unknown), ("https://a b", .unknown), ("file:///etc/passwd", .unknown), ("", .unknown),
            ("N\nA1,1\n", .unknown), ("label.zpl", .unknown), ("<p>hello</p>", .unknown),
        ])
    func kinds(text: String, kind: DocumentKind) {
        let document = PrintDocument(text: text)
        #expect(document.kind == kind)
        #expect(document.bytes == Array(text.utf8))
    }

    @Test("base64 of either alphabet, in lines, without padding, and in a data URL is what it stands for")
    func base64() {
        let zpl = "^XA^FO10,10^FDş>?ÿ^FS^XZ"
        let plain = Data(zpl.utf8).base64EncodedString()
        let url = plain.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        let lines = Data(zpl.utf8).base64EncodedString(options: [.lineLength64Characters, .endLineWithCarriageReturn])
        for text in [plain, url, lines + "\r\n", "data:application/zpl;base64," + plain] {
            let document = PrintDocument(text: text)
            #expect(document.kind == .zpl)
            #expect(document.text == zpl)
        }
        #expect(PrintDocument(text: Self.png.base64EncodedString()).kind == .png)
    }

    @Test("base64 is taken off once, and what it hides is not looked for further")
    func nested() {
        let once = Data("%PDF-1.4".utf8).base64EncodedString()
        let twice = PrintDocument(text: Data(once.utf8).base64EncodedString())
        #expect(twice.kind == .unknown)
        #expect(twice.text == Data(once.utf8).base64EncodedString())
        #expect(PrintDocument(text: "AAAA").text == "AAAA")
    }

    @Test("the hash is the SHA-256 of the bytes")
    func hash() {
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(PrintDocument(text: "abc").sha256 == hash)
        #expect(PrintDocument(text: "").sha256.hasPrefix("e3b0c44298fc1c14"))
    }

    @Test("a link is given without what stands around it")
    func link() {
        #expect(PrintDocument(text: " https://a.example/b?c=d \n").link == "https://a.example/b?c=d")
        #expect(PrintDocument(text: "^XA^XZ").link == nil)
    }

    @Test("a page with a script needs a browser, and one that only speaks of it does not")
    func scripts() {
        #expect(PrintDocument(text: "<html><SCRIPT src=a></script>").needsBrowser)
        #expect(PrintDocument(text: "<html><!-- a --><script>").needsBrowser)
        #expect(PrintDocument(text: "<html><!--><script>").needsBrowser)
        #expect(!PrintDocument(text: "<html><!-- <script> --><scripture>").needsBrowser)
        #expect(!PrintDocument(text: "<html>&lt;script&gt;").needsBrowser)
    }
}
