/// An operating error: a file or descriptor failed underneath the pipeline.
package struct PipelineError: Error, Equatable {
    /// What was being done, as in "cannot read".
    package let action: String
    /// The file it failed on.
    package let path: String
    /// The number the system call left, or 0.
    package let errno: Int32

    package init(action: String, path: String, errno: Int32) {
        self.action = action
        self.path = path
        self.errno = errno
    }
}
