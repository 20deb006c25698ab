/// Where signals go, as a document of `run:` or an option says.
package struct OutputSettings: Sendable, Equatable {
    /// A header of a request.
    package struct Header: Sendable, Equatable {
        package let name: String
        /// As it is sent, or a ``SecretSource``.
        package let value: String

        /// Takes a header.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }

        /// Whether a text may be a name: a token of RFC 9110.
        package static func isName(_ text: String) -> Bool {
            !text.isEmpty
                && text.utf8.allSatisfy { byte in
                    byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
                }
        }

        /// Whether a text may be a value: visible, and of one line.
        package static func isValue(_ text: String) -> Bool {
            text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        }
    }

    /// What it is: a file, a webhook, syslog or standard output.
    package let kind: Kind
    /// The path or the address; of standard output, nothing.
    package let target: String
    package var headers: [Header] = []
    package var template: OutputTemplate?
    /// All else, as it is written; of a flag that is set, nothing.
    private var values: [OutputSetting: String] = [:]

    /// Takes an output without further settings.
    package init(_ kind: Kind, target: String = "") {
        self.kind = kind
        self.target = target
    }

    /// The value of a key that was given.
    package subscript(_ setting: OutputSetting) -> String? {
        get { values[setting] }
        set { values[setting] = newValue }
    }

    /// Whether a flag is set.
    package func isSet(_ setting: OutputSetting) -> Bool { values[setting] != nil }

    /// A number, or `nil` if none was given.
    package func count(_ setting: OutputSetting) -> Int? { values[setting].flatMap { Int($0) } }

    /// An amount in bytes, or `nil` if none was given.
    package func byteCount(_ setting: OutputSetting) -> Int? {
        values[setting].flatMap { ByteCount(text: $0)?.bytes }
    }

    /// A time in seconds, or `nil` if none was given.
    package func seconds(_ setting: OutputSetting) -> Int? {
        values[setting].flatMap { try? TimeSpan($0) }.map { Int($0.nanoseconds / 1_000_000_000) }
    }
}
