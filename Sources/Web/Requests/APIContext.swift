package import Hummingbird
internal import NIOCore

/// What is known of a request besides the request itself.
package struct APIContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// `X-Request-ID`: the client's, or one of ours.
    package var requestID = ""
    /// Who asks.
    package var peer: Peer

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = Peer(source.channel.remoteAddress)
    }
}
