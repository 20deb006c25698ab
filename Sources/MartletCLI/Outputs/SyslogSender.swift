internal import MartletClient
internal import MartletEngine
internal import MartletPipeline

/// Sends signals by syslog.
struct SyslogSender: SignalSender {
    /// How messages travel.
    enum Transport {
        /// One behind the other, each with its length in front.
        case stream(StreamClient)
        /// One a datagram.
        case datagrams(DatagramClient)
    }

    let transport: Transport
    let message: SyslogMessage
    let rendering: (any SignalRendering)?

    var batchCount: Int {
        switch transport {
        case .stream: 100
        case .datagrams: 1
        }
    }

    func send(_ signals: ArraySlice<[UInt8]>) -> SendOutcome {
        let messages = signals.map { message.message(of: $0, saying: rendering.rendered($0)) }
        do throws(ClientError) {
            switch transport {
            case .stream(let client):
                try client.send(messages.flatMap { SyslogMessage.counted($0) })
            case .datagrams(let client):
                for message in messages {
                    guard message.count <= DatagramClient.byteLimit else {
                        return .refused("a signal is larger than a datagram")
                    }
                    try client.send(message)
                }
            }
            return .taken
        } catch {
            return .failed(error.description)
        }
    }

    func close() {
        switch transport {
        case .stream(let client): client.close()
        case .datagrams(let client): client.close()
        }
    }
}
