/// Requests as bytes, with a body of known length.
enum Requests {
    static func post(_ path: String, _ body: String, fields: [String] = []) -> String {
        head("POST \(path)", fields: fields + ["Content-Length: \(body.utf8.count)"]) + body
    }

    static func get(_ path: String) -> String { head("GET \(path)") }

    static func head(_ start: String, fields: [String] = []) -> String {
        (["\(start) HTTP/1.1", "Host: test"] + fields).joined(separator: "\r\n") + "\r\n\r\n"
    }
}
