// Command, reason and other codes on paper and in the terminal: PDF, SVG, and rows of characters.
//
// This target knows how a sheet is laid out and how its files are written. It must not know what a code means to a
// station, who prints it, or where files are kept: the caller gives the text beside each code.

public import Foundation

extension Sheet {
    /// The sheet as a PDF, and the characters that its fonts have no letter for; each stands as its nearest one.
    ///
    /// Errors: names the code that does not fit on the paper.
    public func pdf(on paper: Paper) throws(SheetError) -> (data: Data, missing: [Unicode.Scalar]) {
        let document = PDFDocument(try SheetLayout.pages(of: self, on: paper))
        return (document.data, document.missing)
    }

    /// The sheet as SVG pictures of its true size, one a page.
    ///
    /// Errors: names the code that does not fit on the paper.
    public func svg(on paper: Paper) throws(SheetError) -> [String] {
        try SheetLayout.pages(of: self, on: paper).map(SVGPage.text)
    }
}
