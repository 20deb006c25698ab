/// Reads the values of settings, and reports what is wrong with them.
struct SettingReader {
    /// A value that was read: one text, or what else its form has.
    enum Value {
        case text(String)
        case headers([OutputSettings.Header])
        case template(OutputTemplate)
    }

    /// The file that the values are in.
    let file: SourceFile

    /// Reads one value.
    ///
    /// - Returns: The value, or `nil` after reporting a mistake.
    func value(
        of name: String,
        _ form: SettingForm,
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> Value? {
        if case .headers = form { return headers(node, into: &log).map { .headers($0) } }
        guard let text = node.scalar?.text, !node.isNull, !text.isEmpty else {
            refuse(node, of: name, "a text", into: &log)
            return nil
        }
        switch form {
        case .path, .paths: return .text(path(text))
        case .flag, .text, .texts, .headers: break
        case .size:
            if ByteCount(text: text) == nil {
                refuse(node, of: name, "a size, such as 16MiB", into: &log)
                return nil
            }
        case .count:
            guard let number = Int(text), number > 0 else {
                refuse(node, of: name, "a number from 1 on", into: &log)
                return nil
            }
        case .choice(let choices):
            guard choices.contains(text) else {
                let wanted = choices.joined(separator: ", ")
                log.error(
                    .invalidRunSettings,
                    "'\(name)' must be one of \(wanted), not '\(text)'",
                    at: node.range,
                    help: Suggestion.help(for: text, among: choices)
                )
                return nil
            }
        case .time, .template, .address, .secret:
            do throws(TextProblem) {
                return try value(of: name, form, text)
            } catch {
                log.report(error, in: node)
                return nil
            }
        }
        return .text(text)
    }

    private func value(
        of name: String,
        _ form: SettingForm,
        _ text: String
    ) throws(TextProblem) -> Value {
        switch form {
        case .time: _ = try TimeSpan(text)
        case .template: return .template(try OutputTemplate(text))
        case .address(let schemes):
            if let source = try SecretSource(text) { return .text(located(source)) }
            _ = try OutputAddress(text, schemes: schemes)
        case .secret:
            guard let source = try SecretSource(text) else {
                throw TextProblem(
                    .invalidRunSettings,
                    "'\(name)' must not stand in the file",
                    help: "write 'file:PATH' or 'env:NAME', where it is to be read"
                )
            }
            return .text(located(source))
        default: break
        }
        return .text(text)
    }

    private func headers(
        _ node: YAMLNode,
        into log: inout DiagnosticLog
    ) -> [OutputSettings.Header]? {
        guard case .mapping(let members) = node.content else {
            refuse(node, of: "headers", "a map of texts", into: &log)
            return nil
        }
        var headers: [OutputSettings.Header] = []
        for member in members {
            guard let name = member.key.scalar?.text, OutputSettings.Header.isName(name) else {
                log.error(
                    .invalidRunSettings,
                    "this is no name of a header",
                    at: member.key.range,
                    help: "letters, digits and '-', as in X-Source"
                )
                return nil
            }
            guard let text = member.value.scalar?.text, !member.value.isNull,
                OutputSettings.Header.isValue(text)
            else {
                // Not what it is: it may be a secret.
                log.error(
                    .invalidRunSettings,
                    "'\(name)' must be a text of one line",
                    at: member.value.range
                )
                return nil
            }
            do throws(TextProblem) {
                let source = try SecretSource(text)
                headers.append(.init(name: name, value: source.map(located) ?? text))
            } catch {
                log.report(error, in: member.value)
                return nil
            }
        }
        return headers
    }

    /// Where a secret is, its path counted from the folder of the file.
    private func located(_ source: SecretSource) -> String {
        switch source {
        case .file(let path): SecretSource.file(self.path(path)).description
        case .environment: source.description
        }
    }

    /// A path as it counts from the folder of the file.
    func path(_ text: String) -> String {
        guard !text.hasPrefix("/"), text != "-", let end = file.path.lastIndex(of: "/") else {
            return text
        }
        return file.path[...end] + text
    }

    /// Reports a value that is not what it must be.
    func refuse(
        _ node: YAMLNode,
        of name: String,
        _ wanted: String,
        into log: inout DiagnosticLog
    ) {
        let found = node.scalar.map { "'\($0.text)'" } ?? node.kindDescription
        log.error(
            .invalidRunSettings,
            "'\(name)' must be \(wanted), not \(found)",
            at: node.range
        )
    }
}
