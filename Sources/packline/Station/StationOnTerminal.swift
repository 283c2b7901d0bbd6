import ArgumentParser
import Foundation
import Language
import Station
import StationEngine
import StationTerminal

/// The station on a terminal: puts screen, engine, store and client together, and takes them apart again.
@ScreenActor
enum StationOnTerminal {
    static func run(_ settings: Settings) async throws {
        let station = try settings.station()
        let theme = try settings.theme()
        let client = try settings.client()
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw Failure(Phrase("program.needs-terminal"), Status.usage)
        }
        let (events, send) = AsyncStream.makeStream(of: StationEvent.self)
        let runtime = try await StationRuntime.open(
            settings, reaching: client, as: "station", metrics: try StationMetrics(settings)
        ) { send.yield($0) }
        defer { runtime.close() }
        let engine = runtime.engine
        let sounds = settings.soundCommand.map { command in
            SoundCommand(command) { send.yield(.alarm(.commandFailed(.sound, why: .verbatim($0)))) }
        }
        defer { sounds?.end() }
        let delay = try settings.escapeDelay()
        // A bench packs without its figures too: a port that is taken is reported, and the station goes on.
        let end = try await runtime.answeringMetrics(refused: { send.yield(.trouble($0.phrase)) }) { _ in
            try await runtime.receiving { _ in
                try await show(
                    station, settings.keymap, theme, try settings.monochrome(), try settings.lightTheme(), sounds,
                    delay, engine, events, send)
            }
        }
        await runtime.leaveWarehouse()
        switch end {
        case .quit: break
        case .signal(let number): throw ExitCode(128 + number)
        // As by the signal, which does not come where it is ignored, or where the terminal is not the program's own.
        case .hangup: throw ExitCode(128 + SIGHUP)
        }
    }

    /// Shows the station until its end, with the engine running.
    private static func show(
        _ station: StationSettings, _ keymap: Keymap, _ theme: Theme, _ monochrome: Theme, _ lightTheme: Theme?,
        _ sounds: SoundCommand?,
        _ escapeDelay: Duration, _ engine: EffectRunner, _ events: AsyncStream<StationEvent>,
        _ send: AsyncStream<StationEvent>.Continuation
    ) async throws -> StationEnd {
        let app: StationTerminalApp
        do {
            app = try StationTerminalApp(
                settings: station, keymap: keymap,
                catalog: ProgramLanguage.catalog(of:), theme: theme,
                monochrome: monochrome, lightTheme: lightTheme,
                ringsBell: sounds == nil, escapeDelay: escapeDelay, clock: { .now },
                perform: { effects in
                    for case .sound(let tone) in effects { sounds?.play(tone) }
                    if effects.contains(.lookForNewVersion), InstalledProgram.isReplaced { send.yield(.replaced) }
                    engine.take(effects)
                })
        } catch {
            throw Failure(error.phrase, Status.unavailable)
        }
        let work = Task {
            do {
                try await engine.run()
            } catch {
                send.yield(.trouble(Phrase(error)))
            }
        }
        let telling = Task { for await event in events { app.receive(event) } }
        let end = await app.run()
        await engine.drain()
        work.cancel()
        await work.value
        telling.cancel()
        return end
    }
}
