import Foundation

/// The lines of a file, or of standard input, as they come.
///
/// A thread of its own waits for them, because nothing else may. Lines end with LF or CR LF.
enum InputLines {
    static func stream(of file: FileHandle = .standardInput) -> AsyncStream<String> {
        let (lines, send) = AsyncStream.makeStream(of: String.self)
        Thread.detachNewThread {
            var input = ByteLines(file.fileDescriptor)
            while let pieces = input.next() {
                for line in pieces { send.yield(String(decoding: line, as: UTF8.self)) }
            }
            send.finish()
            withExtendedLifetime(file) {}
        }
        return lines
    }
}
