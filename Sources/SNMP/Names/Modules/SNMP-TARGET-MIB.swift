extension MIBModule {
    /// Contexts that the engine does not have (RFC 3413).
    static let snmpTargetMIB = MIBModule(
        "SNMP-TARGET-MIB",
        """
        snmpTargetMIB snmpModules.12
        snmpTargetObjects snmpTargetMIB.1
        snmpUnavailableContexts snmpTargetObjects.4 Counter32
        snmpUnknownContexts snmpTargetObjects.5 Counter32
        """)
}
