import MartletRules
import Testing

@Suite struct MessageTemplateTests {
    @Test func readsFieldsAndBraces() throws {
        let template = try MessageTemplate(parsing: "{user.username} ran {{x}} in {objectRef.name}")
        #expect(
            template.parts == [
                .field(FieldReference(FieldPath("user.username"))), .text(" ran {x} in "),
                .field(FieldReference(FieldPath("objectRef.name"))),
            ]
        )
        #expect(try MessageTemplate(parsing: "plain").parts == [.text("plain")])
        #expect(
            try MessageTemplate(parsing: "{{{a}}}").parts == [
                .text("{"), .field(FieldReference(FieldPath("a"))), .text("}"),
            ]
        )
    }

    @Test(arguments: [("{", 0), ("a {b", 2), ("a}", 1), ("{}", 0), ("{a{b}", 0), ("{{}", 2)])
    func refusesUnbalancedBraces(_ text: String, _ offset: Int) {
        #expect(throws: MessageTemplate.ParsingFailure.self) { try MessageTemplate(parsing: text) }
        do throws(MessageTemplate.ParsingFailure) {
            _ = try MessageTemplate(parsing: text)
        } catch {
            #expect(error.offset == offset)
        }
    }
}
