internal import Glibc
internal import MartletClient
internal import MartletEngine
internal import MartletPipeline

/// Sends signals to a webhook.
struct WebhookSender: SignalSender {
    let client: HTTPClient
    let form: RequestForm
    /// Another form of each signal, if it is not to be the signal itself.
    let rendering: (any SignalRendering)?
    let signature: RequestSignature?
    let batchCount: Int

    func send(_ signals: ArraySlice<[UInt8]>) -> SendOutcome {
        let body = form.body(of: signals.map { rendering.rendered($0) })
        let headers = signature?.headers(for: body, at: time(nil)) ?? []
        let reply: HTTPReply
        do throws(ClientError) {
            reply = try client.post(body, headers: headers)
        } catch {
            return .failed(error.description)
        }
        if reply.isSuccess { return .taken }
        // Some say in their answers what they were asked for, which may be a secret.
        let text = String(decoding: reply.excerpt, as: UTF8.self)
        let excerpt = text.contains(client.target) ? "" : text
        let reason = "HTTP \(reply.status)\(excerpt.isEmpty ? "" : ": \(excerpt)")"
        guard reply.mayChange else { return .refused(reason) }
        return .failed(reason, retryAfter: reply.retryAfter.map { .seconds($0) })
    }

    func close() { client.close() }
}

extension (any SignalRendering)? {
    /// A signal in this form, without a line feed.
    func rendered(_ signal: [UInt8]) -> [UInt8] {
        guard let self else { return signal }
        var line: [UInt8] = []
        self.append(signal, to: &line)
        if line.last == UInt8(ascii: "\n") { line.removeLast() }
        return line
    }
}
