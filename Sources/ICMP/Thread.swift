internal import Glibc

/// A thread of the operating system that runs one closure.
enum Thread {
    private final class Body {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a thread that nobody joins. Returns 0, or the error number where the system has none to give.
    static func start(_ run: @escaping @Sendable () -> Void) -> CInt {
        var thread = pthread_t()
        let body = Unmanaged.passRetained(Body(run))
        let errno = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        if errno == 0 { pthread_detach(thread) } else { body.release() }
        return errno
    }
}
