internal import Glibc
internal import MartletPipeline

/// The stream for results, where they are no signals: lists and statistics.
enum StandardOutput {
    /// Writes text as it is; a reader that went away, a closed pipe, is no failure.
    static func write(_ text: String) throws(PipelineError) {
        do throws(PipelineError) {
            try DescriptorSink.standardOutput.write(text)
        } catch {
            guard error.errno == EPIPE else { throw error }
        }
    }
}
