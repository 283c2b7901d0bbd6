import Foundation
import Station

/// Sounds of the user's own: a command that is run with the name of the tone as its first argument.
///
/// One sound is played at a time. While it lasts, only the newest tone is kept for afterwards, so that sounds never
/// fall behind the scans. Nothing waits for it, and a command that fails is silent.
final class SoundCommand: Sendable {
    private let tones: AsyncStream<Tone>.Continuation

    /// Plays with a command of the shell, in which `$1` is the tone: `ok`, `wrong`, `done`, `ignored` or `notice`.
    init(_ command: String) {
        let (stream, tones) = AsyncStream.makeStream(of: Tone.self, bufferingPolicy: .bufferingNewest(1))
        self.tones = tones
        Task { for await tone in stream { await Self.play(tone, with: command) } }
    }

    deinit { tones.finish() }

    /// Plays a tone, soon.
    func play(_ tone: Tone) { tones.yield(tone) }

    /// The longest sound; a command that hangs must not silence the station.
    private static let longest: Duration = .seconds(5)

    private static func play(_ tone: Tone, with command: String) async {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command, "packline", tone.rawValue]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        process.terminationHandler = { _ in end.finish() }
        guard (try? process.run()) != nil else { return }
        let watch = Task {
            try await Task.sleep(for: longest)
            end.finish()
        }
        for await _ in ends {}
        watch.cancel()
        if process.isRunning { process.terminate() }
    }
}
