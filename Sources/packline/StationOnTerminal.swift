import ArgumentParser
import Foundation
import OMSClient
import Station
import StationEngine
import StationStore
import StationTerminal

/// The station on a terminal: puts screen, engine, store and client together, and takes them apart again.
@ScreenActor
enum StationOnTerminal {
    static func run(_ settings: Settings) async throws {
        let station = try settings.station()
        let theme = try settings.theme()
        let clientSettings = try settings.client()
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw Failure("The station needs a terminal; packline scan works without one.", Status.usage)
        }
        let client = OMSClient(settings: clientSettings)
        defer { client.close() }
        let store: StationStore
        do {
            store = try await StationStore.open(at: settings.storePath(), now: .now)
        } catch {
            throw Failure(error)
        }
        defer { try? store.close() }

        let (events, send) = AsyncStream.makeStream(of: StationEvent.self)
        var engineSettings = EngineSettings(location: settings.location, now: { .now })
        engineSettings.commands = station.commands
        engineSettings.origin = settings.origin
        engineSettings.documents = settings.documents()
        let engine = StationEngine(settings: engineSettings, store: store, client: client) { send.yield($0) }
        let sounds = settings.soundCommand.map(SoundCommand.init)
        let app: StationTerminalApp
        do {
            app = try StationTerminalApp(
                settings: station, theme: theme, monochrome: try settings.monochrome(),
                errorLog: FileHandle(forWritingAtPath: "/dev/null"),
                ringsBell: sounds == nil, clock: { .now },
                perform: { effects in
                    for case .sound(let tone) in effects { sounds?.play(tone) }
                    engine.take(effects)
                })
        } catch let error as TerminalError {
            throw Failure("\(error)", Status.unavailable)
        }
        let work = Task {
            do {
                try await engine.run()
            } catch {
                send.yield(.trouble("\(error)"))
            }
        }
        let telling = Task { for await event in events { app.receive(event) } }
        let end = await app.run()
        await engine.drain()
        work.cancel()
        await work.value
        telling.cancel()
        if case .signal(let number) = end { throw ExitCode(128 + number) }
    }
}
