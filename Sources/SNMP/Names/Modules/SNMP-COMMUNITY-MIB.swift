extension MIBModule {
    /// Where a trap came from that a proxy passed on (RFC 3584).
    static let snmpCommunityMIB = MIBModule(
        "SNMP-COMMUNITY-MIB",
        """
        snmpCommunityMIB snmpModules.18
        snmpCommunityMIBObjects snmpCommunityMIB.1
        snmpTrapAddress snmpCommunityMIBObjects.3 IpAddress
        snmpTrapCommunity snmpCommunityMIBObjects.4 OCTETS
        """)
}
