import Foundation

/// The lines of a file, or of standard input, as they come.
///
/// A thread of its own waits for them, because nothing else may. It reads a little ahead of who takes the lines, and no
/// more: a pipe can hold lines without end. Lines end with LF or CR LF.
struct InputLines: AsyncSequence {
    private let lines: AsyncStream<String>
    private let room: DispatchSemaphore

    /// How many lines are read ahead.
    private static let mostAhead = 1_000

    /// The lines of a file.
    init(of file: FileHandle = .standardInput) {
        let (lines, send) = AsyncStream.makeStream(of: String.self)
        // Room is given piece by piece: a semaphore must not end with less than it began with.
        let room = DispatchSemaphore(value: 0)
        for _ in 0..<Self.mostAhead { room.signal() }
        (self.lines, self.room) = (lines, room)
        Thread.detachNewThread {
            var input = ByteLines(file.fileDescriptor)
            while let pieces = input.next() {
                for line in pieces {
                    room.wait()
                    send.yield(String(decoding: line, as: UTF8.self))
                }
            }
            send.finish()
            withExtendedLifetime(file) {}
        }
    }

    /// Lines that are there already.
    init(_ known: some Sequence<String>) {
        let (lines, send) = AsyncStream.makeStream(of: String.self)
        for line in known { send.yield(line) }
        send.finish()
        (self.lines, room) = (lines, DispatchSemaphore(value: 0))
    }

    func makeAsyncIterator() -> Iterator { Iterator(lines: lines.makeAsyncIterator(), room: room) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var lines: AsyncStream<String>.Iterator
        fileprivate let room: DispatchSemaphore

        mutating func next() async -> String? {
            await next(isolation: nil)
        }

        mutating func next(isolation actor: isolated (any Actor)?) async -> String? {
            let line = await lines.next(isolation: actor)
            room.signal()
            return line
        }
    }
}
