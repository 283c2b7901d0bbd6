/// One GS1 application identifier: what its value looks like and what it goes with.
struct ApplicationIdentifier: Sendable {
    /// The characters that a component is made of.
    enum CharacterSet: Character, Sendable {
        /// Digits.
        case numeric = "N"
        /// GS1's set 82: the letters, digits and punctuation that all symbologies can carry.
        case set82 = "X"
        /// GS1's set 39: digits, upper-case letters, `#`, `-` and `/`.
        case set39 = "Y"
        /// GS1's set 64: the URL-safe alphabet of base 64, with `=`.
        case set64 = "Z"
    }

    /// A part of the value with a length and checks of its own.
    struct Component: Sendable {
        let characters: CharacterSet
        let minimum: Int
        let maximum: Int
        let isOptional: Bool
        let checks: [ComponentCheck]
    }

    /// The identifier, or the first of a range.
    let first: String
    /// The last of the range; equal to the first where there is one only.
    let last: String
    let hasPredefinedLength: Bool
    let isLinkAttribute: Bool
    let components: [Component]
    /// Sets of identifiers of which one must be there whole.
    let requires: [[String]]
    /// Identifiers that must not be there; `n` is any digit.
    let excludes: [String]
    /// For the primary key of a Digital Link, the qualifiers that may follow it, in their order.
    let qualifiers: [[String]]?
    /// The data title.
    let title: String

    /// The shortest and the longest value.
    let lengths: ClosedRange<Int>
}

// MARK: - Look-up

extension ApplicationIdentifier {
    /// The identifier of a text such as `01` or `3102`.
    static func named(_ text: some StringProtocol) -> ApplicationIdentifier? {
        let digits = Array(text.utf8)
        guard let found = leading(digits[...]), found.length == digits.count else { return nil }
        return found.identifier
    }

    /// The identifier that bytes begin with, and how many bytes it takes.
    static func leading(_ bytes: ArraySlice<UInt8>) -> (identifier: ApplicationIdentifier, length: Int)? {
        var number = 0
        var length = 0
        for byte in bytes.prefix(4) {
            guard byte.isASCIIDigit else { return nil }
            number = number * 10 + byte.asciiDigitValue
            length += 1
            guard length >= 2 else { continue }
            let index = Index.shared.rows[Index.slot(number, length: length)]
            if index >= 0 { return (all[Int(index)], length) }
        }
        return nil
    }

    /// Every identifier, in the order of the table.
    static let all: [ApplicationIdentifier] = ApplicationIdentifierTable.text
        .split(separator: "\n").compactMap { ApplicationIdentifier(row: $0) }

    /// Where each identifier stands in `all`; no identifier is the beginning of another.
    private struct Index: Sendable {
        static let shared = Index()
        let rows: [Int16]

        init() {
            var rows = [Int16](repeating: -1, count: 11_100)
            for (index, identifier) in all.enumerated() {
                guard let first = Int(identifier.first), let last = Int(identifier.last) else { continue }
                for number in first...max(first, last) {
                    rows[Self.slot(number, length: identifier.first.utf8.count)] = Int16(index)
                }
            }
            self.rows = rows
        }

        /// The place of a number of 2, 3 or 4 digits: 100, 1,000 and 10,000 places one after the other.
        static func slot(_ number: Int, length: Int) -> Int {
            switch length {
            case 2: number
            case 3: number + 100
            default: number + 1_100
            }
        }
    }
}

// MARK: - Reading the table

extension ApplicationIdentifier {
    /// Reads a line of `ApplicationIdentifierTable`; nil for a line that has not its form, which a test would notice.
    private init?(row: Substring) {
        let halves = row.split(separator: "#", maxSplits: 1)
        guard halves.count == 2 else { return nil }
        let fields = halves[0].split(separator: " ")
        guard fields.count >= 3 else { return nil }

        let range = fields[0].split(separator: "-")
        first = String(range[0])
        last = String(range[range.count - 1])
        hasPredefinedLength = fields[1].contains("=")
        isLinkAttribute = fields[1].contains("?")

        var components: [Component] = []
        var requires: [[String]] = []
        var excludes: [String] = []
        var qualifiers: [[String]]?
        for field in fields.dropFirst(2) {
            if let value = field.after("req=") {
                requires = value.split(separator: ",").map { $0.split(separator: "+").map(String.init) }
            } else if let value = field.after("ex=") {
                excludes = value.split(separator: ",").map(String.init)
            } else if let value = field.after("key=") {
                qualifiers = value.split(separator: "|").map { $0.split(separator: ",").map(String.init) }
            } else if field == "key" {
                qualifiers = []
            } else if let component = Component(field: field) {
                components.append(component)
            } else {
                return nil
            }
        }
        let shortest = components.reduce(0) { $0 + ($1.isOptional ? 0 : $1.minimum) }
        lengths = shortest...max(shortest, components.reduce(0) { $0 + $1.maximum })
        self.components = components
        self.requires = requires
        self.excludes = excludes
        self.qualifiers = qualifiers
        title = String(halves[1].dropFirst())
    }
}

extension ApplicationIdentifier.Component {
    /// Reads `N6:yymmd0`, `X..20` or `[N..2]`.
    fileprivate init?(field: Substring) {
        isOptional = field.hasPrefix("[")
        var parts = field.split(separator: ":").map { $0.filter { $0 != "[" && $0 != "]" } }
        guard !parts.isEmpty else { return nil }
        var form = Substring(parts.removeFirst())
        guard let letter = form.popFirst(), let characters = ApplicationIdentifier.CharacterSet(rawValue: letter) else {
            return nil
        }
        let isVariable = form.hasPrefix("..")
        guard let maximum = Int(isVariable ? form.dropFirst(2) : form) else { return nil }
        let checks = parts.compactMap(ComponentCheck.init)
        guard checks.count == parts.count else { return nil }
        self.characters = characters
        self.maximum = maximum
        self.minimum = isVariable ? 1 : maximum
        self.checks = checks
    }
}

extension Substring {
    fileprivate func after(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}
