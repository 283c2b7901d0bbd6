import OMS

/// A package summary as bytes: what the mirror keeps beside the JSON, so that a start need not read the JSON.
///
/// One byte says the format; the rest are variable-length integers (seven bits a byte, the sign in the lowest bit) and
/// strings with their length in front. Reading 100,000 of them is most of what a start waits for: columns of their own
/// take three times as long, because every one is a call into SQLite.
///
/// A record of another format, or a damaged one, reads as nil; the JSON is then read instead.
struct SummaryRecord {
    /// Raised whenever the bytes change, or how `PackageSummary` is made from a package.
    static let format: UInt8 = 3

    /// The states met so far: a few dozen at most, each one string shared by all packages in it.
    private var states: [(bytes: [UInt8], shared: SharedState)] = []

    /// What all packages in one state share.
    private struct SharedState {
        let state: PackageState
        let hasCommands: Bool
        let offered: [PackageCommand]
    }

    /// The bytes of a summary.
    static func bytes(of summary: PackageSummary) -> [UInt8] {
        var state = RecordWriter()
        state.write(summary.state)
        state.write(summary.hasCommands ? 1 : 0)
        state.write(summary.offered.count)
        for command in summary.offered { state.write(command) }

        var writer = RecordWriter()
        writer.bytes.reserveCapacity(192)
        writer.bytes.append(format)
        writer.write(summary.id)
        writer.write(summary.number)
        writer.write(summary.orderNumber)
        writer.write(summary.trackingNumber)
        writer.write(summary.invoiceNumber)
        writer.write(state.bytes)
        writer.write(summary.units)
        writer.write(summary.customer)
        writer.write(summary.city)
        writer.write(summary.due?.microseconds)
        writer.write(summary.createdDate?.microseconds)
        writer.write(summary.itemCodes)
        writer.write(summary.contentsFault)
        return writer.bytes
    }

    /// Reads a record; nil when it is of another format, or damaged.
    mutating func summary(from bytes: UnsafeRawBufferPointer) -> PackageSummary? {
        guard bytes.first == Self.format else { return nil }
        var reader = RecordReader(bytes: bytes, position: 1)
        guard let id = reader.int(), let number = reader.string(), let orderNumber = reader.optionalString(),
            let trackingNumber = reader.optionalString(), let invoiceNumber = reader.optionalString(),
            let shared = reader.block().flatMap({ sharedState(from: $0) }), let units = reader.int(),
            let customer = reader.optionalString(), let city = reader.optionalString(), let due = reader.optionalInt(),
            let created = reader.optionalInt(), let codes = reader.strings(), let fault = reader.contentsFault(),
            reader.isAtEnd
        else { return nil }
        return PackageSummary(
            id: id, number: number, orderNumber: orderNumber, trackingNumber: trackingNumber,
            invoiceNumber: invoiceNumber, state: shared.state, units: units, customer: customer, city: city,
            due: due.map { Timestamp(microseconds: Int64($0)) },
            createdDate: created.map { Timestamp(microseconds: Int64($0)) }, itemCodes: codes,
            contentsFault: fault, offered: shared.offered, hasCommands: shared.hasCommands)
    }

    private mutating func sharedState(from bytes: UnsafeRawBufferPointer) -> SharedState? {
        if let known = states.first(where: { $0.bytes.elementsEqual(bytes) }) { return known.shared }
        var reader = RecordReader(bytes: bytes, position: 0)
        guard let state = reader.state(), let hasCommands = reader.int(), let offered = reader.commands(),
            reader.isAtEnd
        else { return nil }
        let shared = SharedState(state: state, hasCommands: hasCommands != 0, offered: offered)
        states.append((Array(bytes), shared))
        return shared
    }
}

/// Appends integers and strings.
private struct RecordWriter {
    var bytes: [UInt8] = []

    mutating func write(_ value: Int) {
        var rest = UInt64(bitPattern: Int64(value &<< 1) ^ Int64(value &>> 63))
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest &>>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func write(_ value: Int?) {
        bytes.append(value == nil ? 0 : 1)
        if let value { write(value) }
    }

    mutating func write(_ value: Int64?) { write(value.map(Int.init)) }

    /// A string is its length plus one and its bytes; nothing is a single zero.
    mutating func write(_ text: String?) {
        guard let text else { return write(0) }
        write(text.utf8.count + 1)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(_ block: [UInt8]) {
        write(block.count)
        bytes.append(contentsOf: block)
    }

    mutating func write(_ texts: [String]) {
        write(texts.count)
        for text in texts { write(text) }
    }

    /// Nothing is 0, no items 1, and so many unreadable ones 1 more than their number.
    mutating func write(_ fault: Package.ContentsFault?) {
        switch fault {
        case nil: write(0)
        case .noItems: write(1)
        case .unreadable(let count): write(count &+ 1)
        }
    }

    mutating func write(_ state: PackageState) {
        write(state.id)
        write(state.name)
        write(state.enumValue)
        write(state.translations)
    }

    mutating func write(_ command: PackageCommand) {
        write(command.transition)
        write(command.name)
        write(command.slug)
        write(command.translations)
        write(command.target == nil ? 0 : 1)
        if let target = command.target { write(target) }
    }
}

/// Reads what `RecordWriter` wrote, and trusts none of it: a length that points past the end is an end.
private struct RecordReader {
    let bytes: UnsafeRawBufferPointer
    var position: Int

    var isAtEnd: Bool { position == bytes.count }

    mutating func int() -> Int? {
        var (value, shift): (UInt64, UInt64) = (0, 0)
        while position < bytes.count, shift < 64 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) &<< shift
            if byte < 0x80 { return Int(bitPattern: UInt(value &>> 1)) ^ (0 &- Int(value & 1)) }
            shift += 7
        }
        return nil
    }

    mutating func optionalInt() -> Int?? {
        guard let isThere = int() else { return nil }
        return isThere == 0 ? .some(nil) : int().map { .some($0) }
    }

    mutating func string() -> String? { optionalString() ?? nil }

    mutating func optionalString() -> String?? {
        guard let length = int() else { return nil }
        if length == 0 { return .some(nil) }
        guard let text = block(of: length &- 1) else { return nil }
        return .some(String(decoding: text, as: UTF8.self))
    }

    mutating func block() -> UnsafeRawBufferPointer? { int().flatMap { block(of: $0) } }

    mutating func strings() -> [String]? {
        guard let count = int(), count >= 0, count <= bytes.count - position else { return nil }
        var result: [String] = []
        result.reserveCapacity(count)
        for _ in 0..<count {
            guard let text = string() else { return nil }
            result.append(text)
        }
        return result
    }

    mutating func contentsFault() -> Package.ContentsFault?? {
        switch int() {
        case nil: nil
        case 0: .some(nil)
        case 1: .noItems
        case let count?: .unreadable(count &- 1)
        }
    }

    mutating func state() -> PackageState? {
        guard let id = optionalInt(), let name = string(), let value = optionalString(), let translations = strings()
        else { return nil }
        return PackageState(id: id, name: name, enumValue: value, translations: translations)
    }

    mutating func commands() -> [PackageCommand]? {
        guard let count = int(), count >= 0, count <= bytes.count - position else { return nil }
        var result: [PackageCommand] = []
        for _ in 0..<count {
            guard let transition = int(), let name = string(), let slug = optionalString(),
                let translations = strings(), let hasTarget = int()
            else { return nil }
            let target = hasTarget == 0 ? nil : state()
            if hasTarget != 0, target == nil { return nil }
            result.append(
                PackageCommand(
                    transition: transition, name: name, slug: slug, translations: translations, target: target))
        }
        return result
    }

    private mutating func block(of length: Int) -> UnsafeRawBufferPointer? {
        guard length >= 0, length <= bytes.count - position else { return nil }
        defer { position += length }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])
    }
}
