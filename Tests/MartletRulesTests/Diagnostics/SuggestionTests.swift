import MartletRules
import Testing

@Suite struct SuggestionTests {
    @Test(arguments: [
        ("contain", "contains"), ("CONTAINS", "contains"), ("contians", "contains"),
        ("endwith", "endswith"), ("starstwith", "startswith"), ("exist", "exists"),
    ])
    func findsTheNearestWord(_ word: String, _ expected: String) {
        let modifiers = ["all", "cased", "contains", "endswith", "exists", "startswith"]
        #expect(Suggestion.nearest(to: word, among: modifiers) == expected)
    }

    @Test(arguments: ["", "x", "base64", "selection", String(repeating: "a", count: 1_000)])
    func staysSilentOtherwise(_ word: String) {
        #expect(Suggestion.nearest(to: word, among: ["contains", "endswith"]) == nil)
    }
}
