import MartletCLI
import Testing

@Suite struct XMLTextTests {
    @Test func markupIsEscaped() {
        #expect(XMLText.escape(#"<a href="b">&'"#) == "&lt;a href=&quot;b&quot;&gt;&amp;'")
    }

    @Test func whatXMLCannotHoldIsSpeltOut() {
        #expect(
            XMLText.escape("a\u{0}b\u{1B}[1m\u{FFFE}\u{FFFF}é")
                == #"a\u{0}b\u{1b}[1m\u{fffe}\u{ffff}é"#
        )
    }

    @Test func lineFeedsStayInAttributes() {
        #expect(XMLText.escape("a\nb") == "a\nb")
        #expect(XMLText.attributes([("a", "b\nc"), ("d", "\"")]) == " a=\"b&#10;c\" d=\"&quot;\"")
    }
}
