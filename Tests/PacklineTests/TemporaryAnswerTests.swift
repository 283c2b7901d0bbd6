import Foundation
import OMS
import OMSSandbox
import Testing

@Suite("An OMS that has no time now, at the command line")
struct TemporaryAnswerTests {
    /// What reads the packages before it does anything.
    private static let first = [
        ["pack", "000000001", "--force"], ["ship", "000000001"], ["deny", "000000001", "--reason", "1"], ["scan"],
    ]

    @Test(
        "the first reading's 429, 502, 503 or 504 ends a command with 75 and says when to try again", arguments: first)
    func firstReading(_ arguments: [String]) async throws {
        try await CommandLineBench.with { bench in
            for status in [429, 502, 503, 504] {
                bench.sandbox.faults = FaultProfile(faults: [Fault(.status, status: status, retryAfter: 60)])
                let program = try await bench.run(arguments)
                #expect(program.status == 75 && program.output.isEmpty, "\(status): \(program.errors)")
                #expect(
                    program.errors.contains("with \(status)") && program.errors.hasSuffix(" Try again in 60 s.\n"),
                    "\(program.errors)")
            }
        }
    }

    @Test("a proxy's page with 503, and a connection that is cut, end with 75 too")
    func withoutWords() async throws {
        try await CommandLineBench.with { bench in
            for fault in [Fault(.html, status: 503), Fault(.cut), Fault(.resetBefore)] {
                bench.sandbox.faults = FaultProfile(faults: [fault])
                for arguments in [["list"], ["pack", "000000001", "--force"]] {
                    let program = try await bench.run(arguments)
                    #expect(program.status == 75, "\(fault.kind) \(arguments): \(program.errors)")
                    #expect(program.errors.hasSuffix(" Try again a little later.\n"), "\(program.errors)")
                }
            }
        }
    }

    @Test("nothing at the address is still 69, a refused token 77, and neither says to try again")
    func lasting() async throws {
        try await CommandLineBench.with { bench in
            for arguments in Self.first {
                let nowhere = try await bench.run(arguments + ["--url", "http://127.0.0.1:9/api/v1/oms"])
                #expect(nowhere.status == 69 && nowhere.errors.contains("nothing answers"), "\(nowhere.errors)")
                let refused = try await bench.run(arguments, variables: ["PACKLINE_OMS_TOKEN": "wrong"])
                #expect(refused.status == 77, "\(refused.errors)")
                #expect(!nowhere.errors.contains("Try again") && !refused.errors.contains("Try again"))
            }
        }
    }

    @Test("reasons that could not be read now are not said to be wrong: a denial ends with 75")
    func reasons() async throws {
        try await CommandLineBench.with { bench in
            bench.sandbox.faults = FaultProfile(
                faults: [Fault(.status, paths: ["*denial_reason*"], status: 503, retryAfter: 60)])
            for reason in [[], ["--reason", "1"]] {
                let denied = try await bench.run(["deny", "000000001"] + reason)
                #expect(denied.status == 75 && denied.errors.hasSuffix(" Try again in 60 s.\n"), "\(denied.errors)")
            }
        }
    }

    @Test("a package that the station does not know is no mistake while the OMS cannot be asked")
    func unknownPackage() async throws {
        try await CommandLineBench.with { bench in
            let state = try Folder()
            let variables = ["XDG_STATE_HOME": state.path]
            let input = Array("000000001\n".utf8)
            #expect(try await bench.run(["scan"], input: input, variables: variables).status == 0)
            #expect(try await bench.run(["scan"], input: Array("nobody\n".utf8), variables: variables).status == 65)
            bench.sandbox.faults = FaultProfile(faults: [Fault(.status, status: 503, retryAfter: 60)])
            for (arguments, input) in [(["pack", "nobody"], ""), (["scan"], "nobody\n")] {
                let program = try await bench.run(arguments, input: Array(input.utf8), variables: variables)
                #expect(program.status == 75 && program.errors.contains("Try again in 60 s."), "\(program.errors)")
            }
            let known = try await bench.run(["scan"], input: input + Array("nothing\n".utf8), variables: variables)
            #expect(known.status == 65 && known.text.contains("000000001"), "what is about a known package is wrong")
        }
    }
}
