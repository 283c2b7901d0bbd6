import Foundation

/// The pages in a write-ahead log, made into a database of their own where the file that they belong to is lost.
///
/// SQLite deletes a log that it finds beside an empty file, and reads none without a file. But every page that has
/// changed since the log was last copied back is in it, as a rule the one with the tables' names too. Behind the newest
/// run of frames lie what is left of older ones: their pages are taken where there are no newer ones.
struct LogPages {
    private static let headerSize = 32, frameHeaderSize = 24

    /// A page of the database as a frame holds it.
    private struct Frame {
        let page: Int
        /// How many pages the database has, where the frame ends a transaction; else 0.
        let committed: Int
        let salt: UInt32
        let content: Range<Int>
    }

    private let bytes: Data
    private let pageSize: Int
    private let frames: [Frame]

    /// Reads a log; nil where there is none, or none of SQLite's.
    init?(of path: String) {
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count > Self.headerSize else { return nil }
        func number(at place: Int) -> UInt32 {
            bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
        // The last bit of the mark says how its sums are made.
        guard number(at: 0) & ~1 == 0x377F_0682, case let pageSize = Int(number(at: 8)),
            (512...65_536).contains(pageSize), pageSize & (pageSize - 1) == 0
        else { return nil }
        let newest = number(at: 16)
        var frames: [Frame] = []
        for start in stride(from: Self.headerSize, to: bytes.count, by: Self.frameHeaderSize + pageSize) {
            let content = start + Self.frameHeaderSize..<start + Self.frameHeaderSize + pageSize
            guard content.upperBound <= bytes.count else { break }
            frames.append(
                Frame(
                    page: Int(number(at: start)), committed: Int(number(at: start + 4)), salt: number(at: start + 8),
                    content: content))
        }
        (self.bytes, self.pageSize) = (bytes, pageSize)
        self.frames = Self.inOrder(frames, newest)
    }

    /// The frames from the oldest to the newest, without what was never committed: each run has a salt one greater.
    private static func inOrder(_ frames: [Frame], _ newest: UInt32) -> [Frame] {
        let current = frames.prefix { $0.salt == newest }
        let committed = current.lastIndex { $0.committed > 0 }.map { current.prefix(through: $0) } ?? []
        let older = frames.dropFirst(current.count).filter { $0.page > 0 && $0.page <= Self.mostPages }
        return older.enumerated().sorted { left, right in
            (newest &- left.element.salt, right.offset) > (newest &- right.element.salt, left.offset)
        }.map(\.element) + committed
    }

    /// A damaged frame must not make a file without end: 10 million pages are 40 GB.
    private static let mostPages = 10_000_000

    /// Writes the pages into a new file; false where the page that names the tables is not among them.
    func write(to path: String) throws -> Bool {
        guard frames.contains(where: { $0.page == 1 }) else { return false }
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw StoreError(errno: errno, path) }
        defer { try? file.close() }
        for frame in frames where (1...Self.mostPages).contains(frame.page) {
            var content = bytes[frame.content]
            // The copy has no log of its own.
            if frame.page == 1 {
                content.replaceSubrange(frame.content.lowerBound + 18..<frame.content.lowerBound + 20, with: [1, 1])
            }
            try file.seek(toOffset: UInt64((frame.page - 1) * pageSize))
            try file.write(contentsOf: content)
        }
        let size = try file.seekToEnd()
        let pages = frames.last { $0.committed > 0 }?.committed ?? 0
        if pages <= Self.mostPages, UInt64(pages * pageSize) > size {
            try file.truncate(atOffset: UInt64(pages * pageSize))
        }
        return true
    }
}
