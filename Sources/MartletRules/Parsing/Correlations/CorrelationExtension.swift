/// What a correlation holds under the key `martlet:`, which other engines ignore.
struct CorrelationExtension {
    var window = Correlation.Window.sliding
    var poolsMissing = false
    var learning: Correlation.Learning?
    var keepAlive: Int64?
    var maximumDuration: Int64?
    var everyEvent = false
    var severityCases: [SeverityCase] = []
    var message: MessageTemplate?
    var tests: [RuleTest] = []
}
