import Testing

/// Modules import one way; see docs/architecture.md.
@Suite struct ImportTests {
    private static let allowed: [String: Set<String>] = [
        "MartletRules": ["CLibYAML", "CMartletRegex", "Synchronization"],
        "MartletEngine": [
            "CMartletKernels", "CMartletRegex", "MartletRules", "Synchronization",
        ],
        "MartletCorrelation": ["MartletEngine", "MartletRules"],
        "MartletPolicy": ["MartletEngine", "MartletRules"],
        "MartletPipeline": [
            "CISAL", "CMalloc", "CMartletKernels", "CZstd", "Glibc", "MartletCorrelation",
            "MartletEngine",
            "MartletRules", "Synchronization",
        ],
        // Nothing of ours: an intake stands between it and the pipeline.
        "MartletServer": [
            "Glibc", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL", "NIOTLS",
            "Synchronization",
        ],
        // Nothing of ours: what it sends is bytes.
        "MartletClient": [
            "Glibc", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL", "Synchronization",
        ],
        "FluentBitExec": ["CFluentBit", "Glibc", "Synchronization"],
        "MartletCLI": [
            "ArgumentParser", "Glibc", "MartletClient", "MartletCorrelation", "MartletEngine",
            "MartletPipeline", "MartletPolicy", "MartletRules", "MartletServer", "Synchronization",
        ],
    ]

    /// What one folder of a module may import beyond the rest.
    private static let allowedInFolder: [String: Set<String>] = [
        // Rule files are read here and nowhere else.
        "Sources/MartletRules/Loading/": ["Glibc"]
    ]

    @Test func everyModuleImportsOnlyWhatItMay() {
        let files = Repository.files(below: ["Sources"], extensions: ["swift"])
        #expect(files.count > 10)
        for file in files {
            let module = String(file.path.split(separator: "/")[1])
            guard let allowed = Self.allowed[module] else {
                Issue.record("\(file.path): no module of this name in ImportTests.allowed")
                continue
            }
            let extra = Self.allowedInFolder.first { file.path.hasPrefix($0.key) }?.value ?? []
            for name in Self.imports(of: file)
            where !allowed.contains(name) && !extra.contains(name) {
                Issue.record("\(file.path): \(module) must not import \(name)")
            }
        }
    }

    @Test func importsAreFoundInEveryForm() {
        let file = Repository.File(
            path: "x.swift",
            text: """
                import A
                internal import B
                @preconcurrency package import C
                import struct D.Thing
                // import E
                let text = "import F"
                """
        )
        #expect(Self.imports(of: file) == ["A", "B", "C", "D"])
    }

    private static func imports(of file: Repository.File) -> [String] {
        let kinds: Set<Substring> = ["struct", "class", "enum", "func", "protocol", "typealias"]
        return file.lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let position = words.firstIndex(of: "import"),
                words[..<position].allSatisfy({ word in
                    word.hasPrefix("@") || ["internal", "package", "public"].contains(word)
                        || word == "private" || word == "fileprivate"
                })
            else { return nil }
            var rest = words[(position + 1)...]
            if let first = rest.first, kinds.contains(first) { rest = rest.dropFirst() }
            return rest.first.flatMap { $0.split(separator: ".").first }.map(String.init)
        }
    }
}
