// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "martlet",
    products: [
        .executable(name: "martlet", targets: ["MartletCLI"]),
        .library(name: "Martlet", targets: ["MartletRules", "MartletEngine"]),
        .executable(name: "audit-log-generator", targets: ["AuditLogGenerator"]),
        // What fluent-bit loads; `make plugin` links it so that it stands alone.
        .library(name: "martlet-exec", type: .dynamic, targets: ["FluentBitExec"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
    ],
    targets: [
        // Foreign code: system libraries behind module maps, and two small native targets.
        .systemLibrary(
            name: "CLibYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"])]
        ),
        .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
        // Of the C library, what Swift's Glibc leaves out.
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        // RE2 (libre2-dev) is C++, which Swift sees only through this target's C face. Linked by name:
        // its pkg-config file asks for -pthread, which SwiftPM refuses.
        .target(name: "CMartletRegex", linkerSettings: [.linkedLibrary("re2")]),
        .target(name: "CMartletKernels"),

        // Control plane: YAML -> rules and diagnostics. Runs once.
        .target(
            name: "MartletRules",
            dependencies: ["CLibYAML", "CMartletRegex"],
            // A link to rulesets/log-sources, so that what is shipped is what people read.
            resources: [.embedInCode("LogSources/Shipped/kubernetes-audit.yml")]
        ),

        // Data plane: bytes -> fields -> matches -> signals. One module, because the optimiser
        // does not look through `package` declarations of another one.
        .target(
            name: "MartletEngine",
            dependencies: ["CMartletKernels", "CMartletRegex", "MartletRules"]
        ),

        // What matches of several events mean together. No input, no output, no clock.
        .target(name: "MartletCorrelation", dependencies: ["MartletEngine", "MartletRules"]),

        // Which events an audit policy lets be, and what rules make of that. No input, no output.
        .target(
            name: "MartletPolicy",
            dependencies: ["MartletEngine", "MartletRules"],
            resources: [.embedInCode("Catalogue/kubernetes.yml")]
        ),

        // Threads, file descriptors and decompression.
        .target(
            name: "MartletPipeline",
            dependencies: [
                "CISAL", "CMalloc", "CMartletKernels", "CZstd", "MartletCorrelation",
                "MartletEngine", "MartletRules",
            ]
        ),

        // Listeners for events over the network. It knows nothing of rules and events: an intake takes
        // what comes in. SwiftNIO is used here and in MartletClient, nowhere else.
        .target(
            name: "MartletServer",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),

        // Connections to others, over which signals go out. It knows nothing of signals.
        .target(
            name: "MartletClient",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]
        ),

        .executableTarget(
            name: "MartletCLI",
            dependencies: [
                "MartletRules",
                "MartletClient",
                "MartletEngine",
                "MartletCorrelation",
                "MartletPipeline",
                "MartletPolicy",
                "MartletServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // The output plugin of fluent-bit, which feeds martlet. It shares nothing with the rest: it
        // runs in fluent-bit's process, where little may go wrong.
        .target(name: "CFluentBit"),
        .target(name: "FluentBitExec", dependencies: ["CFluentBit"], exclude: ["exports.map"]),

        // Audit logs of any size, for `benchmarks/run`.
        .executableTarget(name: "AuditLogGenerator", path: "benchmarks/generator"),

        // How many matches a second the correlator takes, and what a group costs.
        .executableTarget(
            name: "CorrelationBenchmark",
            dependencies: ["MartletCorrelation", "MartletEngine", "MartletRules"],
            path: "benchmarks/correlation"
        ),

        // Slow, literal twins and generators that the tests compare the engine with.
        .target(
            name: "MartletTestSupport",
            dependencies: ["MartletCorrelation", "MartletEngine", "MartletRules"],
            path: "Tests/MartletTestSupport"
        ),
        // Linked by Tests/Fuzz/run.sh: libFuzzer brings its own main.
        .target(
            name: "FuzzYAML",
            dependencies: ["MartletRules"],
            path: "Tests/Fuzz/FuzzYAML",
            exclude: ["Seeds"]
        ),
        .target(
            name: "FuzzCondition",
            dependencies: ["MartletRules"],
            path: "Tests/Fuzz/FuzzCondition",
            exclude: ["Seeds"]
        ),
        .target(
            name: "FuzzScanner",
            dependencies: ["MartletEngine", "MartletRules", "MartletTestSupport"],
            path: "Tests/Fuzz/FuzzScanner"
        ),
        .target(
            name: "FuzzStrict",
            dependencies: ["MartletEngine", "MartletTestSupport"],
            path: "Tests/Fuzz/FuzzStrict"
        ),
        .target(
            name: "FuzzChunk",
            dependencies: ["FluentBitExec"],
            path: "Tests/Fuzz/FuzzChunk"
        ),
        .testTarget(
            name: "ConformanceTests",
            dependencies: ["MartletRules", "MartletEngine", "MartletTestSupport"],
            exclude: ["Cases"]
        ),
        .testTarget(
            name: "MartletRulesTests",
            dependencies: ["MartletRules", "MartletTestSupport"],
            exclude: ["Diagnostics/Cases", "Lint/Cases"]
        ),
        .testTarget(
            name: "MartletEngineTests",
            dependencies: ["MartletRules", "MartletEngine", "MartletTestSupport"]
        ),
        .testTarget(
            name: "MartletCorrelationTests",
            dependencies: [
                "MartletCorrelation", "MartletEngine", "MartletRules", "MartletTestSupport",
            ],
            exclude: ["Cases"]
        ),
        .testTarget(
            name: "MartletPipelineTests",
            dependencies: [
                "CISAL", "CZstd", "MartletCorrelation", "MartletEngine", "MartletPipeline",
                "MartletRules",
                "MartletTestSupport",
            ]
        ),
        .testTarget(
            name: "MartletPolicyTests",
            dependencies: ["MartletEngine", "MartletPolicy", "MartletRules"],
            exclude: ["Cases"]
        ),
        .testTarget(
            name: "MartletClientTests",
            dependencies: ["MartletClient", "MartletTestSupport"]
        ),
        .testTarget(
            name: "MartletServerTests",
            dependencies: [
                "MartletServer",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            exclude: ["Certificates"]
        ),
        .testTarget(
            name: "RulesetTests",
            dependencies: [
                "MartletCorrelation", "MartletEngine", "MartletPolicy", "MartletRules",
                "MartletTestSupport",
            ]
        ),
        // The built binary, as a user runs it.
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "MartletCLI", "MartletCorrelation", "MartletEngine", "MartletPolicy",
                "MartletRules", "MartletTestSupport",
            ],
            exclude: ["Explain/Cases", "Golden", "Run/Schemas"]
        ),
        // The plugin's parts, and the plugin in a stand-in for fluent-bit (Tests/FluentBitHost).
        .testTarget(
            name: "FluentBitExecTests",
            dependencies: ["FluentBitExec"],
            exclude: ["Cases"]
        ),
        // Style, links and imports.
        .testTarget(name: "TidyTests", dependencies: ["MartletPolicy", "MartletRules"]),
        .testTarget(name: "BenchmarkTests", dependencies: ["AuditLogGenerator"]),
    ],
    cxxLanguageStandard: .cxx17
)

for target in package.targets where [.regular, .executable, .test].contains(target.type) {
    guard !["CFluentBit", "CMartletRegex", "CMartletKernels"].contains(target.name) else {
        continue
    }
    var settings: [SwiftSetting] = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
        .enableExperimentalFeature("Lifetimes"),  // user-written ~Escapable types
        .treatAllWarnings(as: .error),
    ]
    if target.type != .test {
        settings.append(.strictMemorySafety())  // SE-0458
    }
    target.swiftSettings = settings
}
