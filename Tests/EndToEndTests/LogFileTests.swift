import Foundation
import OMS
import Testing

extension EndToEnd {
    /// What a run leaves in the log, and what it must not.
    @Suite("The log of a run")
    struct LogFileTests {
        @Test("tells what happened, and holds no token, e-mail address or telephone number of anybody")
        func log() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(in: folder)
            let package = try #require(try await oms.packages(in: "Waiting").first)
            var environment = oms.environment(folder)
            let lines = [package.number] + package.codes + ["XXBOXXX", "ship", "yes"]
            let run = try await BuiltProgram.run(
                ["scan"], input: lines.map { $0 + "\n" }.joined(), environment: environment)
            #expect(run.status == 0, "\(run)")
            environment["PACKLINE_OMS_TOKEN"] = "a-wrong-token-0123456789"
            _ = try await BuiltProgram.run(["scan", "--wait", "1"], input: "", environment: environment)

            let log = try String(contentsOfFile: "\(folder.path)/state/packline.log", encoding: .utf8)
            #expect(log.contains("pack is applied") && log.contains("ship is applied"), "\(log)")
            #expect(log.contains("does not let us in"), "\(log)")
            let secrets = ["secret", "a-wrong-token-0123456789"] + (try await oms.customers())
            #expect(secrets.count > 10)
            for secret in secrets { #expect(!log.contains(secret), "\(secret) is in the log:\n\(log)") }
            #expect(!run.errors.contains("Z info"), "the log is not for the terminal")
        }
    }
}

extension PracticeOMS {
    /// The e-mail addresses and telephone numbers in the packages of the location.
    fileprivate func customers() async throws -> [String] {
        let pages = try await location(page: 1).map(\.raw)
        return Array(
            Set(
                pages.flatMap { page in
                    page.matches(of: /"(?:email|phone_number|mobile_phone|phone)":"([^"]{4,})"/).map { String($0.1) }
                }))
    }
}
