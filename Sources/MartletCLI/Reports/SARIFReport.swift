internal import MartletRules

/// Problems as SARIF 2.1.0, which code hosting sites and editors show beside the lines.
///
/// Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
struct SARIFReport {
    private typealias Member = (key: String, value: JSONValue)

    let problems: [Diagnostic]
    /// The files that problems are in, by their path.
    let files: [String: SourceFile]

    /// The report.
    var json: JSONValue {
        let codes = Set(problems.map(\.code)).sorted { $0.number < $1.number }
        let driver: [Member] = [
            (key: "name", value: .string("martlet")),
            (key: "version", value: .string(Martlet.version)),
            (key: "rules", value: .array(codes.map(Self.rule))),
        ]
        let run: [Member] = [
            (key: "tool", value: .object([(key: "driver", value: .object(driver))])),
            (key: "columnKind", value: .string("unicodeCodePoints")),
            (key: "results", value: .array(problems.map { result($0, codes) })),
        ]
        return .object([
            (key: "$schema", value: .string("https://json.schemastore.org/sarif-2.1.0.json")),
            (key: "version", value: .string("2.1.0")),
            (key: "runs", value: .array([.object(run)])),
        ])
    }

    private static func rule(_ code: DiagnosticCode) -> JSONValue {
        var members: [Member] = [
            (key: "id", value: .string(code.description)),
            (key: "shortDescription", value: message(code.explanation)),
            (key: "help", value: message("See \(code.page).")),
        ]
        if let level = LintCatalogue.entries.first(where: { $0.code == code })?.level {
            let configuration: [Member] = [(key: "level", value: .string(word(level)))]
            members.append((key: "defaultConfiguration", value: .object(configuration)))
        }
        return .object(members)
    }

    private func result(_ problem: Diagnostic, _ codes: [DiagnosticCode]) -> JSONValue {
        let text = problem.help.map { "\(problem.message): \($0)" } ?? problem.message
        let location: [Member] = [
            (key: "physicalLocation", value: physicalLocation(problem))
        ]
        var members: [Member] = [
            (key: "ruleId", value: .string(problem.code.description)),
            (key: "ruleIndex", value: .integer(codes.firstIndex(of: problem.code) ?? 0)),
            (key: "level", value: .string(Self.word(problem.severity))),
            (key: "message", value: Self.message(text)),
            (key: "locations", value: .array([.object(location)])),
        ]
        if let fix = problem.fix, let file = files[problem.location.file] {
            members.append((key: "fixes", value: .array([Self.fix(fix, in: file)])))
        }
        return .object(members)
    }

    private func physicalLocation(_ problem: Diagnostic) -> JSONValue {
        var members: [Member] = [
            (key: "artifactLocation", value: Self.artifact(problem.location.file))
        ]
        if let file = files[problem.location.file], problem.location.line > 0 {
            let start = file.offset(of: problem.location)
            let region = Self.region(start..<start + problem.length, in: file)
            members.append((key: "region", value: region))
        } else if problem.location.line > 0 {
            let line: [Member] = [(key: "startLine", value: .integer(problem.location.line))]
            members.append((key: "region", value: .object(line)))
        }
        return .object(members)
    }

    private static func fix(_ fix: SourceFix, in file: SourceFile) -> JSONValue {
        let replacements = fix.edits.map { edit in
            JSONValue.object([
                (key: "deletedRegion", value: region(edit.range, in: file)),
                (key: "insertedContent", value: message(edit.replacement)),
            ])
        }
        let change: [Member] = [
            (key: "artifactLocation", value: artifact(file.path)),
            (key: "replacements", value: .array(replacements)),
        ]
        let summary = fix.consequence.map { "\(fix.summary) (\($0))" } ?? fix.summary
        return .object([
            (key: "description", value: message(summary)),
            (key: "artifactChanges", value: .array([.object(change)])),
        ])
    }

    /// Bytes as lines and columns; a column counts Unicode scalars.
    private static func region(_ range: Range<Int>, in file: SourceFile) -> JSONValue {
        func place(_ offset: Int) -> (line: Int, column: Int) {
            let offset = min(offset, file.bytes.count)
            let line = file.lineRange(at: offset)
            let before = file.text(line.lowerBound..<max(line.lowerBound, offset))
            return (file.location(at: offset).line, before.unicodeScalars.count + 1)
        }
        let start = place(range.lowerBound)
        let end = place(range.upperBound)
        return .object([
            (key: "startLine", value: .integer(start.line)),
            (key: "startColumn", value: .integer(start.column)),
            (key: "endLine", value: .integer(end.line)),
            (key: "endColumn", value: .integer(end.column)),
        ])
    }

    private static func message(_ text: String) -> JSONValue {
        .object([(key: "text", value: .string(text))])
    }

    private static func artifact(_ path: String) -> JSONValue {
        .object([(key: "uri", value: .string(uri(path)))])
    }

    /// A path as a reference of RFC 3986.
    private static func uri(_ path: String) -> String {
        let encoded = path.utf8.map { byte -> String in
            let scalar = Unicode.Scalar(byte)
            let isPlain =
                ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
                || ("0"..."9").contains(scalar) || "-._~/".unicodeScalars.contains(scalar)
            guard !isPlain else { return String(scalar) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (digits.utf8.count == 1 ? "0" : "") + digits
        }.joined()
        return path.hasPrefix("/") ? "file://" + encoded : encoded
    }

    private static func word(_ severity: Diagnostic.Severity) -> String {
        severity == .info ? "note" : severity.rawValue
    }
}
