import MartletRules
import Testing

@Suite struct FieldNameTests {
    @Test(
        arguments: [
            ("a", "a", nil), ("a.b[any]", "a.b", ElementBlock.Quantifier.any),
            ("a[all]", "a", .all),
            ("a[all_or_empty]", "a", .allOrEmpty), ("a[none]", "a", ElementBlock.Quantifier.none),
            ("a[0][any]", "a[0]", .any),
            (".[any]", ".", .any), ("a[0]", "a[0]", nil), ("a[b]", "a[b]", nil),
            (#"a\[any]"#, #"a\[any]"#, nil),
            (#"a\[any].b[none]"#, #"a\[any].b"#, ElementBlock.Quantifier.none),
            ("a[any", "a[any", nil), ("a any]", "a any]", nil), ("a[ANY]", "a[ANY]", nil),
        ] as [(String, String, ElementBlock.Quantifier?)]
    )
    func takesTheQuantifierOff(
        _ text: String,
        _ path: String,
        _ quantifier: ElementBlock.Quantifier?
    ) throws {
        let name = try FieldName(text)
        #expect(name.path.description == path)
        #expect(name.quantifier == quantifier)
    }

    @Test(arguments: [
        ("a[any].b", 1..<6), ("a[none]b", 1..<7), ("a[all][0]", 1..<6), ("a[any][any]", 1..<6),
        ("[any]", 0..<5),
    ])
    func aQuantifierElsewhereIsRefused(_ text: String, _ place: Range<Int>) {
        #expect {
            try FieldName(text)
        } throws: { error in
            (error as? TextProblem)?.range == place
        }
    }
}
