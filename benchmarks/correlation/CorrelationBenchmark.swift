@main
enum CorrelationBenchmark {
    static func main() {}
}
