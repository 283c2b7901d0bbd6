import Barcode

/// Puts a sheet on paper: two columns of codes on A4, a code a label; lengths are in mm.
struct SheetLayout {
    private let sheet: Sheet
    private let paper: Paper
    private var pages: [SheetPage] = []
    private var y = 0.0

    /// The pages of a sheet.
    ///
    /// Errors: names the code for which the paper is too narrow or too low.
    static func pages(of sheet: Sheet, on paper: Paper) throws(SheetError) -> [SheetPage] {
        var layout = SheetLayout(sheet: sheet, paper: paper)
        if paper.isLabel {
            try layout.placeLabels()
        } else {
            try layout.placeColumns()
        }
        return layout.pages
    }

    private init(sheet: Sheet, paper: Paper) {
        self.sheet = sheet
        self.paper = paper
    }

    /// The width of the narrowest bar: easy for a scanner at arm's length.
    private static let preferredModule = 0.38
    /// Narrower bars run together on a label printer of 203 dots an inch.
    private static let leastModule = 0.19

    private static func modules(of barcode: Code128) -> Double {
        Double(barcode.moduleCount + 2 * Code128.quietZone)
    }

    /// The module with which a barcode and its quiet zones fit a width.
    private func module(for code: Sheet.Code, in width: Double) throws(SheetError) -> Double {
        let module = min(Self.preferredModule, width / Self.modules(of: code.barcode))
        guard module >= Self.leastModule else {
            throw SheetError(.tooNarrow, code: code.letters, paper: paper.name)
        }
        return module
    }

    // MARK: - Two columns

    private static let margin = 12.0
    private static let gutter = 12.0
    private static let headingHeight = 10.0
    private static let barHeight = 11.0
    /// How much lower each code stands than the one before it.
    private static let step = 16.0
    /// The bars of a code and the words below them.
    private static let codeHeight = 29.0

    private var columnWidth: Double { (paper.width - 2 * Self.margin - Self.gutter) / 2 }

    /// Places the codes left and right in turn, each lower than the one before it: a scanner that is held level reads one
    /// code only, whichever column it stands in.
    private mutating func placeColumns() throws(SheetError) {
        for section in sheet.sections {
            let height = Self.headingHeight + height(of: section)
            let fitsAPage = height <= paper.height - 2 * Self.margin - Self.headingHeight
            beginPage(unlessRoomFor: fitsAPage ? height : Self.headingHeight + Self.codeHeight)
            add(section.title, x: Self.margin, baseline: y + 6, size: 4.2, .bold)
            y += Self.headingHeight
            for (index, code) in section.codes.enumerated() {
                beginPage(unlessRoomFor: Self.codeHeight)
                let x = index.isMultiple(of: 2) ? Self.margin : Self.margin + columnWidth + Self.gutter
                try place(code, x: x)
                y += Self.step
            }
            y += Self.step
        }
        addPageNumbers()
    }

    private func height(of section: Sheet.Section) -> Double {
        Double(section.codes.count - 1) * Self.step + Self.codeHeight
    }

    private mutating func beginPage(unlessRoomFor height: Double) {
        guard pages.isEmpty || y + height > paper.height - Self.margin else { return }
        pages.append(SheetPage(paper: paper))
        y = Self.margin
        add(sheet.title, x: Self.margin, baseline: y + 4, size: 5.5, .bold)
        y += Self.headingHeight
    }

    private mutating func place(_ code: Sheet.Code, x: Double) throws(SheetError) {
        let module = try module(for: code, in: columnWidth)
        let quiet = Double(Code128.quietZone) * module
        pages[pages.count - 1].bars.append(
            .init(barcode: code.barcode, left: x + quiet, top: y, height: Self.barHeight, module: module))

        let titles = Helvetica.bold.lines(of: code.title, size: 4.4, width: columnWidth, atMost: 2)
        var baseline = y + Self.barHeight + 5
        for title in titles {
            add(title, x: x, baseline: baseline, size: 4.4, .bold)
            baseline += 4.6
        }
        // A second line of a title takes the place of one below it.
        let hasRoom = titles.count < 2
        let rest = hasRoom ? code.purpose : "\(code.purpose) · \(code.letters)"
        for line in Helvetica.regular.lines(of: rest, size: 3.4, width: columnWidth, atMost: hasRoom ? 2 : 1) {
            add(line, x: x, baseline: baseline, size: 3.4)
            baseline += 3.8
        }
        if hasRoom, code.letters != code.title { add(code.letters, x: x, baseline: baseline, size: 3) }
    }

    private mutating func addPageNumbers() {
        guard pages.count > 1 else { return }
        for index in pages.indices {
            pages[index].texts.append(
                .init(text: "\(index + 1) / \(pages.count)", x: paper.width - 20, baseline: Self.margin + 4, size: 3.4))
        }
    }

    // MARK: - Labels

    private static let labelMargin = 1.5

    private mutating func placeLabels() throws(SheetError) {
        for code in sheet.codes {
            let width = paper.width - 2 * Self.labelMargin
            let module = try module(for: code, in: width)
            let titles = Helvetica.bold.lines(of: code.title, size: 3.6, width: width, atMost: 2)
            let wordsHeight = Double(titles.count) * 4.2 + 3.4
            let height = min(25, paper.height - 2 * Self.labelMargin - wordsHeight - 1)
            guard height >= 5 else {
                throw SheetError(.tooLow, code: code.letters, paper: paper.name)
            }
            pages.append(SheetPage(paper: paper))
            let left = (paper.width - Double(code.barcode.moduleCount) * module) / 2
            pages[pages.count - 1].bars.append(
                .init(barcode: code.barcode, left: left, top: Self.labelMargin, height: height, module: module))
            var baseline = Self.labelMargin + height + 4
            for title in titles {
                add(title, x: paper.width / 2, baseline: baseline, size: 3.6, .bold, isCentred: true)
                baseline += 4.2
            }
            add(code.letters, x: paper.width / 2, baseline: baseline - 0.8, size: 2.6, isCentred: true)
        }
    }

    private mutating func add(
        _ text: String, x: Double, baseline: Double, size: Double, _ font: Helvetica = .regular, isCentred: Bool = false
    ) {
        pages[pages.count - 1].texts.append(
            .init(text: text, x: x, baseline: baseline, size: size, font: font, isCentred: isCentred))
    }
}
