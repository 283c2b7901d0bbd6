import ArgumentParser
import Foundation
import OMSSandbox
import StationTerminal

/// `packline demo`: a sandbox in this process and the station on it, over real HTTP.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Try the station: on a practice OMS inside this process, with made-up packages.",
        discussion: "Nothing is kept, and nothing leaves this computer.\n\nExample: packline demo --packages 500")

    @OptionGroup var sandbox: SandboxOptions
    @OptionGroup var bench: BenchOptions

    @ScreenActor
    func run() async throws {
        let practice: Sandbox
        do {
            practice = try await Sandbox.start(sandbox.settings)
        } catch {
            throw Failure(error)
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "packline-demo-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var options: [Setting: String?] = [
            .url: practice.baseURL, .token: practice.token, .location: "369", .stateFolder: folder.path,
            .packer: "Ayşe", .station: "demo",
        ]
        options.merge(bench.options) { $1 ?? $0 }
        do {
            try await StationOnTerminal.run(Settings(options: options.compactMapValues(\.self)))
        } catch {
            await practice.stop()
            throw error
        }
        await practice.stop()
    }
}
