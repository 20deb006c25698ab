internal import ArgumentParser
internal import MartletRules

/// Codes of problems as the command line takes them: `M207,M250`.
struct CodeList: ExpressibleByArgument {
    let codes: [DiagnosticCode]

    init?(argument: String) {
        var codes: [DiagnosticCode] = []
        for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let code = DiagnosticCode.all.first(where: { $0.description == word }) else {
                return nil
            }
            codes.append(code)
        }
        self.codes = codes
    }
}
