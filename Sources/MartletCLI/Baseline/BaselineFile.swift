internal import MartletCorrelation
internal import MartletPipeline
internal import MartletRules

/// Reads the file of a baseline.
enum BaselineFile {
    /// Reads a file.
    ///
    /// - Throws: if it cannot be read, or is no baseline.
    static func read(_ path: String) throws(PipelineError) -> Baseline {
        let bytes = try DescriptorBytes.readAll(
            ofFileAt: path,
            byteLimit: YAMLParser.byteLimit
        )
        do throws(BaselineReader.Problem) {
            return try BaselineReader.read(SourceFile(path: path, bytes: bytes))
        } catch {
            throw PipelineError(
                action: "cannot use the baseline",
                path: error.location.description,
                reason: error.message
            )
        }
    }
}
