import Foundation
import TestKit

/// The programs of Net-SNMP, run for what they print.
enum NetSNMP {
    /// What `snmpget`, `snmpwalk` and the like print, both of their outputs, without a look at any MIB.
    static func run(_ program: String, _ arguments: [String]) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            // Waiting for a program must not keep a thread of the tests'.
            Thread.detachNewThread {
                continuation.resume(
                    with: Result {
                        try ChildProcess(
                            "/usr/bin/\(program)", arguments, environment: ["MIBS=", "SNMPCONFPATH=/nonexistent"],
                            package: "snmp"
                        ).finish().output
                    })
            }
        }
    }
}
