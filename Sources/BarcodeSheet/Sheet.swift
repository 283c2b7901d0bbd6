public import Barcode

/// What is printed: sections of codes, each with what it means beside it.
public struct Sheet: Equatable, Sendable {
    /// What stands at the head of each page.
    public let title: String
    /// The codes, in their order.
    public let sections: [Section]

    /// A sheet of these sections.
    public init(title: String, sections: [Section]) {
        self.title = title
        self.sections = sections
    }

    /// Codes that belong together.
    public struct Section: Equatable, Sendable {
        /// What they have in common.
        public let title: String
        /// The codes, in their order.
        public let codes: [Code]

        /// These codes under a title.
        public init(title: String, codes: [Code]) {
            self.title = title
            self.codes = codes
        }
    }

    /// One code to scan.
    public struct Code: Equatable, Sendable {
        /// What it is called.
        public let title: String
        /// What it does, or what to know about it.
        public let purpose: String
        /// What is written under the bars: what a scanner reads.
        public let letters: String
        /// The bars.
        public let barcode: Code128

        /// A code with its words.
        public init(title: String, purpose: String, letters: String, barcode: Code128) {
            self.title = title
            self.purpose = purpose
            self.letters = letters
            self.barcode = barcode
        }
    }

    /// All codes, in their order.
    public var codes: [Code] { sections.flatMap(\.codes) }
}
