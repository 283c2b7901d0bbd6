import Foundation

/// The lines of standard input, as they come.
///
/// A thread of its own waits for them, because nothing else may. Ends of lines are LF, CR LF or CR.
enum InputLines {
    static func stream() -> AsyncStream<String> {
        let (lines, send) = AsyncStream.makeStream(of: String.self)
        Thread.detachNewThread {
            while let line = readLine(strippingNewline: true) {
                send.yield(line.hasSuffix("\r") ? String(line.dropLast()) : line)
            }
            send.finish()
        }
        return lines
    }
}
