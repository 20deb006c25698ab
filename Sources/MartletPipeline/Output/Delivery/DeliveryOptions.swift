/// How signals are delivered, and what happens when they cannot be.
package struct DeliveryOptions: Sendable {
    /// How much may wait to be sent; then whoever writes waits.
    package var queueByteLimit = 16 << 20
    /// How many bytes are sent at a time at most, unless a single signal is larger.
    package var batchByteLimit = 1 << 20
    /// How long signals wait for others to be sent with them.
    package var gathering = Duration.milliseconds(200)
    /// How long an output may be down until its signals are set aside or dropped.
    ///
    /// Where nothing says what else becomes of them, it is tried for as long as it takes.
    package var retryLimit = Duration.seconds(300)
    /// Whether what cannot be delivered, or finds the queue full, is dropped and counted.
    package var drops = false
    /// How long what is left may be sent once the run is told to end.
    package var stopping = Duration.seconds(5)

    package init() {}
}
