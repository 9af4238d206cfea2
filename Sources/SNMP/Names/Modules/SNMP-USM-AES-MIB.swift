extension MIBModule {
    /// AES-128 as a protocol of privacy (RFC 3826).
    static let snmpUsmAesMIB = MIBModule(
        "SNMP-USM-AES-MIB",
        """
        usmAesCfb128Protocol snmpModules.10.1.2.4
        snmpUsmAesMIB snmpModules.20
        """)
}
