extension MIBModule {
    /// The SNMP engine (RFC 3411).
    static let snmpFrameworkMIB = MIBModule(
        "SNMP-FRAMEWORK-MIB",
        """
        snmpFrameworkMIB snmpModules.10
        snmpFrameworkAdmin snmpFrameworkMIB.1
        snmpAuthProtocols snmpFrameworkAdmin.1
        snmpPrivProtocols snmpFrameworkAdmin.2
        snmpFrameworkMIBObjects snmpFrameworkMIB.2
        snmpEngine snmpFrameworkMIBObjects.1
        snmpEngineID snmpEngine.1 OCTETS
        snmpEngineBoots snmpEngine.2 Integer32
        snmpEngineTime snmpEngine.3 Integer32 "seconds"
        snmpEngineMaxMessageSize snmpEngine.4 Integer32
        """)
}
