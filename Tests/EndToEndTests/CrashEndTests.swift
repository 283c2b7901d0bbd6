import Foundation
import Testing

extension EndToEnd {
    @Suite("A crash, and the terminal after it")
    struct CrashEndTests {
        private static let sentence = "what was acknowledged is kept: start it again to go on."

        @Test(
            "a signal of a crash that is sent ends the station at once, with its status and the terminal given back",
            arguments: [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGTRAP])
        func sent(signal: Int32) async throws {
            try await crash("demo --packages 20", showing: "F10 Quit", status: 128 + Int(signal)) { program in
                #expect(kill(program, signal) == 0)
            }
        }

        @Test("a real trap does the same, in the middle of drawing, and wherever standard error goes")
        func trap() async throws {
            let folder = try Folder()
            let library = try Self.trapLibrary(in: folder)
            for errors in ["", " 2>'\(folder.path)/errors'"] {
                // What compilers trap with: `ud2` on x86, `brk` on ARM.
                #if arch(x86_64)
                    let status = 128 + Int(SIGILL)
                #else
                    let status = 128 + Int(SIGTRAP)
                #endif
                try await crash(
                    "demo --packages 20\(errors)", preloading: library, showing: "F10 Quit", status: status
                ) { #expect(kill($0, SIGUSR2) == 0) }
            }
        }

        @Test("a crash without a screen waits for nobody either")
        func headless() async throws {
            try await crash("sandbox --port 0 --token t", showing: "http://127.0.0.1", status: 128 + Int(SIGSEGV)) {
                #expect(kill($0, SIGSEGV) == 0)
            }
        }

        /// Starts the program in a terminal, crashes it once it runs, and looks at what is left.
        private func crash(
            _ arguments: String, preloading library: String? = nil, showing text: String, status: Int,
            _ act: (Int32) throws -> Void
        ) async throws {
            let folder = try Folder()
            let terminal = try await Terminal(columns: 100, rows: 30, environment: [:])
            try terminal.enter("stty -g > '\(folder.path)/before'; echo ready")
            try await terminal.wait(toShow: "ready\n")
            let preload = library.map { "LD_PRELOAD='\($0)' " } ?? ""
            try terminal.enter("clear; \(preload)'\(BuiltProgram.path)' \(arguments); echo status $?")
            try await terminal.wait(toShow: text)
            try await EndToEndTests.wait(for: "the program") { try !terminal.programs().isEmpty }
            try act(try #require(try terminal.programs().first))
            #expect(try await terminal.waitForEnd() == status)
            let screen = try terminal.screen.replacing("\n", with: "")
            #expect(screen.contains(Self.sentence), "\(screen)")
            #expect(!screen.contains("Press space"), "the backtracer is at work:\n\(screen)")
            #expect(!screen.contains("F10 Quit"), "the screen of before is not back:\n\(screen)")
            try terminal.enter("stty -g > '\(folder.path)/after'; echo ended")
            try await terminal.wait(toShow: "ended\n")
            let settings = ["before", "after"].map {
                try? String(contentsOfFile: "\(folder.path)/\($0)", encoding: .utf8)
            }
            #expect(settings[0] != nil && settings[0] == settings[1])
        }

        /// A library that traps on USR2, which no test could make the program itself do.
        private static func trapLibrary(in folder: Folder) throws -> String {
            let source = try folder.file(
                "trap.c",
                """
                #include <signal.h>
                static void trap(int number) { (void)number; __builtin_trap(); }
                __attribute__((constructor)) static void prepare(void) { signal(SIGUSR2, trap); }
                """)
            let compiler = Process()
            compiler.executableURL = URL(filePath: "/usr/bin/env")
            compiler.arguments = ["clang", "-shared", "-fPIC", "-o", "\(folder.path)/trap.so", source]
            try compiler.run()
            compiler.waitUntilExit()
            try #require(compiler.terminationStatus == 0)
            return "\(folder.path)/trap.so"
        }
    }
}
