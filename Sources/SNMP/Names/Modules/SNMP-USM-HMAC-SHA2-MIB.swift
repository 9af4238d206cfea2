extension MIBModule {
    /// Protocols of authentication with SHA-2 (RFC 7860).
    static let snmpUsmHmacSha2MIB = MIBModule(
        "SNMP-USM-HMAC-SHA2-MIB",
        """
        snmpUsmHmacSha2MIB mib-2.235
        usmHMAC128SHA224AuthProtocol snmpModules.10.1.1.4
        usmHMAC192SHA256AuthProtocol snmpModules.10.1.1.5
        usmHMAC256SHA384AuthProtocol snmpModules.10.1.1.6
        usmHMAC384SHA512AuthProtocol snmpModules.10.1.1.7
        """)
}
