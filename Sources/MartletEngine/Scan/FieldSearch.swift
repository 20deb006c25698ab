/// What a walk looks for and what it finds: a trie, what was learnt of the order of its keys, and
/// the table of the values that were found.
struct FieldSearch: ~Copyable {
    var trie: FieldTrie.View
    var keyOrder: KeyOrder
    var table: FieldTable

    /// Prepares to search objects by a trie, which the caller keeps.
    init(_ trie: FieldTrie, fieldCount: Int) {
        self.trie = FieldTrie.View(trie)
        keyOrder = KeyOrder(nodeCount: trie.nodes.count)
        table = FieldTable(fieldCount: fieldCount)
    }
}
