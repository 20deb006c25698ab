import MartletEngine
import MartletRules
import MartletTestSupport
import Testing

/// Blocks over the elements of a field.
@Suite struct ElementBlockTests {
    private typealias Sketch = SearchSketch

    @Test func oneElementSatisfiesAllItems() {
        let search = Sketch.block(
            "containers",
            body: .all([
                Sketch.item("image", "nginx"), Sketch.item("privileged", tests: .boolean(true)),
            ])
        )
        let both = #"{"containers":[{"image":"a"},{"image":"nginx","privileged":true}]}"#
        #expect(Sketch.holds(search, both) == true)
        let apart = #"{"containers":[{"image":"nginx"},{"image":"a","privileged":true}]}"#
        #expect(Sketch.holds(search, apart) == false)
    }
}
