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

        @Test("a crash leaves a report of where it was, the newest ten are kept, and doctor names the newest")
        func report() async throws {
            let folder = try Folder()
            let oms = try await PracticeOMS(packages: 20, in: folder)
            defer { oms.stop() }
            let crashes = URL(filePath: "\(folder.path)/state/crashes")
            try FileManager.default.createDirectory(at: crashes, withIntermediateDirectories: true)
            for number in 10...21 { _ = try folder.file("state/crashes/crash-2026-\(number).txt", "old") }
            let station = "--state '\(folder.path)/state' --url '\(oms.url)' --token secret"
            try await crash(station, showing: "F10 Quit", status: 128 + Int(SIGSEGV)) {
                #expect(kill($0, SIGSEGV) == 0)
            }
            let reports = try FileManager.default.contentsOfDirectory(atPath: crashes.path)
            #expect(reports.count == 10, "\(reports)")
            let name = try #require(reports.first { !$0.hasPrefix("crash-2026-") })
            let report = try String(contentsOf: crashes.appending(path: name), encoding: .utf8)
            #expect(report.contains("Packline ") && report.contains("SIGSEGV"), "\(report)")
            #expect(report.split(separator: "\n").count { $0.contains("(+0x") || $0.contains("[0x") } > 3, "\(report)")
            #expect(!report.contains("secret") && !report.contains("000000"), "\(report)")
        }

        @Test("what was written to standard error behind the screen is told at the end, without what a terminal obeys")
        func errors() async throws {
            let folder = try Folder()
            let library = try Self.library(
                in: folder,
                """
                #include <signal.h>
                #include <unistd.h>
                static void say(int number) { (void)number; write(2, "behind \\033[31mthe screen\\n", 23); }
                __attribute__((constructor)) static void prepare(void) { signal(SIGUSR2, say); }
                """)
            let terminal = try await Terminal(columns: 100, rows: 30, environment: [:])
            try terminal.enter("LD_PRELOAD='\(library)' '\(BuiltProgram.path)' demo --packages 20")
            try await terminal.wait(toShow: "F10 Quit")
            #expect(kill(try #require(try terminal.programs().first), SIGUSR2) == 0)
            try await terminal.wait(toShow: "F10 Quit")
            #expect(try !terminal.screen.contains("behind"))
            try terminal.press("F10")
            try await terminal.wait(toShow: "behind ?[31mthe screen")
        }

        /// Starts the program in a terminal, crashes it once it runs, and looks at what is left.
        private func crash(
            _ arguments: String, preloading library: String? = nil, showing text: String, status: Int,
            _ act: (Int32) throws -> Void
        ) async throws {
            let folder = try Folder()
            let terminal = try await Terminal(columns: 100, rows: 30, environment: [:])
            try terminal.enter("stty -g > '\(folder.path)/before'; echo ready")
            try await terminal.wait(toShow: "\nready\n")
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
            try await terminal.wait(toShow: "\nended\n")
            let settings = ["before", "after"].map {
                try? String(contentsOfFile: "\(folder.path)/\($0)", encoding: .utf8)
            }
            #expect(settings[0] != nil && settings[0] == settings[1])
        }

        /// A library that traps on USR2, which no test could make the program itself do.
        private static func trapLibrary(in folder: Folder) throws -> String {
            try library(
                in: folder,
                """
                #include <signal.h>
                static void trap(int number) { (void)number; __builtin_trap(); }
                __attribute__((constructor)) static void prepare(void) { signal(SIGUSR2, trap); }
                """)
        }

        /// A library of that source, to be loaded before the program.
        private static func library(in folder: Folder, _ text: String) throws -> String {
            let source = try folder.file("added.c", text)
            let compiler = Process()
            compiler.executableURL = URL(filePath: "/usr/bin/env")
            compiler.arguments = ["clang", "-shared", "-fPIC", "-o", "\(folder.path)/added.so", source]
            try compiler.run()
            compiler.waitUntilExit()
            try #require(compiler.terminationStatus == 0)
            return "\(folder.path)/added.so"
        }
    }
}
