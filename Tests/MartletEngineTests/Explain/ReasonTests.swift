import MartletEngine
import MartletRules
import Testing

/// Why an item does not hold, reason by reason.
@Suite struct ReasonTests {
    /// The reason of the only item of a rule, or of its only value.
    private func reason(_ item: String, _ event: String) throws -> Reason? {
        let explained = try explain(item, event)
        return explained.reason ?? explained.values.first?.reason
    }

    private func explain(_ item: String, _ event: String) throws -> ItemExplanation {
        let source = """
            title: t
            logsource:
              product: test
            detection:
              selection:
                \(item)
              condition: selection
            """
        var loader = RuleLoader()
        loader.load(source: Array(source.utf8), file: "rule.yml")
        let rule = try #require(loader.finish().ruleSet.rules.first)
        var explainer = Explainer(rule)
        let explanation = try explainer.explain(Array(event.utf8))
        var search = explanation.detection.selections[0].search
        while case .all(_, let members) = search { search = try #require(members.first) }
        guard case .item(let found) = search else {
            throw EventProblem.count(0)
        }
        #expect(explanation.isMatch == found.holds)
        return found
    }

    private func absence(_ item: String, _ event: String) throws -> Absence? {
        guard case .absent(let absence)? = try reason(item, event) else { return nil }
        return absence
    }

    @Test(arguments: [
        ("a: x", #"{"a":[]}"#, Reason.emptyArray),
        ("a: x", #"{"a":[[],[]]}"#, .emptyArray),
        ("a: x", #"{"a":null}"#, .noText(.null)),
        ("a: x", #"{"a":{"b":1}}"#, .noText(.object)),
        ("a|cased: x", #"{"a":"X"}"#, .caseDiffers),
        ("a|re: ^x", #"{"a":"X"}"#, .caseDiffers),
        ("a: x", #"{"a":"ax"}"#, .elsewhereInText),
        ("a|startswith: x", #"{"a":"ax"}"#, .elsewhereInText),
        ("a|endswith: x", #"{"a":"xa"}"#, .elsewhereInText),
        ("a: cart-0", #"{"a":"CART-1"}"#, .differsAt(5)),
        ("a: cart", #"{"a":"cart\u200b"}"#, .elsewhereInText),
        ("a: cart-00", #"{"a":"cart-0"}"#, .differsAt(6)),
        ("a: exec", #"{"a":"log"}"#, .differs),
        ("a: 5", #"{"a":"05"}"#, .otherKind(.number, .text)),
        ("a: 5", #"{"a":true}"#, .otherKind(.number, .boolean)),
        ("a: 5", #"{"a":6}"#, .differs),
        ("a: true", #"{"a":"yes"}"#, .otherKind(.boolean, .text)),
        ("a: true", #"{"a":1}"#, .otherKind(.boolean, .number)),
        ("a: true", #"{"a":false}"#, .differs),
        ("a|gt: 3", #"{"a":"x"}"#, .notANumber),
        ("a|gt: 3", #"{"a":true}"#, .otherKind(.number, .boolean)),
        ("a|gt: 3", #"{"a":"2"}"#, .differs),
        ("a|cidr: 10.0.0.0/8", #"{"a":"host"}"#, .notAnAddress),
        ("a|cidr: 10.0.0.0/8", #"{"a":"11.0.0.1"}"#, .outsideBlock),
        ("a|cidr: 10.0.0.0/8", #"{"a":10}"#, .otherKind(.text, .number)),
        ("a|exists: false", #"{"a":null}"#, .present),
        ("a: null", #"{"a":0}"#, .present),
        ("a|neq: x", #"{"a":"X"}"#, .excluded),
        ("a|neq: x", #"{"a":["y","x"]}"#, .excluded),
    ])
    func isFound(item: String, event: String, expected: Reason) throws {
        #expect(try reason(item, event) == expected, "\(item) on \(event)")
    }

    @Test func anAbsentFieldHasANearMiss() throws {
        let event = #"{"objectRef":{"resource":"pods","name":"x"},"Verb":"get"}"#
        #expect(try absence("objectRef.resourc: x", event)?.nearKey == "resource")
        #expect(try absence("objectRef.resourc: x", event)?.path == "objectRef")
        #expect(try absence("verb: x", event)?.nearKey == "Verb")
        #expect(try absence("objectref.resource: x", event)?.nearKey == "objectRef")
        let missing = try absence("objectRef.subresource: x", event)
        #expect(missing?.nearKey == nil)
        #expect(missing?.keys == ["resource", "name"])
    }

    @Test func anAbsentFieldMayBeElsewhere() throws {
        let event = #"{"a":{"spec":{"containers":[{"image":"x"}]}}}"#
        #expect(
            try absence("spec.containers.image: x", event)?.elsewhere
                == ["a.spec.containers[0].image"]
        )
        #expect(try absence("spec.volumes: x", event)?.elsewhere == [])
    }

    @Test func aPathMayEndAtSomethingElse() throws {
        #expect(try absence("a.b.c: x", #"{"a":{"b":"text"}}"#)?.kind == .text)
        #expect(try absence("a.b.c: x", #"{"a":{"b":"text"}}"#)?.path == "a.b")
        #expect(try absence("a.b.c: x", #"{"a":[{"b":[]}]}"#)?.path == "a[0].b")
        #expect(try absence("a.b.c: x", #"{"a":null}"#)?.kind == .null)
        #expect(try absence("a: x", "{}")?.path == ".")
    }

    @Test func thePlaceOfADifferenceInASecretIsNotTold() throws {
        let event = #"{"objectRef":{"resource":"secrets"},"requestObject":{"a":"cart-1"}}"#
        let item = try explain("requestObject.a: cart-0", event)
        #expect(item.values.first?.reason == .differs)
        #expect(item.found.values.map(\.text) == ["[redacted]"])
        #expect(item.found.values.map(\.isRedacted) == [true])
    }

    @Test func whatHoldsASecretIsNotShownWhole() throws {
        let body = #"{"data":{"a":"cart-1"}}"#
        let event = #"{"objectRef":{"resource":"configmaps"},"requestObject":\#(body)}"#
        let item = try explain("requestObject: cart-0", event)
        #expect(item.found.values.map(\.text) == ["[redacted]"])
    }

    @Test func ofManyValuesTheWantedIsFound() throws {
        let item = try explain("a.b: y", #"{"a":[{"b":"x"},{"b":["z","Y"]}]}"#)
        #expect(item.found.count == 3)
        #expect(item.found.values.first?.path == "a[1].b[1]")
        #expect(item.found.values.map(\.isWanted) == [true, false, false])
    }

    @Test func keywordsAreFoundWhereTheyAre() throws {
        let found = try explain("'|all': [pods, 7]", #"{"a":["x","PODS"],"b":{"c":17}}"#)
        #expect(found.found.values.map(\.path) == ["a[1]", "b.c"])
        #expect(try reason("'|all': [nodes]", #"{"a":["x","PODS"],"nodes":null}"#) == .inNoValue(2))
    }

    @Test func allSaysWhichValueIsMissing() throws {
        let item = try explain("a|contains|all: [x, y, z]", #"{"a":["xy","w"]}"#)
        #expect(item.values.map(\.holds) == [true, true, false])
        #expect(item.found.values.map(\.isWanted) == [nil, nil])
    }

    @Test func whatCannotBeReadIsNotShownButJudged() throws {
        // The scan passes over what no rule asks for.
        let item = try explain("a: x", #"{"a":"x","b":[1,,2]}"#)
        #expect(item.holds)
        #expect(item.found.values.isEmpty)
    }

    @Test func aTextThatIsNoEventIsRefused() {
        var explainer = Explainer(
            Rule(
                title: "t",
                detection: Detection(selections: [], conditions: []),
                location: SourceLocation(file: "", line: 1, column: 1)
            )
        )
        #expect(throws: EventProblem.malformed(.notAnObject, position: 0)) {
            try explainer.explain(Array("[]".utf8))
        }
        #expect(throws: EventProblem.count(0)) { try explainer.explain([]) }
        let list = #"{"kind":"EventList","apiVersion":"audit.k8s.io/v1","items":[{},{}]}"#
        #expect(throws: EventProblem.count(2)) { try explainer.explain(Array(list.utf8)) }
    }
}
