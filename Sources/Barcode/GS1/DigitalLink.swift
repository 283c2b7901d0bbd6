/// A GS1 Digital Link URI: a web address that carries GS1 elements (GS1 Digital Link Standard, URI Syntax).
public struct DigitalLink: Equatable, Sendable {
    /// The URI as it was read.
    public let uri: String
    /// The primary key, its qualifiers and the attributes, in the order read.
    public let elements: [GS1Element]

    /// Whether a text begins like a web address, in lower or in upper case; no other case is read as one.
    static func isAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
        schemes.contains { bytes.starts(with: $0) }
    }

    /// Reads a URI such as `https://example.com/01/09520123456788/10/ABC?17=261231`.
    ///
    /// A GTIN of 8, 12 or 13 digits is filled up to 14. Fragments and query parameters that are not all digits are
    /// passed over. Throws a `BarcodeError` that says what is wrong and where.
    public init(_ uri: String) throws(BarcodeError) {
        let (path, query) = try Self.parts(of: Array(uri.utf8))
        var elements = try Self.pathElements(path)
        var names = Set(elements.map(\.identifier))
        for element in try Self.queryElements(query) {
            guard names.insert(element.identifier).inserted else {
                throw BarcodeError(
                    .wrongDigitalLink, at: query.startIndex,
                    expected: "every identifier once, and (\(element.identifier)) comes twice")
            }
            elements.append(element)
        }
        self.uri = uri
        self.elements = elements
    }

    /// Writes elements as a Digital Link; throws a `BarcodeError` where none of them is a primary key.
    ///
    /// The first element that is a key makes the path, its qualifiers follow it in their order, and all others become
    /// attributes.
    public init(_ elements: [GS1Element], at stem: String = "https://id.gs1.org") throws(BarcodeError) {
        guard let key = elements.first(where: { ApplicationIdentifier.named($0.identifier)?.qualifiers != nil }) else {
            throw BarcodeError(.wrongDigitalLink, expected: "a key such as (01), (00) or (414)")
        }
        let sets = ApplicationIdentifier.named(key.identifier)?.qualifiers ?? []
        let following = sets.map { names in names.compactMap { name in elements.first { $0.identifier == name } } }
        let path = [key] + (following.max { $0.count < $1.count } ?? [])
        let attributes = elements.filter { !path.contains($0) }

        var uri = stem
        for element in path { uri += "/\(element.identifier)/\(PercentEncoding.encoded(element.value.utf8).text)" }
        for (index, element) in attributes.enumerated() {
            uri += "\(index == 0 ? "?" : "&")\(element.identifier)=\(PercentEncoding.encoded(element.value.utf8).text)"
        }
        try self.init(uri)
    }
}

// MARK: - Path and query

extension DigitalLink {
    private static let schemes = ["https://", "http://", "HTTPS://", "HTTP://"].map { Array($0.utf8) }
    private static let slash: UInt8 = 0x2F
    private static let question: UInt8 = 0x3F
    private static let hash: UInt8 = 0x23
    private static let equals: UInt8 = 0x3D

    /// The path and the query of an address; positions count from the first of the bytes.
    private static func parts(
        of bytes: [UInt8]
    ) throws(BarcodeError) -> (path: ArraySlice<UInt8>, query: ArraySlice<UInt8>) {
        guard let scheme = schemes.first(where: { bytes.starts(with: $0) }) else {
            throw BarcodeError(.wrongDigitalLink, expected: "https:// or http://")
        }
        let address = bytes[scheme.count...].prefix { $0 != hash }
        let host = address.prefix { $0 != slash && $0 != question }
        guard !host.isEmpty, host.allSatisfy(isHostCharacter) else {
            throw BarcodeError(.wrongDigitalLink, at: host.startIndex, expected: "the name of a host")
        }
        let path = address[host.endIndex...].prefix { $0 != question }
        return (path, address[path.endIndex...].dropFirst())
    }

    private static func isHostCharacter(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != 0x7F && !"\"<>\\^`{|}".utf8.contains(byte)
    }

    /// The key and its qualifiers: pairs of segments from the last segment that is a key to the end.
    private static func pathElements(_ path: ArraySlice<UInt8>) throws(BarcodeError) -> [GS1Element] {
        var segments = path.dropFirst().split(separator: slash, omittingEmptySubsequences: false)
        if segments.count > 1, segments.last?.isEmpty == true { segments.removeLast() }
        let keys = stride(from: segments.count - 2, through: 0, by: -2)
        guard let first = keys.first(where: { known(segments[$0])?.qualifiers != nil }),
            let qualifiers = known(segments[first])?.qualifiers
        else {
            throw BarcodeError(
                .wrongDigitalLink, at: path.startIndex,
                expected: "a path with a key and its value, such as /01/ and a GTIN")
        }
        var elements: [GS1Element] = []
        for index in stride(from: first, to: segments.count, by: 2) {
            elements.append(try element(segments[index], segments[index + 1], plusIsSpace: false))
        }
        let following = elements.dropFirst().map(\.identifier)
        guard following.isEmpty || qualifiers.contains(where: { isInOrder(following, of: $0) }) else {
            let orders = qualifiers.map { $0.map { "/\($0)/" }.joined(separator: " then ") }
            throw BarcodeError(
                .wrongDigitalLink, at: path.startIndex,
                expected: "after /\(elements[0].identifier)/ only "
                    + (orders.isEmpty ? "its value" : orders.joined(separator: " or ")))
        }
        return elements
    }

    private static func queryElements(_ query: ArraySlice<UInt8>) throws(BarcodeError) -> [GS1Element] {
        var elements: [GS1Element] = []
        for parameter in query.split(whereSeparator: { $0 == 0x26 || $0 == 0x3B }) {
            let name = parameter.prefix { $0 != equals }
            guard !name.isEmpty, name.allSatisfy(\.isASCIIDigit) else { continue }
            guard let identifier = known(name), identifier.isLinkAttribute else {
                throw BarcodeError(
                    .wrongDigitalLink, at: name.startIndex,
                    expected: "an identifier that may be a query parameter, and \(name.prefix(8).text) is none")
            }
            elements.append(try element(name, parameter[name.endIndex...].dropFirst(), plusIsSpace: true))
        }
        return elements
    }

    private static func element(
        _ name: ArraySlice<UInt8>, _ encoded: ArraySlice<UInt8>, plusIsSpace: Bool
    ) throws(BarcodeError) -> GS1Element {
        guard let identifier = known(name) else {
            throw BarcodeError(.unknownIdentifier, at: name.startIndex, found: name.prefix(8).text.quoted)
        }
        guard var value = PercentEncoding.decoded(encoded, plusIsSpace: plusIsSpace) else {
            throw BarcodeError(
                .wrongDigitalLink, at: encoded.startIndex, expected: "two hexadecimal digits after every %")
        }
        let isShort = identifier.first == "01" && [8, 12, 13].contains(value.count)
        let zeros = isShort ? 14 - value.count : 0
        value.insert(contentsOf: repeatElement(0x30, count: zeros), at: 0)
        let text = name.text
        do throws(BarcodeError) {
            try identifier.check(value[...], named: text, at: 0)
        } catch {
            throw error.moved(to: place(of: error.position - zeros, in: encoded))
        }
        return GS1Element(checked: text, value.text)
    }

    /// Where a byte of a value stands in the address, in which some bytes are written with three characters.
    private static func place(of index: Int, in encoded: ArraySlice<UInt8>) -> Int {
        var place = encoded.startIndex
        for _ in 0..<max(0, index) where place < encoded.endIndex { place += encoded[place] == 0x25 ? 3 : 1 }
        return place
    }

    private static func known(_ name: ArraySlice<UInt8>) -> ApplicationIdentifier? {
        guard let found = ApplicationIdentifier.leading(name), found.length == name.count else { return nil }
        return found.identifier
    }

    /// Whether the names are among the allowed ones, each once and in their order.
    private static func isInOrder(_ names: [String], of allowed: [String]) -> Bool {
        var rest = allowed[...]
        for name in names {
            guard let index = rest.firstIndex(of: name) else { return false }
            rest = rest[(index + 1)...]
        }
        return true
    }
}

// MARK: - Links with a fault

extension DigitalLink {
    /// The elements of an address that are right, from its last right key on; none where it has no right key.
    static func rightElements(of uri: String) -> [GS1Element] {
        guard let (path, query) = try? parts(of: Array(uri.utf8)) else { return [] }
        let segments = path.dropFirst().split(separator: slash, omittingEmptySubsequences: false)
        func right(_ index: Int) -> GS1Element? {
            guard segments.indices.contains(index + 1) else { return nil }
            return try? element(segments[index], segments[index + 1], plusIsSpace: false)
        }
        let key = segments.indices.last { known(segments[$0])?.qualifiers != nil && right($0) != nil }
        guard let key else { return [] }
        let pairs = stride(from: key, to: segments.count, by: 2).compactMap(right)
        let attributes = query.split(whereSeparator: { $0 == 0x26 || $0 == 0x3B }).compactMap { parameter in
            let name = parameter.prefix { $0 != equals }
            return try? element(name, parameter[name.endIndex...].dropFirst(), plusIsSpace: true)
        }
        var names: Set<String> = []
        return (pairs + attributes).filter { names.insert($0.identifier).inserted }
    }
}
