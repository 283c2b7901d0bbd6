import Foundation
import Station

/// Sounds of the user's own: a command that is run with the name of the tone as its first argument.
///
/// One sound is played at a time. While it lasts, only the newest tone is kept for afterwards, so that sounds never
/// fall behind the scans. Nothing waits for it; a failing command is reported once.
final class SoundCommand: Sendable {
    private let tones: AsyncStream<Tone>.Continuation
    private let playing: Task<Void, Never>

    /// Plays with a command of the shell, in which `$1` is the tone: `ok`, `wrong`, `done`, `ignored` or `notice`.
    ///
    /// `fails` is called with why the first time that a tone cannot be played.
    init(_ command: String, fails: @escaping @Sendable (String) -> Void) {
        let (stream, tones) = AsyncStream.makeStream(of: Tone.self, bufferingPolicy: .bufferingNewest(1))
        self.tones = tones
        playing = Task {
            var hasFailed = false
            for await tone in stream {
                guard let why = await Self.failure(of: command, playing: tone), !hasFailed, !Task.isCancelled
                else { continue }
                hasFailed = true
                fails(why)
            }
        }
    }

    deinit { end() }

    /// Plays a tone, soon.
    func play(_ tone: Tone) { tones.yield(tone) }

    /// Ends what is being played, and plays nothing more.
    func end() {
        tones.finish()
        playing.cancel()
    }

    /// The longest sound; a command that hangs must not silence the station.
    private static let longest: Duration = .seconds(5)

    /// Why a tone could not be played; nil where it was.
    private static func failure(of command: String, playing tone: Tone) async -> String? {
        do throws(ChildCommand.Failure) {
            return try await ChildCommand(shell: command, [tone.rawValue], limit: longest).run().failure
        } catch {
            return "\(error)"
        }
    }
}
