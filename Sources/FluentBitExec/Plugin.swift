// The functions that fluent-bit looks up in a plugin; their contract is in docs/fluent-bit.md.
public import CFluentBit
internal import Glibc

private let pluginName: StaticString = "exec"
private let pluginDescription: StaticString = "Feed a command with events, each acknowledged"

/// Says what this plugin is.
///
/// - Parameter definition: to be filled.
/// - Returns: 0, or -1 if there is nothing to fill.
@c(FLBPluginRegister)
public func registerPlugin(_ definition: UnsafeMutablePointer<fluent_bit_definition>?) -> Int32 {
    guard let definition = unsafe definition else { return -1 }
    // SAFETY: the host gives at least as much memory; the texts are constants of this library.
    unsafe definition.pointee.type = Int32(FLUENT_BIT_OUTPUT)
    unsafe definition.pointee.proxy = Int32(FLUENT_BIT_PROXY)
    unsafe definition.pointee.flags = 0
    unsafe definition.pointee.name = constant(pluginName)
    unsafe definition.pointee.description = constant(pluginDescription)
    return 0
}

private func constant(_ text: StaticString) -> UnsafePointer<CChar> {
    // SAFETY: a constant of more than one character is kept as terminated text.
    unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}

/// Makes an output of a section and starts its command.
///
/// - Parameter plugin: the section, and where to keep the output.
/// - Returns: `FLUENT_BIT_OK`, or `FLUENT_BIT_ERROR`, with which the host refuses to start.
@c(FLBPluginInit)
public func initializePlugin(_ plugin: UnsafeMutablePointer<fluent_bit_plugin>?) -> Int32 {
    // SAFETY: the host's structures live for the call, its functions longer.
    guard let plugin = unsafe plugin?.pointee, let api = unsafe plugin.api,
        let instance = unsafe plugin.instance, let context = unsafe plugin.context
    else { return Int32(FLUENT_BIT_ERROR) }
    let host = unsafe FluentBitHost(api: api, instance: instance)
    child_ignore_broken_pipes()
    do {
        let settings = try Settings(property: host.property)
        host.log(.info, settings.summary)
        let output = try ExecOutput(settings, host: host)
        unsafe context.pointee.remote_context = Unmanaged.passRetained(output).toOpaque()
        return Int32(FLUENT_BIT_OK)
    } catch {
        host.log(.error, "\(error)")
        return Int32(FLUENT_BIT_ERROR)
    }
}

/// Hands a chunk to an output.
///
/// - Parameters:
///   - context: the output.
///   - data: events in MessagePack.
///   - byteCount: how many bytes.
///   - tag: the chunk's tag.
/// - Returns: what the host has to do with the chunk.
@c(FLBPluginFlushCtx)
public func flushPlugin(
    _ context: UnsafeMutableRawPointer?,
    _ data: UnsafeRawPointer?,
    _ byteCount: Int,
    _ tag: UnsafePointer<CChar>?
) -> Int32 {
    guard let context = unsafe context else { return Int32(FLUENT_BIT_ERROR) }
    // SAFETY: the context is an output that is retained until `FLBPluginExitCtx`; the host's data and
    // tag live for the call.
    let output = unsafe Unmanaged<ExecOutput>.fromOpaque(context).takeUnretainedValue()
    let chunk = unsafe UnsafeRawBufferPointer(
        start: data,
        count: data == nil ? 0 : max(0, byteCount)
    )
    let tagLength = unsafe tag.map { unsafe strlen($0) } ?? 0
    let tagBytes = unsafe UnsafeRawBufferPointer(start: tag, count: tagLength)
    switch unsafe output.flush(chunk, tag: tagBytes) {
    case .delivered: return Int32(FLUENT_BIT_OK)
    case .retry: return Int32(FLUENT_BIT_RETRY)
    case .refused: return Int32(FLUENT_BIT_ERROR)
    }
}

/// Ends an output and its command.
///
/// - Parameter context: the output, which is gone afterwards.
/// - Returns: `FLUENT_BIT_OK`.
@c(FLBPluginExitCtx)
public func exitPlugin(_ context: UnsafeMutableRawPointer?) -> Int32 {
    guard let context = unsafe context else { return Int32(FLUENT_BIT_OK) }
    // SAFETY: what `FLBPluginInit` retained, which the host gives back once.
    unsafe Unmanaged<ExecOutput>.fromOpaque(context).takeRetainedValue().close()
    return Int32(FLUENT_BIT_OK)
}
