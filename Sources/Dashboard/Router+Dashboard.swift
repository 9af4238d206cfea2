package import Hummingbird

extension Router {
    /// Serves the dashboard at `/`, its parts under `/static`.
    package func addDashboard() {
        for asset in Asset.all {
            get(RouterPath(asset.path)) { request, _ in asset.response(to: request) }
        }
    }
}
