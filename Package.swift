// swift-tools-version: 6.2
import PackageDescription

/// What every target of Packline is compiled with: Swift 6 mode, strict imports, and warnings as errors.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
]
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A library target with the settings of all targets.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of a target, in the folder of the same name.
func tests(of name: String, _ dependencies: [Target.Dependency] = [], excluding files: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.target(name: name)] + dependencies, exclude: files,
        swiftSettings: strict)
}

let package = Package(
    name: "packline",
    products: [.executable(name: "packline", targets: ["packline"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Without its default traits: what they add, a reader of settings and all of Foundation, is not used here.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C libraries: a module map and documented shims each, and nothing else.
        .target(name: "CNcurses", cSettings: strictC),
        .target(name: "CCurl", cSettings: strictC),
        .target(name: "COpenSSL", cSettings: strictC),
        .target(name: "CCups", cSettings: strictC),
        .target(name: "CPostgres", cSettings: strictC),
        .target(name: "CLinux", cSettings: strictC),

        // Dependencies point down only: a target imports from the targets named here, and from no other.
        library("TerminalText"),
        .target(
            name: "Language",
            // The catalogs are compiled in, so that they are there wherever it runs.
            resources: ["messages", "alerts", "commands", "screens", "program", "configuration", "lookups"].flatMap {
                name in
                ["en", "tr"].map { .embedInCode("Catalogs/\(name).\($0).txt") }
            },
            swiftSettings: strict),
        library("TaskSignals"),
        library("ClientThreads"),
        library("OMS"),
        library("WebhookSignature", ["COpenSSL"]),
        library("Barcode"),
        library("BarcodeSheet", ["Barcode"]),
        library("OMSClient", ["OMS", "CCurl", "ClientThreads", deque]),
        library("Printing", ["Barcode", "CCups", "COpenSSL", nio[0], nioPosix]),
        library("Warehouse", ["OMS", "CPostgres", "CLinux", "ClientThreads"]),
        library("PracticePrinter", ["Printing", "TaskSignals", nio[0], nioPosix]),
        library("Station", ["OMS", "Barcode", "Language", deque]),
        library("StationStore", ["OMS", "Language", grdb]),
        library(
            "StationEngine",
            ["Station", "Language", "OMSClient", "StationStore", "Printing", "Warehouse", "TaskSignals", deque]),
        .target(
            name: "StationTerminal",
            dependencies: ["OMS", "Barcode", "Language", "Station", "TerminalText", "CNcurses", "CLinux", yams],
            // The built-in themes are the files in themes/, compiled in, so that they are there wherever it runs.
            resources: ["dark", "light", "high-contrast", "mono"].map { .embedInCode("../../themes/\($0).yaml") },
            swiftSettings: strict),
        library("HTTPListener", [hummingbird, hummingbirdCore, serviceLifecycle, logging, nioPosix] + nio),
        library("PrometheusMetrics", ["HTTPListener", hummingbird, nio[0]]),
        library("WebhookReceiver", ["OMS", "WebhookSignature", "HTTPListener", hummingbird, nio[0]]),
        library(
            "OMSSandbox",
            ["OMS", "WebhookSignature", "HTTPListener", "TaskSignals", hummingbird, grdb, logging, deque] + nio),
        .executableTarget(
            name: "packline",
            dependencies: [
                "OMS", "Barcode", "BarcodeSheet", "Language", "OMSClient", "Station", "StationStore", "StationEngine",
                "TerminalText", "StationTerminal", "Warehouse", "HTTPListener", "PrometheusMetrics", "WebhookReceiver",
                "OMSSandbox",
                "PracticePrinter", "Printing", "CLinux", "ClientThreads", argumentParser, logging, yams,
            ],
            swiftSettings: strict),

        // The tests, a folder for each target, and what several of them share.
        .target(name: "TestTools", path: "Tests/TestTools", swiftSettings: strict),
        .target(
            name: "StationTesting", dependencies: ["OMS", "Language", "Station"], path: "Tests/StationTesting",
            swiftSettings: strict),
        .target(
            name: "WarehouseTesting", dependencies: ["CLinux", "TestTools"], path: "Tests/WarehouseTesting",
            swiftSettings: strict),
        .target(name: "AllocationCounter", path: "Tests/AllocationCounter", cSettings: strictC),
        tests(of: "TerminalText", ["CNcurses"]),
        tests(of: "Language"),
        tests(of: "TaskSignals"),
        tests(of: "ClientThreads"),
        tests(of: "OMS"),
        tests(of: "WebhookSignature"),
        tests(of: "Barcode", ["TestTools"]),
        tests(of: "BarcodeSheet", ["Barcode"]),
        tests(of: "OMSClient", ["OMS", "OMSSandbox"]),
        tests(of: "Printing", ["Barcode", "PracticePrinter", "TestTools", nio[0], nioPosix]),
        tests(of: "Warehouse", ["OMS", "TestTools", "WarehouseTesting"]),
        tests(of: "PracticePrinter", ["Printing"]),
        tests(of: "Station", ["OMS", "Language", "StationTesting", "AllocationCounter"]),
        tests(of: "StationStore", ["Language", "OMS", grdb]),
        tests(
            of: "StationEngine",
            [
                "Language", "StationTesting", "OMS", "OMSClient", "OMSSandbox", "PracticePrinter", "Printing",
                "Station",
                "StationStore", "TaskSignals", "TestTools", "Warehouse", "WarehouseTesting",
            ]),
        tests(
            of: "StationTerminal",
            ["OMS", "Language", "Barcode", "Station", "StationTesting", "TerminalText", "CNcurses"],
            excluding: ["Pictures"]),
        tests(of: "HTTPListener", [hummingbird]),
        tests(of: "PrometheusMetrics", ["HTTPListener"]),
        tests(of: "WebhookReceiver", ["OMS", "WebhookSignature", "HTTPListener"]),
        tests(of: "OMSSandbox", ["OMS", "WebhookSignature", grdb, hummingbird, logging] + nio),
        .testTarget(
            name: "PacklineTests",
            dependencies: [
                "packline", "Barcode", "BarcodeSheet", "Language", "OMS", "OMSClient", "OMSSandbox", "PracticePrinter",
                "Printing", "PrometheusMetrics", "Station", "StationEngine", "StationStore", "StationTerminal",
                "StationTesting", "Warehouse", "WarehouseTesting", "WebhookReceiver", "TerminalText", "HTTPListener",
                argumentParser,
                hummingbird, logging, nio[0],
            ],
            swiftSettings: strict),
        // What must hold for bytes from outside, with inputs that keep to it; `.ci/fuzz` links the same with libFuzzer.
        .testTarget(
            name: "FuzzTests",
            dependencies: [
                "packline", "Barcode", "Language", "OMS", "OMSClient", "Printing", "Station", "StationEngine",
                "StationTerminal", "Warehouse", "WebhookSignature", yams,
            ],
            exclude: [
                "Answers", "Catalogs", "Codes", "Configuration", "JSON", "Keys", "Labels", "Packages", "Sharing",
                "Themes",
                "Timestamps", "Webhooks",
            ].map { "\($0)/Corpus" },
            swiftSettings: strict),
        // What .ci/measure-codes and .ci/measure-index run.
        .executableTarget(
            name: "measure-codes", dependencies: ["Barcode"], path: "Tests/Measure/Codes", swiftSettings: strict),
        .executableTarget(
            name: "measure-index", dependencies: ["Barcode", "OMS", "Station"], path: "Tests/Measure/Index",
            swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "packline", "OMS", "OMSSandbox", "PracticePrinter", "Printing", "TerminalText", "TestTools",
                "WarehouseTesting",
            ],
            swiftSettings: strict),
    ]
)
