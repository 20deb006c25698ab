/// A key and its value.
package struct YAMLMember: Sendable {
    package let key: YAMLNode
    package let value: YAMLNode
}
