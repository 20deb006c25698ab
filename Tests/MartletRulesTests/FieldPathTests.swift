import MartletRules
import Testing

@Suite struct FieldPathTests {
    @Test func splitsAtUnescapedDots() {
        #expect(
            FieldPath(#"a.b\.c.d"#).segments == [
                Array("a".utf8), Array("b.c".utf8), Array("d".utf8),
            ]
        )
    }
}
