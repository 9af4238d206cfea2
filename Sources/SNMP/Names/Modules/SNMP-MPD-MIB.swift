extension MIBModule {
    /// Messages that the engine could not take (RFC 3412).
    static let snmpMpdMIB = MIBModule(
        "SNMP-MPD-MIB",
        """
        snmpMPDMIB snmpModules.11
        snmpMPDAdmin snmpMPDMIB.1
        snmpMPDMIBObjects snmpMPDMIB.2
        snmpMPDStats snmpMPDMIBObjects.1
        snmpUnknownSecurityModels snmpMPDStats.1 Counter32
        snmpInvalidMsgs snmpMPDStats.2 Counter32
        snmpUnknownPDUHandlers snmpMPDStats.3 Counter32
        """)
}
