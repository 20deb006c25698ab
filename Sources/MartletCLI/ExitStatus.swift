internal import ArgumentParser

/// How a run ended, as the shell sees it; the order is the precedence when several apply.
enum ExitStatus: Int32, Comparable, Error {
    /// Everything was done.
    case done = 0
    /// What was asked for does not hold: a signal or a problem of a rule reached `--fail-on`, or a
    /// rule failed its tests.
    case unmet = 1
    /// Rules have errors, or none is left to scan with.
    case rulesInvalid = 2
    /// An input, the output or the configuration failed; with `--strict` also a malformed line.
    case failed = 3
    /// SIGINT ended the run early.
    case interrupted = 130
    /// SIGTERM ended the run early.
    case terminated = 143

    /// The paragraph that `--help` shows.
    static let documentation = """
        EXIT STATUS:
          0    done
          1    a signal, or with check a problem, reached the level of --fail-on;
               a rule failed its tests
          2    rules have errors: they are left out, the scan goes on with the
               others; with no rule left, nothing is scanned
          3    an input, the output or the configuration failed; with --strict
               also when a line is malformed
          64   wrong usage of the command line
          130  ended early by SIGINT (Ctrl-C); what was scanned is written
          143  ended early by SIGTERM, likewise
          If several apply, the highest counts. A closed pipe is no error, but to
          run, whose signals would be lost.
        """

    /// The error that makes the argument parser leave with this status, silently.
    var exitCode: ExitCode { ExitCode(rawValue) }

    static func < (left: ExitStatus, right: ExitStatus) -> Bool {
        left.rawValue < right.rawValue
    }
}
