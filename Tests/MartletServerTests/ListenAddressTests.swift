import MartletServer
import Testing

@Suite struct ListenAddressTests {
    @Test(
        arguments: [
            ("127.0.0.1:8080", "127.0.0.1", 8_080),
            ("[::1]:0", "::1", 0),
            ("localhost:65535", "localhost", 65_535),
            (":80", nil, 80),
        ] as [(String, String?, Int)]
    )
    func readsAnAddress(_ text: String, _ host: String?, _ port: Int) throws {
        let address = try ListenAddress(text)
        #expect(address.host == host)
        #expect(address.port == port)
        #expect(address.description == text)
    }

    @Test(arguments: [
        ("8080", "no port; write host:port, as in 127.0.0.1:8080"),
        ("localhost:", "the port '' is not a number from 0 to 65535"),
        ("localhost:http", "the port 'http' is not a number from 0 to 65535"),
        ("localhost:+80", "the port '+80' is not a number from 0 to 65535"),
        ("localhost:65536", "the port '65536' is not a number from 0 to 65535"),
        ("::1:80", "put an IPv6 address into brackets, as in [::1]:8080"),
        ("[::1:80", "write an IPv6 address as in [::1]:8080"),
        ("[]:80", "write an IPv6 address as in [::1]:8080"),
    ])
    func saysWhatIsWrong(_ text: String, _ reason: String) {
        let error = #expect(throws: ServerError.self) { try ListenAddress(text) }
        #expect(error?.description == "'\(text)': not an address to listen on: \(reason)")
    }
}
