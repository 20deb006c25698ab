import MartletPipeline
import Testing

@Suite struct PipelineErrorTests {
    @Test func comparesByValue() {
        let error = PipelineError(action: "cannot read", path: "a", errno: 2)
        #expect(error == PipelineError(action: "cannot read", path: "a", errno: 2))
    }
}
