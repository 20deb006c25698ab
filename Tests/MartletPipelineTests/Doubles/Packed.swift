import CISAL
import CZstd
import MartletTestSupport

/// Packs bytes for tests.
enum Packed {
    /// One gzip member.
    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        let stream = UnsafeMutablePointer<isal_zstream>.allocate(capacity: 1)
        defer { stream.deallocate() }
        isal_deflate_stateless_init(stream)
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count * 2 + 1024)
        let count = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(output.count)
                stream.pointee.end_of_stream = 1
                stream.pointee.gzip_flag = UInt16(IGZIP_GZIP)
                guard isal_deflate_stateless(stream) == COMP_OK else {
                    fatalError("cannot pack")
                }
                return output.count - Int(stream.pointee.avail_out)
            }
        }
        return Array(output[..<count])
    }

    /// One zstd frame.
    static func zstd(_ bytes: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
        let count = ZSTD_compress(&output, output.count, bytes, bytes.count, 3)
        precondition(ZSTD_isError(count) == 0)
        return Array(output[..<count])
    }

    /// A zstd frame that readers skip.
    static let skippableFrame: [UInt8] = [0x5B, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]

    /// Packs pieces of the bytes one by one and joins them.
    static func pieces(
        of bytes: [UInt8],
        count: Int,
        using generator: inout RandomSource,
        pack: ([UInt8]) -> [UInt8]
    ) -> [UInt8] {
        var packed: [UInt8] = []
        var rest = bytes[...]
        for index in 0..<count {
            let length =
                index == count - 1
                ? rest.count : Int.random(in: 0...rest.count, using: &generator)
            packed += pack(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return packed
    }
}
