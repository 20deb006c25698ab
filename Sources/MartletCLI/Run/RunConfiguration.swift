internal import ArgumentParser
internal import Glibc
internal import MartletPipeline
internal import MartletRules

/// The file of settings that `martlet run --config` names.
enum RunConfiguration {
    private static let option = "--config"

    /// Puts the settings of the file in front of the other arguments, which then count more.
    ///
    /// - Parameter arguments: what follows `martlet` on the command line.
    /// - Returns: the arguments with the settings, or as they are if they name no file.
    /// - Throws: the status to leave with, after reporting what is wrong with the file.
    static func expand(_ arguments: [String]) throws(ExitStatus) -> [String] {
        guard arguments.first == "run", let path = path(in: arguments) else { return arguments }
        return ["run"] + (try settings(path).arguments) + arguments.dropFirst()
    }

    /// The command that this process was started as, with other settings.
    ///
    /// - Throws: the status to leave with, after reporting what is wrong.
    static func command(_ settings: RunSettings) throws(ExitStatus) -> RunCommand {
        do {
            return try RunCommand.parse(settings.arguments + CommandLine.arguments.dropFirst(2))
        } catch {
            StandardError.report(RunCommand.message(for: error))
            throw .failed
        }
    }

    /// Reads a file of settings.
    ///
    /// - Throws: the status to leave with, after reporting what is wrong with the file.
    static func settings(_ path: String) throws(ExitStatus) -> RunSettings {
        let file: SourceFile
        do throws(PipelineError) {
            let limit = YAMLParser.byteLimit
            file = SourceFile(
                path: path,
                bytes: try DescriptorBytes.readAll(ofFileAt: path, byteLimit: limit)
            )
        } catch {
            StandardError.report(error.description)
            throw .failed
        }
        var log = DiagnosticLog(file: file)
        let settings = RunSettingsParser().settings(file, into: &log)
        let style = TerminalStyle(descriptor: STDERR_FILENO)
        let formatter = DiagnosticFormatter(usesColor: style.isColored, showsSource: false)
        for diagnostic in log.diagnostics { StandardError.write(formatter.format(diagnostic)) }
        guard let settings else { throw .failed }
        return settings
    }

    /// The file that the arguments name last.
    private static func path(in arguments: [String]) -> String? {
        var path: String?
        for (index, argument) in arguments.enumerated() {
            if argument == "--" { break }
            if argument == option {
                path = index + 1 < arguments.count ? arguments[index + 1] : path
            } else if argument.hasPrefix(option + "=") {
                path = String(argument.dropFirst(option.count + 1))
            }
        }
        return path
    }
}
