import Foundation

/// What a test of TLS needs, made by openssl: two authorities, and the server's own certificate for `localhost`.
enum Certificates {
    static func make(in directory: String) throws {
        for authority in ["ca", "other"] {
            try openssl(
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=\(authority)", "-keyout", "\(directory)/\(authority).key", "-out",
                "\(directory)/\(authority).pem")
        }
        try sign("server", for: "DNS:localhost,IP:127.0.0.1", in: directory)
    }

    /// - Parameter names: as in openssl's `subjectAltName`.
    static func sign(_ name: String, for names: String, days: Int = 2, in directory: String) throws {
        let path = "\(directory)/\(name)"
        try openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=\(name)",
            "-addext", "subjectAltName=\(names)", "-keyout", "\(path).key", "-out", "\(path).csr")
        try openssl(
            "x509", "-req", "-in", "\(path).csr", "-CA", "\(directory)/ca.pem", "-CAkey", "\(directory)/ca.key",
            "-CAcreateserial", "-copy_extensions", "copy", "-days", "\(days)", "-out", "\(path).pem")
    }

    private static func openssl(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw SpawnError(description: "openssl \(arguments) failed") }
    }
}
