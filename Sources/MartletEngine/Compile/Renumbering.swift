/// What numbers of one builder are in another one that has joined it.
package struct Renumbering {
    package internal(set) var fields: [Int] = []
    package internal(set) var atoms: [Int] = []
}
